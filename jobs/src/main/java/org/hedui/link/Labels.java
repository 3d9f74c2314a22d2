package org.hedui.link;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Looks up the cluster of a record. */
public final class Labels implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Broadcast<long[]> rids;
  private final Broadcast<long[]> clusters;

  /** Takes the clusters of the records that occur in pairs to every executor, once. */
  Labels(SparkSession spark, EntityClusters.Result result) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.rids = context.broadcast(result.rids());
    this.clusters = context.broadcast(result.clusters());
  }

  /** Gives the memory back; nothing may be looked up any more. */
  void release() {
    rids.unpersist();
    clusters.unpersist();
  }

  /** Called by Spark: the cluster of a record; a record without links is its own. */
  public long of(long rid) {
    int place = Arrays.binarySearch(rids.value(), rid);
    return place < 0 ? rid : clusters.value()[place];
  }
}
