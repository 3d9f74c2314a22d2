package org.hedui.link;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The clusters of two records and more, wherever they are kept. */
interface Clusters {
  /**
   * Adds to rows the cluster of a record: the least rid in it. A record without links is its own.
   *
   * @param rows any rows with a column {@code rid} of record names
   * @param cluster name of the column that is added; the rows stay as many as they are
   */
  Dataset<Row> labelled(Dataset<Row> rows, String rid, String cluster);

  /**
   * Adds {@code detour} to pairs: the evidence in bits of the best way round over other records of
   * the cluster, 0 if there is none.
   *
   * @param pairs {@code rid_l, rid_r} and more; they stay as many as they are
   */
  Dataset<Row> detoured(Dataset<Row> pairs);

  /** The pairs within clusters that were not weighed: {@code left, right}, left the lesser rid. */
  Dataset<Row> unweighed();

  /** Number of clusters of two records and more. */
  long count();

  /** Number of pairs above the threshold whose records do not belong to one cluster. */
  long cut();

  /** Gives back what is kept; nothing may be read any more. */
  void release();
}
