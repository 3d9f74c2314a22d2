package org.hedui.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * The tables of a lake as one publication shows them, and their slices of every business date that
 * was ever published. All that one statement reads comes from one such object, so that no switch of
 * readers falls in the middle of it.
 *
 * <p>A past date is read from its slice in the version that readers see now: every run replaces the
 * slice of its own date only, so the slice lasts as long as the table, whatever VACUUM removed and
 * whichever date was run first. A column that the table gained later is NULL in it. Of one kind of
 * slice that version is no witness: a run of the date that failed after publishing began has left
 * rows that nobody published. Such a date is read from the version it was published with, and asks
 * for another run once that version is gone.
 */
public final class PublishedTables {
  private static final TableName RUN = TableName.of("ops.run");

  private final SparkSession spark;
  private final LakeAddress lake;
  private final List<Publication> publications;
  private final Map<Layer, List<String>> names;
  private final Map<TableName, Dataset<Row>> opened = new ConcurrentHashMap<>();

  /** Read when it is first asked for. */
  private Map<LocalDate, List<Long>> unfinished;

  /**
   * A run that was published.
   *
   * @param businessDate its business date
   * @param publishedAt when, in microseconds
   * @param versions Delta version by table name
   */
  private record Publication(LocalDate businessDate, long publishedAt, Map<String, Long> versions) {
    boolean has(TableName table) {
      return versions.containsKey(table.toString());
    }
  }

  private PublishedTables(
      SparkSession spark,
      LakeAddress lake,
      List<Publication> publications,
      Map<Layer, List<String>> names) {
    this.spark = spark;
    this.lake = lake;
    this.publications = publications;
    this.names = names;
  }

  /**
   * The tables as the newest publication shows them; none of silver, restricted, gold before it.
   */
  public static PublishedTables newest(SparkSession spark, LakeAddress lake) {
    LakeCatalog catalog = new LakeCatalog(spark, lake, false);
    List<Publication> publications =
        catalog.publications().stream()
            .flatMap(rows -> rows.collectAsList().stream())
            .map(
                row ->
                    new Publication(
                        LocalDate.parse(row.getString(0)), row.getLong(1), row.getJavaMap(2)))
            .toList();
    Optional<LakeCatalog.Publication> seen =
        publications.stream()
            .findFirst()
            .map(p -> new LakeCatalog.Publication(p.businessDate(), p.versions()));
    return new PublishedTables(spark, lake, publications, catalog.tables(seen));
  }

  /** The tables that are there, by layer, in alphabetical order. */
  public Map<Layer, List<String>> names() {
    return names;
  }

  /** The business date that readers see; empty before the first publication. */
  public Optional<LocalDate> businessDate() {
    return publications.stream().findFirst().map(Publication::businessDate);
  }

  /**
   * A table as readers see it: of silver, restricted and gold the published slice, of bronze and
   * ops the newest rows. Empty if there is none of that name.
   */
  public Optional<Dataset<Row>> table(TableName table) {
    if (!names.get(table.layer()).contains(table.table())) {
      return Optional.empty();
    }
    if (!LakeCatalog.isPublished(table.layer())) {
      return Optional.of(spark.read().format("delta").load(lake.path(table)));
    }
    return Optional.of(slice(seen(table), businessDate().orElseThrow()));
  }

  /**
   * A table as it was on a date: the slice of the greatest published business date up to it, which
   * its column {@code business_date} names.
   *
   * @throws HeduiException exit code 2: TABLE_UNKNOWN, NOTHING_PUBLISHED if no run of the date or
   *     before it was published, SLICE_UNCERTAIN if the date has to be run again
   */
  public Dataset<Row> asOf(TableName table, LocalDate date) {
    Publication of =
        newestOfEachDate(table).stream()
            .filter(publication -> !publication.businessDate().isAfter(date))
            .max(Comparator.comparing(Publication::businessDate))
            .orElseThrow(
                () ->
                    new HeduiException(
                        "NOTHING_PUBLISHED",
                        2,
                        "%s was published for no business date up to %s.".formatted(table, date)));
    return past(table, of);
  }

