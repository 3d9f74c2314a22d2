package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The weight from which a pair is a link. Without labels: the one at which F1, expected by the
 * pairs' own probabilities, is greatest (Lipton, Elkan and Naryanaswamy 2014). Where no pair lies
 * below it for a while, any threshold in the gap gives the same links. Then the middle of the gap
 * is taken, farthest from what other records of the kind may weigh, but no less than even odds.
 */
final class Threshold {
  /** Width of a bin of the histogram, in bits. */
  static final double BIN = 0.125;

  private Threshold() {}

  /**
   * A bin of weights.
   *
   * @param from least weight in it
   * @param pairs number of pairs
   */
  record Bin(double from, long pairs) {
    double matches() {
      return pairs * Weights.probability(from + BIN / 2);
    }
  }

  /** Counts pairs by weight, the heaviest first; one job. */
  static List<Bin> histogram(Dataset<Row> pairs) {
    List<Bin> bins = new ArrayList<>();
    // A few hundred rows: weights lie between the floor and the sum of all levels' best.
    pairs
        .groupBy(floor(col("weight").divide(BIN)).as("bin"))
        .agg(count(lit(1)))
        .orderBy(col("bin").desc())
        .collectAsList()
        .forEach(row -> bins.add(new Bin(row.getLong(0) * BIN, row.getLong(1))));
    return bins;
  }

  /**
   * The threshold with the greatest expected F1, in bits.
   *
   * @param bins the heaviest first
   */
  static double best(List<Bin> bins) {
    double all = bins.stream().mapToDouble(Bin::matches).sum();
    double matches = 0;
    double pairs = 0;
    double best = 0;
    double threshold = 0;
    for (int place = 0; place < bins.size(); place++) {
      Bin bin = bins.get(place);
      matches += bin.matches();
      pairs += bin.pairs();
      double f1 = 2 * matches / (pairs + all);
      if (f1 > best) {
        best = f1;
        threshold =
            inGap(
                bin.from(),
                place + 1 < bins.size() ? bins.get(place + 1).from() : Scoring.FLOOR - BIN);
      }
    }
    return threshold;
  }

  /** A threshold between a bin and the next lower one that holds pairs, at the edge of a bin. */
  private static double inGap(double above, double below) {
    double empty = above - below - BIN;
    double middle = above - Math.floor(empty / BIN / 2) * BIN;
    return Math.min(above, Math.max(0, middle));
  }
}
