package org.hedui.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is carried over from an earlier run: pairs of which neither record has changed.
 *
 * @param records the records, with a mark of those that are new or changed
 * @param pairs {@code rid_l, rid_r, pattern, weight, related} of the pairs of unchanged records
 */
record Carried(Dataset<Row> records, Dataset<Row> pairs) {
  private static final String FRESH = "fresh";

  /** Looks up which records and pairs an earlier run knew. */
  static Carried of(Before before, Dataset<Row> records) {
    Dataset<Row> known =
        before.unchanged().select(col(Records.UNIQUE_ID), lit(false).as("known")).distinct();
    Dataset<Row> marked =
        records
            // An id is known once.
            .join(known, new String[] {Records.UNIQUE_ID}, "left")
            .withColumn(FRESH, coalesce(col("known"), lit(true)))
            .drop("known")
            .localCheckpoint();
    Dataset<Row> old =
        marked.where(col(FRESH).equalTo(false)).select(Records.UNIQUE_ID, Records.RID);
    Dataset<Row> pairs =
        before
            .weights()
            // A record has one id.
            .join(old.toDF("unique_id_l", "rid_l"), "unique_id_l")
            .join(old.toDF("unique_id_r", "rid_r"), "unique_id_r")
            .select("rid_l", "rid_r", "pattern", "weight", "related");
    return new Carried(marked, pairs);
  }

  /** Whether a pair has to be compared: one of its records is new or changed. */
  static Column fresh() {
    return col("l." + FRESH).or(col("r." + FRESH));
  }
}
