package org.hedui.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * A lake's tables as SQL sees them: {@code bronze.…}, {@code silver.…}, {@code restricted.…},
 * {@code gold.…}, {@code ops.…}, each a view for the length of the session.
 *
 * <p>Silver, restricted and gold follow the publication pointer: the newest row of {@code
 * ops.publication} fixes business date and table versions, so a query never sees half a run. Bronze
 * and ops show their newest version.
 */
public final class LakeCatalog {
  private static final TableName PUBLICATION = new TableName(Layer.OPS, "publication");
  private static final Pattern NAME =
      Pattern.compile("(?i)\\b(bronze|silver|restricted|gold|ops)`?\\s*\\.\\s*`?([a-z][a-z0-9_]*)");

  private final SparkSession spark;
  private final LakeAddress lake;
  private final boolean unpublished;

  /**
   * Opens the catalog; nothing is registered yet.
   *
   * @param unpublished whether silver, restricted and gold show their newest slice, published or
   *     not, to find out why a run failed
   */
  public LakeCatalog(SparkSession spark, LakeAddress lake, boolean unpublished) {
    this.spark = spark;
    this.lake = lake;
    this.unpublished = unpublished;
  }

  /**
   * What readers see.
   *
   * @param businessDate the business date of the published run
   * @param versions Delta version by table name, such as {@code gold.person}
   */
  public record Publication(LocalDate businessDate, Map<String, Long> versions) {
    /** Copies the map. */
    public Publication {
      versions = Map.copyOf(versions);
    }
  }

  /** The publication that readers see; empty before the first one. */
  public Optional<Publication> publication() {
    return publications().stream()
        .flatMap(rows -> rows.takeAsList(1).stream())
        .findFirst()
        .map(row -> new Publication(LocalDate.parse(row.getString(0)), row.getJavaMap(2)));
  }

  /**
   * All publications, the newest first: business date as text, time in microseconds, version by
   * table name. Empty before the first one.
   */
  Optional<Dataset<Row>> publications() {
    if (!onDisk(Layer.OPS).contains(PUBLICATION.table())) {
      return Optional.empty();
    }
    return Optional.of(
        spark
            .read()
            .format("delta")
            .load(lake.path(PUBLICATION))
            .orderBy(col("published_at").desc())
            .select(
                col("business_date").cast("string"),
                unix_micros(col("published_at")),
                col("versions")));
  }

  /** The tables of the publication that readers see, with their past. */
  public PublishedTables published() {
    return PublishedTables.newest(spark, lake);
  }

  /** The tables there are, by layer; in silver, restricted and gold only what readers may see. */
  public Map<Layer, List<String>> tables() {
    return tables(publication());
  }

  /** The tables there are under a publication. */
  Map<Layer, List<String>> tables(Optional<Publication> publication) {
    Map<Layer, List<String>> tables = new TreeMap<>();
    for (Layer layer : Layer.values()) {
      List<String> visible =
          onDisk(layer).stream()
              .filter(table -> visible(new TableName(layer, table), publication))
              .toList();
      tables.put(layer, visible);
    }
    return tables;
  }

  /** Makes all tables known to the session. */
  public void registerAll() {
    Optional<Publication> publication = publication();
    register(
        tables(publication).entrySet().stream()
            .flatMap(
                layer -> layer.getValue().stream().map(name -> new TableName(layer.getKey(), name)))
            .toList(),
        publication);
  }

  /**
   * Makes the tables that a statement may name known to the session: reading the logs of all tables
   * would take longer than most queries.
   */
  public void registerNamedIn(String sql) {
    List<TableName> names = namedIn(sql);
    Optional<Publication> publication =
        names.stream().anyMatch(name -> isPublished(name.layer()))
            ? publication()
            : Optional.empty();
    Map<Boolean, List<TableName>> named =
        names.stream()
            .collect(
                Collectors.partitioningBy(
                    name ->
                        onDisk(name.layer()).contains(name.table()) && visible(name, publication)));
    register(named.get(true), publication);
    // A session may know a table from an earlier statement that readers see no longer.
    named.get(false).forEach(name -> spark.sql("DROP VIEW IF EXISTS " + name));
  }

  /** The tables that a statement may name, whether there are such or not. */
  public static List<TableName> namedIn(String sql) {
    return NAME.matcher(sql).results().map(LakeCatalog::tableName).distinct().toList();
  }

  private static TableName tableName(MatchResult match) {
    return TableName.of((match.group(1) + "." + match.group(2)).toLowerCase(Locale.ROOT));
  }

  private boolean visible(TableName table, Optional<Publication> publication) {
    return unpublished
        || !isPublished(table.layer())
        || publication.filter(p -> p.versions().containsKey(table.toString())).isPresent();
  }

  /** Whether readers see what a publication names of a layer, and nothing else. */
  static boolean isPublished(Layer layer) {
    return layer == Layer.SILVER || layer == Layer.RESTRICTED || layer == Layer.GOLD;
  }

  private void register(List<TableName> tables, Optional<Publication> publication) {
    for (Layer layer : Layer.values()) {
      spark.sql("CREATE DATABASE IF NOT EXISTS " + layer.folder());
    }
    for (TableName table : tables) {
      spark.sql(
          "CREATE OR REPLACE VIEW " + table + " AS SELECT * FROM " + source(table, publication));
    }
  }

  private String source(TableName table, Optional<Publication> publication) {
    String newest = "delta.`" + lake.path(table).replace("`", "``") + "`";
    if (!isPublished(table.layer())) {
      return newest;
    }
    boolean sliced =
        Arrays.asList(spark.table(newest).columns()).contains(TableDefinition.BUSINESS_DATE);
    if (unpublished) {
      return sliced
          ? newest + " WHERE business_date = (SELECT max(business_date) FROM " + newest + ")"
          : newest;
    }
    Publication seen = publication.orElseThrow();
    String version = newest + " VERSION AS OF " + seen.versions().get(table.toString());
    return sliced ? version + " WHERE business_date = DATE'" + seen.businessDate() + "'" : version;
  }

  /** Names of the layer's tables, by their folders. */
  private List<String> onDisk(Layer layer) {
    Path folder = new Path(lake.path(layer));
    try {
      FileStatus[] found =
          folder.getFileSystem(spark.sessionState().newHadoopConf()).listStatus(folder);
      return Arrays.stream(found)
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .filter(name -> name.matches("[a-z][a-z0-9_]*"))
          .sorted()
          .toList();
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
