package org.hedui.link;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.hedui.contract.LinkConfig;

/** Weighs the pairs that blocking finds. */
final class Scoring {
  /** Pairs below this weight (1 in 4,096) are of no use to anybody and not kept. */
  static final double FLOOR = -12;

  private Scoring() {}

  /**
   * Weighs pairs.
   *
   * @param counts the blocking rules with their keys counted
   * @return {@code rid_l, rid_r, pattern, weight} of the pairs from {@link #FLOOR} on, each once,
   *     {@code rid_l < rid_r}
   */
  static Dataset<Row> of(
      Dataset<Row> records,
      LinkConfig config,
      Model model,
      List<Blocking.Count> counts,
      Sizes sizes) {
    List<Comparison> comparisons = Comparison.of(config);
    Blocking blocking = new Blocking(model.blocking(), sizes.between(), config.blockLimit());
    Dataset<Row> adjusted =
        records
            .drop(Records.UNIQUE_ID)
            .withColumn("tf", model.frequencies().adjustments(comparisons, model.chances()));
    Weights weights = new Weights(model, model.priorBits(sizes.records(), sizes.pairs()));
    Column weight =
        NativeCalls.call(weights, "of", DataTypes.DoubleType, col("pattern"), col("tf"));
    return blocking
        .pairs(adjusted, counts, 1)
        .select(
            col("l.rid").as("rid_l"),
            col("r.rid").as("rid_r"),
            Pattern.of(comparisons).as("pattern"),
            col("l.tf").as("tf"))
        .select(col("rid_l"), col("rid_r"), col("pattern"), weight.as("weight"))
        .where(col("weight").geq(FLOOR));
  }
}
