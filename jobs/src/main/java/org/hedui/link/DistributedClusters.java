package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.hedui.contract.LinkConfig;

/**
 * Clusters of more pairs than the driver may hold: components by {@link ConnectedComponents}, then
 * each executor repairs the components of its partitions. Gives what {@link DriverClusters} gives.
 */
final class DistributedClusters implements Clusters {
  /** Pairs that an executor holds at a time for a partition, 24 bytes each. */
  private static final long PARTITION_PAIRS = 1_000_000;

  private static final StructType TOGETHER =
      new StructType()
          .add("rid_l", DataTypes.LongType, false)
          .add("rid_r", DataTypes.LongType, false)
          .add("weight", DataTypes.DoubleType, false);

  private final Dataset<Row> found;
  private final long count;
  private final long cut;

  private DistributedClusters(Dataset<Row> found) {
    this.found = found;
    Row counts =
        found
            .agg(
                // A cluster is called after its least record; one other tells that there are two.
                count_distinct(
                    when(
                        kind(RepairedPartition.NODE).and(col("left").notEqual(col("right"))),
                        col("right"))),
                count_if(kind(RepairedPartition.CUT)))
            .head();
    this.count = counts.getLong(0);
    this.cut = counts.getLong(1);
  }

  /**
   * Clusters; the parameters are those of {@link EntityClusters#of}.
   *
   * @param size about how many pairs there are
   */
  static DistributedClusters of(
      Dataset<Row> pairs,
      long size,
      double threshold,
      Dataset<Row> attributes,
      LinkConfig config,
      BoundPairs bound) {
    Dataset<Row> edges = pairs.select("rid_l", "rid_r", "weight").union(together(pairs, bound));
    Dataset<Row> components =
        ConnectedComponents.of(
            edges
                .where(col("weight").geq(threshold))
                .select(col("rid_l").as("src"), col("rid_r").as("dst")));
    Column nothing = lit(null).cast("bigint");
    Dataset<Row> inner =
        edges
            // A record has one component, or none.
            .join(components.toDF("rid_l", "component"), "rid_l")
            .join(components.toDF("rid_r", "component_r"), "rid_r")
            .where(col("component").equalTo(col("component_r")))
            .select(
                col("component"),
                col("rid_l"),
                col("rid_r"),
                col("weight"),
                nothing.cast("int").as(Records.INPUT),
                lit(null).cast("array<bigint>").as("distinct"));
    String[] distinct = attributes.drop(Records.RID, Records.INPUT).columns();
    Dataset<Row> nodes =
        components
            // One row of attributes a record.
            .join(attributes.withColumnRenamed(Records.RID, "node"), "node")
            .select(
                col("component"),
                col("node"),
                nothing,
                lit(null).cast("double"),
                col(Records.INPUT),
                array(
                        List.of(distinct).stream()
                            .map(org.apache.spark.sql.functions::col)
                            .toArray(Column[]::new))
                    .cast("array<bigint>"));
    RepairedPartition repair =
        new RepairedPartition(threshold, config.oneToOne(), distinct.length, bound);
    return new DistributedClusters(
        inner
            .union(nodes)
            .repartition((int) Math.max(1, size / PARTITION_PAIRS), col("component"))
            .mapPartitions(repair, Encoders.row(RepairedPartition.FOUND))
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  private static Dataset<Row> together(Dataset<Row> pairs, BoundPairs bound) {
    SparkSession spark = pairs.sparkSession();
    List<Row> rows =
        bound.together().stream()
            .map(pair -> RowFactory.create(pair[0], pair[1], BoundPairs.CERTAIN))
            .toList();
    return spark.createDataFrame(rows, TOGETHER);
  }

  @Override
  public Dataset<Row> labelled(Dataset<Row> rows, String rid, String cluster) {
    Dataset<Row> labels =
        found.where(kind(RepairedPartition.NODE)).select("left", "right").toDF(rid, cluster);
    // A record has one cluster.
    return rows.join(labels, toSeq(rid), "left")
        .withColumn(cluster, coalesce(col(cluster), col(rid)));
  }

  @Override
  public Dataset<Row> detoured(Dataset<Row> pairs) {
    Dataset<Row> detours =
        found
            .where(kind(RepairedPartition.DETOUR))
            .select("left", "right", "bits")
            .toDF("rid_l", "rid_r", "detour");
    // A pair has one detour.
    return pairs
        .join(detours, toSeq("rid_l", "rid_r"), "left")
        .withColumn("detour", coalesce(col("detour").cast("double"), lit(0.0)));
  }

  @Override
  public Dataset<Row> unweighed() {
    return found
        .where(kind(RepairedPartition.DETOUR).and(col("weighed").equalTo(false)))
        .select("left", "right");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long cut() {
    return cut;
  }

  @Override
  public void release() {
    found.unpersist();
  }

  private static Column kind(int kind) {
    return col("kind").equalTo(kind);
  }

  private static scala.collection.Seq<String> toSeq(String... names) {
    return scala.collection.JavaConverters.asScalaBuffer(List.of(names));
  }
}
