package org.hedui.evaluate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Stated probabilities of pairs against what is true. */
final class Calibrations {
  private static final int BINS = 10;

  private Calibrations() {}

  /**
   * Judges pairs in bins of a tenth.
   *
   * @param pairs {@code record_id_l, record_id_r, match_probability}
   * @param judged {@code record_id, person}; one row a mention
   */
  static Calibration of(Dataset<Row> pairs, Dataset<Row> judged) {
    // Each side finds at most one mention.
    Dataset<Row> left =
        judged.select(col("record_id").as("record_id_l"), col("person").as("person_l"));
    Dataset<Row> right =
        judged.select(col("record_id").as("record_id_r"), col("person").as("person_r"));
    List<Row> found =
        pairs
            .join(left, "record_id_l")
            .join(right, "record_id_r")
            .select(
                least(floor(col("match_probability").multiply(BINS)), lit(BINS - 1L)).as("bin"),
                col("match_probability").as("stated"),
                col("person_l").equalTo(col("person_r")).cast("double").as("observed"))
            .groupBy("bin")
            .agg(count(lit(1)), avg("stated"), avg("observed"))
            .orderBy("bin")
            .collectAsList();
    List<Calibration.Bin> bins =
        found.stream()
            .map(
                row ->
                    new Calibration.Bin(
                        (double) row.getLong(0) / BINS,
                        row.getLong(1),
                        row.getDouble(2),
                        row.getDouble(3)))
            .toList();
    long judgedPairs = bins.stream().mapToLong(Calibration.Bin::pairs).sum();
    double distance =
        bins.stream()
            .mapToDouble(bin -> bin.pairs() * Math.abs(bin.stated() - bin.observed()))
            .sum();
    return new Calibration(
        judgedPairs,
        pairs.count() - judgedPairs,
        judgedPairs == 0 ? null : Double.valueOf(distance / judgedPairs),
        bins);
  }
}
