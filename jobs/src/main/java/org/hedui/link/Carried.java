package org.hedui.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is carried over from an earlier run: pairs of which neither record has changed. */
final class Carried {
  private Carried() {}

  /** Records of {@link Records#of}; those that the earlier run knew are not fresh. */
  static Dataset<Row> marked(Before before, Dataset<Row> records) {
    Dataset<Row> known =
        before.unchanged().select(col(Records.UNIQUE_ID), lit(false).as("known")).distinct();
    return records
        // An id is known once.
        .join(known, new String[] {Records.UNIQUE_ID}, "left")
        .withColumn(Records.FRESH, coalesce(col("known"), lit(true)))
        .drop("known");
  }

  /**
   * The pairs that the earlier run weighed: {@code rid_l, rid_r, pattern, weight, related}.
   *
   * @param records result of {@link #marked}
   */
  static Dataset<Row> pairs(Before before, Dataset<Row> records) {
    Dataset<Row> old =
        records.where(not(col(Records.FRESH))).select(Records.UNIQUE_ID, Records.RID);
    return before
        .weights()
        // A record has one id.
        .join(old.toDF("unique_id_l", "rid_l"), "unique_id_l")
        .join(old.toDF("unique_id_r", "rid_r"), "unique_id_r")
        .select("rid_l", "rid_r", "pattern", "weight", "related");
  }
}
