package org.hedui.link.registry;

import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Decides which mentions tell of the same person. */
interface Linker {

  /**
   * Links mentions.
   *
   * @param mentions rows of {@code silver.mention}
   * @param facts what reviewers decided; it binds against every other evidence
   */
  Linked link(Dataset<Row> mentions, Decisions.Facts facts);

  /**
   * What was linked.
   *
   * @param clusters {@code record_id, cluster, person_id18, match_rule, match_probability,
   *     decision, profile}; one row a mention. Mentions of one cluster are one person; {@code
   *     person_id18} is the person's own valid ID number, or NULL. The label of a cluster does not
   *     depend on the order of rows. {@code profile} names all that was compared of the mention, or
   *     is NULL.
   * @param weighed the pairs; empty if none were weighed
   */
  record Linked(Dataset<Row> clusters, Optional<Weighed> weighed) {}

  /**
   * Pairs that were weighed.
   *
   * @param pairs the columns of {@code silver.link_pair} but the lasting ids
   * @param weights the columns of {@code silver.link_weight}, for the next run
   * @param compared number of pairs that were compared now
   */
  record Weighed(Dataset<Row> pairs, Dataset<Row> weights, long compared) {}

  /** The certain links alone; they weigh no pairs, and no decision changes them. */
  static Linked certain(Dataset<Row> mentions) {
    Dataset<Row> clusters =
        CertainLinks.link(mentions)
            .withColumnRenamed("person_id", "cluster")
            .withColumn("match_probability", lit(1.0))
            .withColumn("decision", lit("AUTO"))
            .withColumn("profile", lit(null).cast("string"));
    return new Linked(clusters, Optional.empty());
  }
}
