package org.hedui.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Contract;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.MentionRole;
import org.hedui.contract.Semantic;
import org.hedui.contract.TableName;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeScan;
import org.hedui.lake.LakeTables;
import org.hedui.lake.Pointers;
import org.hedui.lake.RowsOf;

/**
 * Takes a person out of a lake by request: every row about the person in every table, all slices;
 * what other rows say of the person; the older versions, the change feed and the Delta logs that
 * tell of them. A suppression list keeps the person out when the same files are delivered again.
 * Readers see the rows of before until one commit leads them to those without the person.
 *
 * <p>May be killed and repeated: by what the person is found goes last.
 */
public final class Erasure {
  private static final TableName SUPPRESSION = TableName.of("ops.suppression");
  private static final List<String> LAST =
      List.of("silver.person", "silver.case", "silver.identity_link");

  private final Lake lake;
  private final PseudonymKey key;
  private final Trace trace;
  private final OldVersions old;

  private Erasure(Lake lake, PseudonymKey key, Trace trace, OldVersions old) {
    this.lake = lake;
    this.key = key;
    this.trace = trace;
    this.old = old;
  }

  /**
   * Finds a person.
   *
   * @param lake a lake whose lock is held
   * @throws HeduiException exit code 2: PERSON_UNKNOWN; ERASE_TORN if what readers see lies in old
   *     versions alone, which would go
   */
  public static Erasure of(Lake lake, String personId, PseudonymKey key) {
    OldVersions old = OldVersions.of(lake, "ERASE_TORN");
    return new Erasure(lake, key, Trace.of(lake, personId, key), old);
  }

  /**
   * What goes from a table.
   *
   * @param rows rows about the person
   * @param blanked rows of others in which cells are blanked
   */
  public record Part(TableName table, long rows, long blanked) {}

  /** What would go, table by table; does nothing. */
  public List<Part> plan() {
    List<Part> parts = new ArrayList<>();
    for (TableName table : tables()) {
      Sweep sweep = Sweep.of(table, lake.read(table).schema(), trace);
      RowsOf rows = new RowsOf(lake, table);
      Part part =
          new Part(
              table,
              rows.count(sweep.rows()),
              rows.count(not(sweep.rows()).and(sweep.mentioned())));
      if (part.rows() + part.blanked() > 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Publications that cannot be shown any more afterwards. */
  public List<Pointers.Pointer> givenUp() {
    return old.givenUp();
  }

  /** File and row of the delivered rows about the person, which the departments still have. */
  public Set<String> places() {
    return trace.places();
  }

  /**
   * Erases.
   *
   * @param erasureId what suppression list and audit call it
   * @return what went
   */
  public List<Part> run(String erasureId) {
    List<Part> parts = plan();
    suppress(erasureId);
    for (Part part : parts) {
      Sweep sweep = Sweep.of(part.table(), lake.read(part.table()).schema(), trace);
      RowsOf rows = new RowsOf(lake, part.table());
      if (part.rows() > 0) {
        rows.delete(sweep.rows());
      }
      if (part.blanked() > 0) {
        rows.update(sweep.mentioned(), sweep.cells());
      }
      rows.commitNothing();
    }
    old.remove(tables());
    return parts;
  }

  /** The tables in the order in which they are swept; logs that are only added to name nobody. */
  private List<TableName> tables() {
    return LakeTables.of(lake).stream()
        .filter(table -> table.layer() != Layer.OPS || !lake.definition(table).appendOnly())
        .sorted(Comparator.comparingInt(table -> LAST.indexOf(table.toString())))
        .toList();
  }

  private void suppress(String erasureId) {
    Set<String> hashes = new TreeSet<>(trace.suppressed(key));
    lake.readOrEmpty(SUPPRESSION)
        .select("kind", "hash")
        .collectAsList()
        .forEach(row -> hashes.remove(row.getString(0) + " " + row.getString(1)));
    List<Row> rows =
        hashes.stream()
            .map(text -> text.split(" ", 2))
            .map(part -> RowFactory.create(part[1], part[0], erasureId))
            .toList();
    if (!rows.isEmpty()) {
      lake.append(
          SUPPRESSION,
          lake.spark()
              .createDataFrame(
                  rows, StructType.fromDDL("hash string, kind string, erasure_id string")));
    }
  }

  /**
   * What the files say afterwards.
   *
   * @param scan what was read and found
   * @param notLookedFor how many names and telephone numbers rows of others hold as well
   */
  public record Proof(LakeScan.Result scan, int notLookedFor) {}

  /**
   * Reads every file of the lake for what the person was known by. A name or telephone number that
   * rows of others hold as well is not looked for.
   */
  public Proof verify() {
    Set<String> wanted = new HashSet<>(trace.needles());
    Set<String> ofOthers = sharedWithOthers();
    trace.shared().stream().filter(value -> !ofOthers.contains(value)).forEach(wanted::add);
    return new Proof(new LakeScan(lake, wanted).scan(), ofOthers.size());
  }

  /** Names and telephone numbers of the person that stay, as others have them. */
  private Set<String> sharedWithOthers() {
    Set<String> others = new TreeSet<>();
    for (Contract registry : lake.schemas().contracts(Contract.Kind.REGISTRY)) {
      TableName bronze = new TableName(Layer.BRONZE, registry.name());
      if (lake.exists(bronze)) {
        registry.columns().stream()
            .filter(
                column ->
                    column.semantic() == Semantic.PHONE
                        || column.semantic() == Semantic.PERSON_NAME
                        || column.mention().filter(MentionRole.NAME::equals).isPresent())
            .forEach(
                column ->
                    lake.read(bronze)
                        .where(Trace.contains(trace.shared(), col(column.name())))
                        .select(column.name())
                        .distinct()
                        .collectAsList()
                        .forEach(
                            row ->
                                trace.shared().stream()
                                    .filter(row.getString(0)::contains)
                                    .forEach(others::add)));
      }
    }
    return others;
  }
}
