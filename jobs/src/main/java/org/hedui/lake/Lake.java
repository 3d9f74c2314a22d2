package org.hedui.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.delta.tables.DeltaTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.Schemas;
import org.hedui.contract.TableName;
import scala.Option;

/**
 * The tables of one lake. Every write of a run replaces one slice of one table in one commit, so a
 * repeated or interrupted step leaves the rows of an undisturbed one. Logs are added to.
 */
public final class Lake {
  private static final TableName PUBLICATION = TableName.of("ops.publication");

  private final SparkSession spark;
  private final String root;
  private final Schemas schemas;

  /** Versions of the published tables that are in view; empty for the newest of each. */
  private final Optional<Map<String, Long>> versions;

  private final Traffic traffic = new Traffic();

  /**
   * Opens a lake; nothing is read or made yet.
   *
   * @param spark session with the Delta extension and catalog
   * @param root folder or {@code s3a://} address of the lake
   * @param schemas contracts of the published tables
   */
  public Lake(SparkSession spark, String root, Schemas schemas) {
    this(spark, root, schemas, Optional.empty());
  }

  private Lake(
      SparkSession spark, String root, Schemas schemas, Optional<Map<String, Long>> versions) {
    this.spark = spark;
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.schemas = schemas;
    this.versions = versions;
  }

  /**
   * The lake as the newest publication of a business date shows it: silver, restricted and gold in
   * the versions that it names, and no other of their tables. For reading only.
   *
   * @return nothing if no run of the date has been published
   */
  public Optional<Lake> published(LocalDate businessDate) {
    return publication(ofDate(businessDate)).map(this::pinned);
  }

  /**
   * The lake as a run published it. For reading only.
   *
   * @return nothing if the run has not been published
   */
  public Optional<Lake> publishedBy(String runId) {
    return publication(col(TableDefinition.RUN_ID).equalTo(runId)).map(this::pinned);
  }

  private Lake pinned(Row publication) {
    return new Lake(spark, root, schemas, Optional.of(publication.getJavaMap(1)));
  }

  /** The run whose publication of a business date is the newest, if there is one. */
  public Optional<String> publishedRun(LocalDate businessDate) {
    return publication(ofDate(businessDate)).map(row -> row.getString(0));
  }

  private static Column ofDate(LocalDate businessDate) {
    return col(TableDefinition.BUSINESS_DATE).equalTo(lit(businessDate));
  }

  private Optional<Row> publication(Column which) {
    if (!exists(PUBLICATION)) {
      return Optional.empty();
    }
    return read(PUBLICATION)
        .where(which)
        .orderBy(col("published_at").desc())
        .select(TableDefinition.RUN_ID, "versions")
        .takeAsList(1)
        .stream()
        .findFirst();
  }

  /** The session this lake is read with. */
  public SparkSession spark() {
    return spark;
  }

  /** Which tables were read and written through this lake. */
  public Traffic traffic() {
    return traffic;
  }

  /** The contracts, codes, rules and policies in force. */
  public Schemas schemas() {
    return schemas;
  }

  /** The folder or address of the lake, without a trailing slash. */
  public String root() {
    return root;
  }

  /** Where a table lies. */
  public String path(TableName table) {
    return root + "/" + table.layer().folder() + "/" + table.table();
  }

  /**
   * Whether the table has been made. A folder alone does not say so: a process that is killed
   * before its first commit leaves one.
   */
  public boolean exists(TableName table) {
    return version(table) >= 0;
  }

  /** All rows of a table in the version that is in view, the newest unless pinned. */
  public Dataset<Row> read(TableName table) {
    if (isPinned(table)) {
      return read(table, version(table));
    }
    return seen(table, spark.read().format("delta").load(path(table)));
  }

  /** Notes that a table is read by one who has its rows already. */
  public void noteRead(TableName table) {
    traffic.read(table, definition(table).schema());
  }

  private Dataset<Row> seen(TableName table, Dataset<Row> rows) {
    traffic.read(table, rows.schema());
    return rows;
  }

  /** The rows of a table as they were in {@code version}. */
  public Dataset<Row> read(TableName table, long version) {
    return seen(
        table, spark.read().format("delta").option("versionAsOf", version).load(path(table)));
  }

