package org.hedui.keep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditChain.Link;
import org.hedui.lake.Lake;

/**
 * Looks whether the audit is what was written: reads every entry once, in order, and tells what was
 * changed, removed, inserted, moved or made without the key.
 */
public final class AuditCheck {
  private final PseudonymKey key;
  private final List<AuditLog.Head> known;
  private final Map<Long, String> hashes = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private Link last;
  private Link lastSealed;

  private AuditCheck(PseudonymKey key, List<AuditLog.Head> known) {
    this.key = key;
    this.known = known;
  }

  /**
   * What was found.
   *
   * @param entries entries of the chain
   * @param outside entries of before there was a chain, which its first entry fixes
   * @param head the newest entry
   * @param faults what is wrong, as {@code [CODE] entry …}; empty if nothing is
   */
  public record Result(
      long entries, long outside, Optional<AuditLog.Head> head, List<String> faults) {
    /** Copies the list. */
    public Result {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Checks a lake's audit.
   *
   * @param key the lake's key
   * @param known entries that are known from elsewhere; a log that was cut off at its end is found
   *     by these alone
   */
  public static Result of(Lake lake, PseudonymKey key, List<AuditLog.Head> known) {
    AuditCheck check = new AuditCheck(key, known);
    List<List<String>> outside = new ArrayList<>();
    long entries = 0;
    Iterator<Row> rows = AuditChain.inOrder(lake.readOrEmpty(AuditLog.TABLE)).toLocalIterator();
    while (rows.hasNext()) {
      Link link = AuditChain.link(rows.next());
      if (link.number() == null) {
        outside.add(link.content());
      } else {
        entries++;
        check.entry(link, outside);
      }
    }
    check.end();
    return new Result(
        entries,
        outside.size(),
        Optional.ofNullable(check.last).map(l -> new AuditLog.Head(l.number(), l.hash())),
        check.faults);
  }

  private void entry(Link link, List<List<String>> outside) {
    long due = last == null ? 1 : last.number() + 1;
    if (link.number() < due) {
      fault("INSERTED", link.number(), "stands twice");
    } else if (link.number() > due) {
      fault("REMOVED", due, "is missing, as are all before entry " + link.number());
    } else if (!Objects.equals(
        link.previous(), last == null ? AuditChain.hash(outside) : last.hash())) {
      fault("BROKEN", link.number(), "does not follow what stands before it");
    }
    if (!link.due().equals(link.hash())) {
      fault("CHANGED", link.number(), "does not say what was written");
    }
    if (key.fingerprint().equals(link.key())) {
      if (!link.isSealedBy(key)) {
        fault("FORGED", link.number(), "was not sealed with the lake's key");
      }
      lastSealed = link;
    }
    hashes.put(link.number(), link.hash());
    last = link;
  }

  private void end() {
    // An entry of an earlier key is fixed by the seals after it.
    if (last != null && !last.equals(lastSealed)) {
      long from = lastSealed == null ? 1 : lastSealed.number() + 1;
      fault("FORGED", from, "and all after it bear no seal of the lake's key");
    }
    for (AuditLog.Head head : known) {
      String hash = hashes.get(head.number());
      if (hash == null) {
        fault("REMOVED", head.number(), "is known from elsewhere and is missing");
      } else if (!hash.equals(head.hash())) {
        fault("CHANGED", head.number(), "is another than the one known from elsewhere");
      }
    }
  }

  private void fault(String code, long number, String what) {
    faults.add("[%s] entry %d %s".formatted(code, number, what));
  }
}
