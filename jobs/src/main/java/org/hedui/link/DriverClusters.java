package org.hedui.link;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Clusters found in arrays of the driver, which every executor gets: many times faster than joins
 * as long as the arrays fit into memory.
 */
final class DriverClusters implements Clusters {
  private static final StructType UNWEIGHED =
      new StructType()
          .add("left", DataTypes.LongType, false)
          .add("right", DataTypes.LongType, false);

  private final SparkSession spark;
  private final EntityClusters.Result found;
  private final Labels labels;
  private final Detours detours;

  DriverClusters(SparkSession spark, EntityClusters.Result found) {
    this.spark = spark;
    this.found = found;
    this.labels = new Labels(spark, found);
    this.detours = new Detours(spark, found.detours());
  }

  @Override
  public Dataset<Row> labelled(Dataset<Row> rows, String rid, String cluster) {
    return rows.withColumn(cluster, NativeCalls.call(labels, "of", DataTypes.LongType, col(rid)));
  }

  @Override
  public Dataset<Row> detoured(Dataset<Row> pairs) {
    return pairs.withColumn(
        "detour",
        NativeCalls.call(detours, "of", DataTypes.DoubleType, col("rid_l"), col("rid_r")));
  }

  @Override
  public Dataset<Row> unweighed() {
    List<Row> pairs =
        found.detours().stream()
            .filter(detour -> !detour.weighed())
            .map(detour -> RowFactory.create(detour.left(), detour.right()))
            .toList();
    return spark.createDataFrame(pairs, UNWEIGHED);
  }

  @Override
  public long count() {
    return found.count();
  }

  @Override
  public long cut() {
    return found.cut().size();
  }

  @Override
  public void release() {
    labels.release();
    detours.release();
  }
}
