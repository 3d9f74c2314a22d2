package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How right the links are, where the truth is known.
 *
 * @param truePairs pairs of records of one entity that could be compared
 * @param found of these, pairs that blocking found and that stand above the floor
 * @param byDefault pairs at the default threshold
 * @param best pairs at the threshold with the best F1 in hindsight
 * @param bestThreshold that threshold, in bits
 * @param clusters pairs implied by the clusters
 * @param bCubed precision and recall by record (Bagga and Baldwin 1998)
 */
public record Accuracy(
    double truePairs,
    double found,
    Score byDefault,
    Score best,
    double bestThreshold,
    Score clusters,
    Score bCubed) {

  /** Precision and recall. */
  public record Score(double precision, double recall) {
    /** Their harmonic mean. */
    public double f1() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    static Score of(double right, double given, double wanted) {
      return new Score(given == 0 ? 1 : right / given, wanted == 0 ? 1 : right / wanted);
    }
  }

  /**
   * Measures.
   *
   * @param truth {@code rid, entity}; one row a record
   * @param between whether pairs within an input do not count
   */
  static Accuracy of(Linker.Result result, Dataset<Row> truth, boolean between) {
    Dataset<Row> labelled = result.clustered().join(truth, Records.RID).persist();
    try {
      double truePairs = pairs(labelled, between, col("entity"));
      double given = pairs(labelled, between, col("cluster"));
      double right = pairs(labelled, between, col("entity"), col("cluster"));
      List<Row> bins = bins(result.pairs(), truth);
      double matches = 0;
      double all = 0;
      Score best = new Score(0, 0);
      double bestThreshold = 0;
      Score byDefault = new Score(1, 0);
      for (Row bin : bins) {
        double from = bin.getLong(0) * Threshold.BIN;
        all += bin.getLong(1);
        matches += bin.getLong(2);
        Score score = Score.of(matches, all, truePairs);
        if (score.f1() > best.f1()) {
          best = score;
          bestThreshold = from;
        }
        if (from >= result.threshold() - 1e-9) {
          byDefault = score;
        }
      }
      return new Accuracy(
          truePairs,
          matches,
          byDefault,
          best,
          bestThreshold,
          Score.of(right, given, truePairs),
          bCubed(labelled));
    } finally {
      labelled.unpersist();
    }
  }

  private static List<Row> bins(Dataset<Row> pairs, Dataset<Row> truth) {
    Dataset<Row> left = truth.select(col(Records.RID).as("rid_l"), col("entity").as("entity_l"));
    Dataset<Row> right = truth.select(col(Records.RID).as("rid_r"), col("entity").as("entity_r"));
    return pairs
        .join(left, "rid_l")
        .join(right, "rid_r")
        .groupBy(floor(col("weight").plus(col("structure")).divide(Threshold.BIN)).as("bin"))
        .agg(count(lit(1)), sum(when(col("entity_l").equalTo(col("entity_r")), 1L).otherwise(0L)))
        .orderBy(col("bin").desc())
        .collectAsList();
  }

  private static double pairs(Dataset<Row> labelled, boolean between, Column... by) {
    double all = sumOfPairs(labelled.groupBy(by).agg(count(lit(1)).as("n")));
    if (!between) {
      return all;
    }
    List<Column> within = new ArrayList<>(List.of(by));
    within.add(col(Records.INPUT));
    return all
        - sumOfPairs(labelled.groupBy(within.toArray(Column[]::new)).agg(count(lit(1)).as("n")));
  }

  private static double sumOfPairs(Dataset<Row> groups) {
    Row row =
        groups.agg(sum(col("n").multiply(col("n").minus(1)).divide(2).cast("bigint"))).first();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  private static Score bCubed(Dataset<Row> labelled) {
    Dataset<Row> both = labelled.groupBy("entity", "cluster").agg(count(lit(1)).as("n"));
    return new Score(shareBy(both, "cluster"), shareBy(both, "entity"));
  }

  private static double shareBy(Dataset<Row> both, String side) {
    Row row =
        both.groupBy(side)
            .agg(sum(col("n").multiply(col("n"))).as("squares"), sum("n").as("members"))
            .agg(sum(col("squares").divide(col("members"))), sum("members"))
            .first();
    return row.getDouble(0) / row.getLong(1);
  }
}
