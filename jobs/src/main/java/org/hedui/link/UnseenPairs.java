package org.hedui.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * True pairs that training could not see. The more records there are, the tighter are the rules
 * that training can afford, and the less of the badly damaged pairs do they find. Judged by what
 * was seen alone, rules for these would look useless. So as many pairs are imagined, whose fields
 * agree independently of each other, each as often as it does in the pairs that were seen.
 */
final class UnseenPairs {
  private static final int DRAWS = 4_096;
  private static final long SEED = 7_042_026;

  private UnseenPairs() {}

  /**
   * The pairs that were seen and as many imagined ones, each counted half.
   *
   * @param seen expected number of true pairs by the parts (bits) on which they agree
   * @param parts the parts, in the order of their bits
   */
  static Map<Long, Double> with(Map<Long, Double> seen, List<String> parts) {
    double half = seen.values().stream().mapToDouble(Double::doubleValue).sum() / 2;
    Map<Long, Double> all = new TreeMap<>();
    seen.forEach((agreed, pairs) -> all.put(agreed, pairs / 2));
    if (half == 0) {
      return all;
    }
    List<Marginal> fields = masks(parts).stream().map(mask -> Marginal.of(seen, mask)).toList();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      long agreed = 0;
      for (Marginal field : fields) {
        agreed |= field.draw(random.nextDouble());
      }
      all.merge(agreed, half / DRAWS, Double::sum);
    }
    return all;
  }

  /** Bits of the parts of each field; fields that one part joins count as one. */
  private static List<Long> masks(List<String> parts) {
    Map<Set<String>, Long> masks = new LinkedHashMap<>();
    for (int part = 0; part < parts.size(); part++) {
      Set<String> fields = new TreeSet<>(new BlockingRule(List.of(parts.get(part))).fields());
      long mask = 1L << part;
      for (Set<String> known : List.copyOf(masks.keySet())) {
        if (known.stream().anyMatch(fields::contains)) {
          fields.addAll(known);
          mask |= masks.remove(known);
        }
      }
      masks.put(fields, mask);
    }
    return new ArrayList<>(masks.values());
  }

  /** How often a field agrees in which parts. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Marginal(long[] agreed, double[] upTo) {
    static Marginal of(Map<Long, Double> seen, long mask) {
      Map<Long, Double> shares = new TreeMap<>();
      seen.forEach((agreed, pairs) -> shares.merge(agreed & mask, pairs, Double::sum));
      long[] agreed = shares.keySet().stream().mapToLong(Long::longValue).toArray();
      double[] upTo = shares.values().stream().mapToDouble(Double::doubleValue).toArray();
      for (int at = 1; at < upTo.length; at++) {
        upTo[at] += upTo[at - 1];
      }
      return new Marginal(agreed, upTo);
    }

    /** What agrees at a place between 0 and 1. */
    long draw(double place) {
      double wanted = place * upTo[upTo.length - 1];
      int at = 0;
      while (upTo[at] <= wanted && at < upTo.length - 1) {
        at++;
      }
      return agreed[at];
    }
  }
}