  /**
   * A table with its slices of all published business dates.
   *
   * @throws HeduiException as {@link #asOf}
   */
  public Dataset<Row> history(TableName table) {
    Map<Boolean, List<Publication>> dates =
        newestOfEachDate(table).stream().collect(Collectors.partitioningBy(this::isTorn));
    Object[] whole =
        dates.get(false).stream().map(Publication::businessDate).sorted().toArray(Object[]::new);
    Dataset<Row> all = seen(table).where(col(TableDefinition.BUSINESS_DATE).isin(whole));
    for (Publication torn : dates.get(true)) {
      all = all.unionByName(past(table, torn));
    }
    return all;
  }

  private List<Publication> newestOfEachDate(TableName table) {
    if (table(table).isEmpty()
        || !LakeCatalog.isPublished(table.layer())
        || !isSliced(seen(table))) {
      throw new HeduiException(
          "TABLE_UNKNOWN", 2, "There is no published table %s with a history.".formatted(table));
    }
    Set<LocalDate> known = new TreeSet<>();
    List<Publication> newest = new ArrayList<>();
    for (Publication publication : publications) {
      if (publication.has(table) && known.add(publication.businessDate())) {
        newest.add(publication);
      }
    }
    return newest;
  }

  private Dataset<Row> past(TableName table, Publication of) {
    if (!isTorn(of)) {
      return slice(seen(table), of.businessDate());
    }
    try {
      return conform(slice(version(table, of), of.businessDate()), seen(table).schema());
    } catch (RuntimeException gone) {
      throw new HeduiException(
          "SLICE_UNCERTAIN",
          2,
          "The last run of %1$s was not published and left its rows in %2$s, and the version"
                  .formatted(of.businessDate(), table)
              + " that was published is gone: run %s again.".formatted(of.businessDate()),
          gone);
    }
  }

  /** Whether a later run of the date may have written its slices and was not published. */
  private boolean isTorn(Publication of) {
    return unfinished().getOrDefault(of.businessDate(), List.of()).stream()
        .anyMatch(
            startedAt ->
                startedAt > of.publishedAt() && startedAt < publications.get(0).publishedAt());
  }

  /** When runs began that were not completed, by business date. */
  private synchronized Map<LocalDate, List<Long>> unfinished() {
    if (unfinished == null) {
      unfinished =
          names.get(RUN.layer()).contains(RUN.table())
              ? spark
                  .read()
                  .format("delta")
                  .load(lake.path(RUN))
                  .where(col("state").notEqual("COMPLETED"))
                  .select(
                      col(TableDefinition.BUSINESS_DATE).cast("string"),
                      unix_micros(col("started_at")))
                  .collectAsList()
                  .stream()
                  .collect(
                      Collectors.groupingBy(
                          row -> LocalDate.parse(row.getString(0)),
                          Collectors.mapping(row -> row.getLong(1), Collectors.toList())))
              : Map.of();
    }
    return unfinished;
  }

  /** All slices of a table in the version that readers see. */
  private Dataset<Row> seen(TableName table) {
    return opened.computeIfAbsent(table, name -> version(name, publications.get(0)));
  }

  private static Dataset<Row> slice(Dataset<Row> rows, LocalDate businessDate) {
    return isSliced(rows)
        ? rows.where(col(TableDefinition.BUSINESS_DATE).equalTo(lit(businessDate)))
        : rows;
  }

  private static boolean isSliced(Dataset<Row> rows) {
    return Arrays.asList(rows.columns()).contains(TableDefinition.BUSINESS_DATE);
  }

  private Dataset<Row> version(TableName table, Publication of) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", of.versions().get(table.toString()))
        .load(lake.path(table));
  }

  /** The rows in the columns of today. */
  private static Dataset<Row> conform(Dataset<Row> rows, StructType today) {
    List<String> there = Arrays.asList(rows.columns());
    return rows.select(
        Arrays.stream(today.fields())
            .map((StructField field) -> column(field, there.contains(field.name())))
            .toArray(Column[]::new));
  }

  private static Column column(StructField field, boolean there) {
    return (there ? col(field.name()) : lit(null))
        .cast(field.dataType())
        .as(field.name(), field.metadata());
  }
}