  /**
   * The rows of one slice, without the slice column.
   *
   * @param column the slice column, {@code business_date} or {@code delivery_date}
   */
  public Dataset<Row> read(TableName table, String column, LocalDate slice) {
    return read(table).where(col(column).equalTo(lit(slice))).drop(column);
  }

  /** The rows that the run of {@code businessDate} wrote. */
  public Dataset<Row> read(TableName table, LocalDate businessDate) {
    return read(table, TableDefinition.BUSINESS_DATE, businessDate);
  }

  /** The version of a table that is in view, below zero if there is none. */
  public long version(TableName table) {
    if (isPinned(table)) {
      return versions.orElseThrow().getOrDefault(table.toString(), -1L);
    }
    return DeltaLog.forTable(spark, path(table))
        .update(false, Option.empty(), Option.empty())
        .version();
  }

  private boolean isPinned(TableName table) {
    return versions.isPresent() && table.layer() != Layer.BRONZE && table.layer() != Layer.OPS;
  }

  /**
   * Switches readers to a run, in one commit: from now on they see these versions of the tables,
   * though the clock was set back since the publication before.
   *
   * @param versions version by table name, such as {@code gold.person}
   */
  public void publish(String runId, LocalDate businessDate, Map<String, Long> versions) {
    StructType schema =
        new StructType()
            .add(TableDefinition.BUSINESS_DATE, DataTypes.DateType)
            .add(
                "versions",
                DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false));
    Row row = RowFactory.create(Date.valueOf(businessDate), versions);
    Dataset<Row> publication =
        spark.createDataFrame(List.of(row), schema).withColumn("published_at", publicationTime());
    replaceRun(PUBLICATION, publication, runId);
  }

  private Column publicationTime() {
    return greatest(
        current_timestamp(),
        lit(
            readOrEmpty(PUBLICATION)
                .agg(max("published_at").plus(expr("INTERVAL 1 MICROSECOND")))
                .head()
                .get(0)));
  }

  /** The definition of a table, from its own contract or from its registry's. */
  public TableDefinition definition(TableName table) {
    Contract registry = schemas.contracts().get(table.table());
    if (registry != null && table.layer() == Layer.BRONZE) {
      return BronzeSchema.definition(registry);
    }
    return registry != null && table.layer() == Layer.SILVER
        ? SilverSchema.of(registry)
        : TableDefinition.of(schemas.contract(table.toString()));
  }

  /** All rows of a table in its newest version; no rows if it has not been made. */
  public Dataset<Row> readOrEmpty(TableName table) {
    return exists(table) ? read(table) : empty(table);
  }

  /** No rows, with the columns of a table. */
  public Dataset<Row> empty(TableName table) {
    return spark.createDataFrame(List.of(), definition(table).schema());
  }

  /**
   * The slice of a table for one business date, and all of a table without slices; no rows if the
   * table has not been made.
   */
  public Dataset<Row> slice(TableName table, LocalDate businessDate) {
    if (definition(table).partition().isEmpty()) {
      return readOrEmpty(table);
    }
    return exists(table)
        ? read(table, businessDate)
        : empty(table).drop(TableDefinition.BUSINESS_DATE);
  }

  /** The greatest business date before {@code businessDate} that a run published, if any. */
  public Optional<LocalDate> publishedBefore(LocalDate businessDate) {
    if (!exists(PUBLICATION)) {
      return Optional.empty();
    }
    Row greatest =
        read(PUBLICATION)
            .where(col(TableDefinition.BUSINESS_DATE).lt(lit(businessDate)))
            .agg(max(TableDefinition.BUSINESS_DATE).cast(DataTypes.StringType))
            .head();
    return Optional.ofNullable(greatest.getString(0)).map(LocalDate::parse);
  }

  /**
   * Replaces the rows of one business date of a published table, in one commit.
   *
   * @param rows the contract's columns without {@code business_date}, in any order
   */
  public void replace(TableName table, Dataset<Row> rows, LocalDate businessDate) {
    replace(definition(table), rows, businessDate);
  }

  /**
   * Replaces one slice of a table in one commit and makes the table if it is new.
   *
   * @param rows the definition's columns without the slice column, in any order
   * @param slice value of the slice column
   */
  public void replace(TableDefinition table, Dataset<Row> rows, LocalDate slice) {
    String column =
        table
            .partition()
            .orElseThrow(() -> new IllegalArgumentException(table.name() + " has no slices."));
    replaceWhere(table, rows.withColumn(column, lit(slice)), column + " = DATE'" + slice + "'");
  }

  /**
   * Replaces the rows for which a condition holds in one commit and makes the table if it is new.
   *
   * @param rows the definition's columns, in any order; the condition holds for each of them
   * @param condition SQL condition over the table's columns
   */
  public void replaceWhere(TableDefinition table, Dataset<Row> rows, String condition) {
    write(table, rows, Map.of("replaceWhere", condition));
  }

  /**
   * Lays the files of one slice out by the columns that the contract names ({@code clusterBy}), so
   * that a question about few of their values opens few files. The rows stay as they are.
   *
   * @param least smaller slices, in bytes, are left as they are
   */
  public void cluster(TableName table, LocalDate slice, long least) {
    List<String> columns = schemas.contract(table.toString()).clusterBy();
    Optional<String> sliced = definition(table).partition();
    if (!columns.isEmpty() && sliced.isPresent() && isLarge(table, sliced.get(), slice, least)) {
      DeltaTable.forPath(spark, path(table))
          .optimize()
          .where(sliced.get() + " = DATE'" + slice + "'")
          .executeZOrderBy(columns.toArray(String[]::new));
    }
  }

  private boolean isLarge(TableName table, String column, LocalDate slice, long least) {
    Snapshot snapshot =
        DeltaLog.forTable(spark, path(table)).update(false, Option.empty(), Option.empty());
    // The table's size is at hand; a slice's costs a job.
    return snapshot.sizeInBytes() >= least
        && snapshot
                .allFiles()
                .where(col("partitionValues").getItem(column).equalTo(slice.toString()))
                .agg(coalesce(sum("size"), lit(0L)))
                .head()
                .getLong(0)
            >= least;
  }

  /** Replaces all rows of a table in one commit and makes the table if it is new. */
  public void replace(TableDefinition table, Dataset<Row> rows) {
    write(table, rows, Map.of());
  }

  private void write(TableDefinition table, Dataset<Row> rows, Map<String, String> options) {
    Dataset<Row> conforming = conform(table, rows);
    traffic.written(table.name(), conforming.schema());
    String path = path(table.name());
    if (exists(table.name())) {
      NewTable.renew(spark, path, table);
      // A column that the contract has gained is added; older rows hold NULL in it.
      conforming
          .write()
          .format("delta")
          .mode("overwrite")
          .option("mergeSchema", "true")
          .options(options)
          .save(path);
    } else {
      NewTable.make(spark, path, table, conforming);
    }
  }

  /**
   * Replaces what a run wrote into an {@code ops} table, in one commit.
   *
   * @param rows the contract's columns without {@code run_id}, in any order
   */
  public void replaceRun(TableName table, Dataset<Row> rows, String runId) {
    replaceWhere(
        definition(table),
        rows.withColumn(TableDefinition.RUN_ID, lit(runId)),
        TableDefinition.RUN_ID + " = '" + runId + "'");
  }

  /**
   * Adds rows to a log, in one commit. Nothing is read for it, so that it meets no other writer and
   * needs no lock.
   *
   * @param table a table that is {@link TableDefinition#appendOnly}
   * @param rows the contract's columns, in any order
   */
  public void append(TableName table, Dataset<Row> rows) {
    TableDefinition definition = definition(table);
    if (!definition.appendOnly()) {
      throw new IllegalArgumentException(table + " is written by runs, slice by slice.");
    }
    Dataset<Row> conforming = conform(definition, rows);
    traffic.written(table, conforming.schema());
    if (exists(table)) {
      NewTable.renew(spark, path(table), definition);
      conforming
          .write()
          .format("delta")
          .mode("append")
          .option("mergeSchema", "true")
          .save(path(table));
    } else {
      NewTable.make(spark, path(table), definition, conforming);
    }
  }

  static Dataset<Row> conform(TableDefinition table, Dataset<Row> rows) {
    List<String> given = Arrays.asList(rows.columns());
    List<Column> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      if (!given.contains(field.name())) {
        throw new IllegalArgumentException(
            table.name() + " needs the column " + field.name() + "; given are " + given + ".");
      }
      columns.add(col(field.name()).cast(field.dataType()).as(field.name(), field.metadata()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}
