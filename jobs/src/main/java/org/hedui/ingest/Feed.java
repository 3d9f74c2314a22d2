package org.hedui.ingest;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.TableName;
import org.hedui.ingest.file.Dialect;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.RunContext;

/** The feed: a row a file, with its state and where its rows went. */
final class Feed {
  private static final StructType SCHEMA =
      new StructType()
          .add("registry", DataTypes.StringType)
          .add("delivery_date", DataTypes.DateType)
          .add("source_file", DataTypes.StringType)
          .add("sha256", DataTypes.StringType)
          .add("bytes", DataTypes.LongType)
          .add("format", DataTypes.StringType)
          .add("encoding", DataTypes.StringType)
          .add("sheets", DataTypes.IntegerType)
          .add("state", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("detail", DataTypes.StringType)
          .add("rows_in", DataTypes.LongType)
          .add("rows_loaded", DataTypes.LongType)
          .add("rows_quarantined", DataTypes.LongType)
          .add("rows_duplicate", DataTypes.LongType)
          .add("rows_erased", DataTypes.LongType)
          .add("unknown_columns", DataTypes.createArrayType(DataTypes.StringType))
          .add("missing_columns", DataTypes.createArrayType(DataTypes.StringType))
          .add("earlier", DataTypes.BooleanType);

  private Feed() {}

  /**
   * Replaces the run's feed.
   *
   * @param files every file that was found, read or not
   * @param counts where rows went, by source file
   * @param earlier tells the files of deliveries that do not count but are kept for their history
   */
  static void write(
      RunContext context,
      TableName table,
      List<FileFacts> files,
      Map<String, FileCounts> counts,
      Predicate<LandedFile> earlier) {
    List<Row> rows =
        files.stream()
            .map(
                facts ->
                    row(
                        facts,
                        counts.getOrDefault(facts.file().sourceFile(), FileCounts.NONE),
                        earlier.test(facts.file())))
            .toList();
    context
        .lake()
        .replaceRun(
            table,
            context
                .spark()
                .createDataFrame(rows, SCHEMA)
                .coalesce(1)
                .withColumn(TableDefinition.BUSINESS_DATE, lit(context.businessDate())),
            context.runId());
  }

  private static Row row(FileFacts facts, FileCounts counts, boolean earlier) {
    return RowFactory.create(
        facts.file().registry(),
        Optional.ofNullable(facts.file().deliveryDate()).map(Date::valueOf).orElse(null),
        facts.file().sourceFile(),
        facts.sha256(),
        facts.bytes(),
        Optional.ofNullable(facts.format())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .orElse(null),
        Optional.ofNullable(facts.dialect()).map(Dialect::charset).orElse(null),
        facts.sha256() == null ? null : facts.sheets(),
        facts.state().name(),
        Optional.ofNullable(facts.reason()).map(Enum::name).orElse(null),
        facts.detail(),
        facts.rowsIn(),
        counts.loaded(),
        counts.quarantined(),
        counts.duplicate(),
        counts.erased(),
        facts.unknownColumns().toArray(String[]::new),
        facts.missingColumns().toArray(String[]::new),
        earlier);
  }
}
