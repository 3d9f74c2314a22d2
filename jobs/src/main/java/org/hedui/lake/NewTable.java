package org.hedui.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.hedui.contract.Layer;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/**
 * Makes a table together with its first rows. Delta's public builder makes an empty table, to which
 * rows come in a second commit: for a small table that doubles the cost of writing it.
 */
final class NewTable {
  private static final Set<Layer> PERSONAL = Set.of(Layer.BRONZE, Layer.SILVER, Layer.RESTRICTED);

  private static final String CONSTRAINT = "delta.constraints.";

  private NewTable() {}

  /**
   * Makes the table in one commit.
   *
   * @param path where no table lies yet
   * @param rows the definition's columns in its order
   */
  static void make(SparkSession spark, String path, TableDefinition table, Dataset<Row> rows) {
    OptimisticTransaction transaction =
        DeltaLog.forTable(spark, path).startTransaction(Option.empty(), Option.empty());
    Metadata metadata = metadata(table);
    transaction.updateMetadataForNewTable(metadata);
    List<Action> files =
        new ArrayList<>(JavaConverters.seqAsJavaList(transaction.writeFiles(rows)));
    transaction.commit(
        list(files), new DeltaOperations.CreateTable(metadata, false, true, Option.empty()));
  }

  /**
   * Gives a table that lies there the properties that its definition has by now, in a commit of
   * their own if they are others than it was made with. Rows that lie in it are not looked at.
   */
  static void renew(SparkSession spark, String path, TableDefinition table) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    if (renewed(log.unsafeVolatileSnapshot().metadata(), table).isEmpty()) {
      return;
    }
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    Metadata made = transaction.metadata();
    renewed(made, table)
        .ifPresent(
            properties -> {
              transaction.updateMetadata(
                  new Metadata(
                      made.id(),
                      made.name(),
                      made.description(),
                      made.format(),
                      made.schemaString(),
                      made.partitionColumns(),
                      properties,
                      made.createdTime()),
                  false);
              transaction.commit(
                  list(List.of()), new DeltaOperations.SetTableProperties(properties));
            });
  }

  /** The properties that a table should have; empty if it has them. */
  private static Optional<Map<String, String>> renewed(Metadata made, TableDefinition table) {
    Map<String, String> properties = properties(table);
    for (var property : JavaConverters.mapAsJavaMap(made.configuration()).entrySet()) {
      if (!property.getKey().startsWith(CONSTRAINT) && !properties.contains(property.getKey())) {
        properties = properties.$plus(new Tuple2<>(property.getKey(), property.getValue()));
      }
    }
    return properties.equals(made.configuration()) ? Optional.empty() : Optional.of(properties);
  }

  private static Metadata metadata(TableDefinition table) {
    return new Metadata(
        UUID.randomUUID().toString(),
        null,
        table.comment(),
        new Format("parquet", Map$.MODULE$.empty()),
        table.schema().json(),
        list(table.partition().stream().toList()),
        properties(table),
        Option.apply(System.currentTimeMillis()));
  }

  private static Map<String, String> properties(TableDefinition table) {
    Map<String, String> properties = Map$.MODULE$.empty();
    if (PERSONAL.contains(table.name().layer())) {
      // Column statistics would write the least and greatest name and number into the log.
      properties = properties.$plus(new Tuple2<>("delta.dataSkippingNumIndexedCols", "0"));
    }
    if (table.appendOnly()) {
      properties = properties.$plus(new Tuple2<>("delta.appendOnly", "true"));
    }
    if (table.name().layer() == Layer.GOLD) {
      // Others copy what changed; slices are replaced as a whole, so no file is written for it.
      properties = properties.$plus(new Tuple2<>("delta.enableChangeDataFeed", "true"));
    }
    for (int i = 0; i < table.constraints().size(); i++) {
      properties =
          properties.$plus(
              new Tuple2<>(CONSTRAINT + "rule_" + (i + 1), table.constraints().get(i)));
    }
    return properties;
  }

  private static <T> scala.collection.immutable.List<T> list(List<T> items) {
    return JavaConverters.asScalaBuffer(items).toList();
  }
}
