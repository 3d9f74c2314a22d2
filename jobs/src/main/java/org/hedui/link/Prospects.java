package org.hedui.link;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.hedui.contract.LinkConfig;

/**
 * What a pair can weigh at most when only the first of its comparisons are made. Most candidate
 * pairs differ in so much that the other comparisons need not be made at all.
 */
public final class Prospects implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kinds whose values are compared in no time. */
  private static final Set<LinkConfig.Kind> SHORT =
      Set.of(LinkConfig.Kind.CODE, LinkConfig.Kind.CATEGORY, LinkConfig.Kind.DATE);

  private final int[] order;
  private final double least;
  private final double[][] bits;

  /** By comparison: the best weight of a level other than the first, 0 for a missing value. */
  private final double[] second;

  /**
   * Chooses the order: what is compared fast comes first, then what tells most.
   *
   * @param comparisons the model's
   * @param weights by comparison and level, in bits; level 0 for a missing value
   * @param least the weight, without the prior, below which a pair is of no use
   */
  Prospects(List<Comparison> comparisons, double[][] weights, double least) {
    this.bits = weights;
    this.least = least;
    this.order =
        IntStream.range(0, comparisons.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer place) -> isSlow(comparisons.get(place)))
                    .thenComparing(place -> -spread(weights[place])))
            .mapToInt(Integer::intValue)
            .toArray();
    this.second =
        Arrays.stream(weights)
            .mapToDouble(
                levels ->
                    IntStream.range(0, levels.length)
                        .filter(level -> level != 1)
                        .mapToDouble(level -> levels[level])
                        .max()
                        .orElse(0))
            .toArray();
  }

  private static boolean isSlow(Comparison comparison) {
    return comparison.kind().filter(SHORT::contains).isEmpty();
  }

  private static double spread(double[] weights) {
    return Arrays.stream(weights).max().orElse(0) - Arrays.stream(weights).min().orElse(0);
  }

  /** The comparison that is made at that turn. */
  int at(int turn) {
    return order[turn];
  }

  /**
   * Called by Spark: whether the pair can still be of use.
   *
   * @param pattern levels of the comparisons made so far; negative: it was of no use before
   * @param adjustments bits by comparison that a level 1 gains or loses by the value's frequency
   * @param made how many comparisons were made
   */
  public boolean any(long pattern, ArrayData adjustments, int made) {
    if (pattern < 0) {
      return false;
    }
    double most = 0;
    for (int turn = 0; turn < order.length; turn++) {
      int place = order[turn];
      if (turn >= made) {
        most += Math.max(second[place], bits[place][1] + adjustments.getFloat(place));
      } else {
        int level = Pattern.level(pattern, place);
        most += bits[place][level] + (level == 1 ? adjustments.getFloat(place) : 0);
      }
    }
    return most >= least;
  }
}
