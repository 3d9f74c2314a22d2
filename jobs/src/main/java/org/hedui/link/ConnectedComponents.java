package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Connected components of an undirected graph, by propagation of the least node name with pointer
 * jumping: the number of rounds grows with the logarithm of the longest chain.
 */
public final class ConnectedComponents {
  private ConnectedComponents() {}

  /**
   * Finds the components.
   *
   * @param edges {@code src} and {@code dst}, node names as text, in any direction, repeats allowed
   * @return {@code node} and {@code component} (the least node name of its component); one row for
   *     each node that has an edge
   */
  public static Dataset<Row> of(Dataset<Row> edges) {
    Dataset<Row> neighbours =
        edges
            .select(col("src").as("node"), col("dst").as("neighbour"))
            .union(edges.select(col("dst").as("node"), col("src").as("neighbour")))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> labels =
        neighbours
            .groupBy("node")
            .agg(least(col("node"), min("neighbour")).as("component"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      while (true) {
        Dataset<Row> next = round(neighbours, labels).persist(StorageLevel.MEMORY_AND_DISK());
        boolean settled =
            next.as("new")
                .join(labels.as("old"), "node")
                .where(col("new.component").notEqual(col("old.component")))
                .isEmpty();
        if (settled) {
          // The caller reads from a cut lineage, not from a plan that grew with the rounds.
          return next.localCheckpoint();
        }
        labels.unpersist();
        labels = next.localCheckpoint();
        next.unpersist();
      }
    } finally {
      neighbours.unpersist();
    }
  }

  private static Dataset<Row> round(Dataset<Row> neighbours, Dataset<Row> labels) {
    Dataset<Row> offered =
        neighbours
            .join(labels.withColumnRenamed("node", "neighbour"), "neighbour")
            .select("node", "component")
            .union(labels)
            .groupBy("node")
            .agg(min("component").as("component"));
    Dataset<Row> leaders =
        labels.select(col("node").as("component"), col("component").as("leader"));
    return offered
        .join(leaders, "component")
        .select(col("node"), least(col("component"), col("leader")).as("component"));
  }
}
