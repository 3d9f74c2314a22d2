package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.hedui.contract.LinkConfig;

/** Weighs pairs: by their comparisons first, then by what the clusters say about them. */
final class Scoring {
  /** Pairs below this weight (1 in 4,096) are of no use to anybody and not kept. */
  static final double FLOOR = -12;

  /** What is observed: how many pairs were weighed. */
  static final String CANDIDATES = "candidates";

  private static final String FREQUENCIES = "tf";
  private static final String PATTERN = "pattern";

  /** Pattern of a pair that cannot reach the floor. */
  private static final long USELESS = -1;

  private final LinkConfig config;
  private final List<Comparison> comparisons;
  private final Model model;
  private final Sizes sizes;
  private final Weights weights;
  private final Dataset<Row> records;

  /**
   * Prepares to weigh pairs of {@code records}.
   *
   * @param weighed the numbers of records that tell how rare matches are
   */
  Scoring(LinkConfig config, Model model, Sizes sizes, Sizes weighed, Dataset<Row> records) {
    this.config = config;
    this.comparisons = Comparison.of(config);
    this.model = model;
    this.sizes = sizes;
    this.weights = new Weights(model, weighed.records(), weighed.pairs());
    this.records =
        records
            .drop(Records.UNIQUE_ID)
            .withColumn(FREQUENCIES, model.frequencies().adjustments(comparisons, model.chances()));
  }

  /**
   * Weighs the pairs that blocking finds.
   *
   * @param blocking by the model's rules
   * @param counts their keys, counted
   * @param observed is told {@link #CANDIDATES}, the number of pairs weighed
   * @return {@code rid_l, rid_r, pattern, weight, related} of the pairs from {@link #FLOOR} on,
   *     each once, {@code rid_l < rid_r}; {@code weight} is log2 of the odds that the pair is a
   *     match, {@code related} the part of it that it lost because it might be one of relatives
   */
  Dataset<Row> blocked(Blocking blocking, List<Blocking.Count> counts, Observation observed) {
    return weighed(
            promising(
                blocking
                    .pairs(records, sizes.records(), counts, 1)
                    .where(Constraints.allowed(config))))
        .observe(observed, count(lit(1)).as(CANDIDATES))
        .where(col("weight").geq(FLOOR));
  }

  /**
   * Adds what the clusters say: a detour over other records of the cluster speaks for a pair; a
   * link that clustering cut falls just below the threshold. Pairs of one cluster that no blocking
   * rule found are weighed now.
   *
   * @param pairs result of {@link #blocked}
   * @param threshold weight from which a pair is a link
   * @return the columns of {@code pairs} and {@code structure}, to be added to {@code weight}
   */
  Dataset<Row> withStructure(Dataset<Row> pairs, double threshold, Clusters clusters) {
    Dataset<Row> all = pairs.unionByName(weighed(compared(implied(clusters))));
    Column structure =
        when(
                col("cluster_l").equalTo(col("cluster_r")),
                greatest(col("detour"), lit(threshold).minus(col("weight"))))
            .when(
                col("weight").geq(threshold),
                lit(Math.min(0, threshold - Threshold.BIN)).minus(col("weight")))
            .otherwise(0.0);
    return clusters
        .detoured(
            clusters.labelled(clusters.labelled(all, "rid_l", "cluster_l"), "rid_r", "cluster_r"))
        .withColumn("structure", structure)
        .drop("cluster_l", "cluster_r", "detour");
  }

  /**
   * Weighs each record against a perfect copy of itself: the most that any pair of it can weigh.
   */
  Dataset<Row> copies() {
    Column all = struct(col("*"));
    return weighed(compared(records.select(all.as("l"), all.as("r"))));
  }

  private Dataset<Row> implied(Clusters clusters) {
    // A record once on each side: the pairs stay as many as they are.
    return clusters
        .unweighed()
        .join(records.as("l"), col("left").equalTo(col("l.rid")))
        .join(records.as("r"), col("right").equalTo(col("r.rid")));
  }

  private Dataset<Row> compared(Dataset<Row> pairs) {
    return pairs.withColumn(PATTERN, Pattern.of(comparisons));
  }

  /** As {@link #compared}, but only until it is plain that a pair is of no use. */
  private Dataset<Row> promising(Dataset<Row> pairs) {
    Prospects prospects = weights.prospects(comparisons, FLOOR);
    Dataset<Row> compared = pairs.withColumn(PATTERN, lit(0L));
    for (int turn = 0; turn < comparisons.size(); turn++) {
      Column any =
          NativeCalls.call(
              prospects,
              "any",
              DataTypes.BooleanType,
              col(PATTERN),
              col("l." + FREQUENCIES),
              lit(turn));
      Column next = col(PATTERN).plus(Pattern.part(comparisons, prospects.at(turn)));
      compared = compared.withColumn(PATTERN, when(any, next).otherwise(USELESS));
    }
    return compared;
  }

  private Dataset<Row> weighed(Dataset<Row> pairs) {
    Column weight =
        when(col(PATTERN).equalTo(USELESS), Double.NEGATIVE_INFINITY).otherwise(part("of"));
    Column related =
        model.related().used()
            ? when(col(PATTERN).equalTo(USELESS), 0.0).otherwise(part("related"))
            : lit(0.0);
    return pairs
        .select(
            col("l.rid").as("rid_l"),
            col("r.rid").as("rid_r"),
            col(PATTERN),
            col("l." + FREQUENCIES).as(FREQUENCIES))
        .select(
            col("rid_l"), col("rid_r"), col(PATTERN), weight.as("weight"), related.as("related"))
        .withColumn("weight", col("weight").plus(col("related")));
  }

  private Column part(String method) {
    return NativeCalls.call(weights, method, DataTypes.DoubleType, col(PATTERN), col(FREQUENCIES));
  }

  /** The part of a pair's weight that its comparison levels and the prior make, in bits. */
  Column base(Column pattern) {
    return NativeCalls.call(weights, "base", DataTypes.DoubleType, pattern);
  }
}
