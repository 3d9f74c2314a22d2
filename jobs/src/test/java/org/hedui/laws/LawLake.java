package org.hedui.laws;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeCatalog;
import org.hedui.lake.TableDefinition;
import org.hedui.run.TestTerminal;
import org.hedui.stage.Stage;

/** A lake that is written by the command line and read in every way the laws speak of. */
final class LawLake {
  private static final List<Layer> COMPUTED = List.of(Layer.SILVER, Layer.GOLD, Layer.RESTRICTED);

  private static final String[] OF_ONE_RUN = {
    "run_id", "attempt", "started_at", "ended_at", "published_at", "versions"
  };

  private final Path root;
  private final Path schemas;
  private final Lake lake;

  LawLake(Path root, Path schemas) {
    this.root = root;
    this.schemas = schemas;
    Schemas read = SchemasLoader.require(schemas);
    this.lake = new Lake(SparkTest.session(), root.toString(), read);
  }

  /** The metrics of the newest run, beside the lake. */
  Path metrics() {
    return root.resolveSibling(root.getFileName() + ".prom");
  }

  /** Runs all stages and expects success. */
  void run(LocalDate businessDate, Path landing) {
    int exitCode = run(businessDate, landing, TestTerminal.stages());
    assertThat(exitCode).as(() -> whyRunsFailed()).isZero();
  }

  /** What the logs of all runs say of exceptions: the lake is gone when somebody asks. */
  private String whyRunsFailed() {
    try (Stream<Path> logs = Files.list(root.resolve("_hedui/logs"))) {
      return logs.flatMap(LawLake::exceptions).limit(60).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "There are no logs.";
    }
  }

  private static Stream<String> exceptions(Path log) {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.matches(".*(Exception|Error|failed).*|\\s+at org\\.hedui.*"));
    } catch (IOException e) {
      return Stream.of(log.getFileName() + " cannot be read.");
    }
  }

  /** Runs some stages and gives the exit code. */
  int run(LocalDate businessDate, Path landing, List<? extends Stage> stages) {
    return execute(
        stages, "run", "--business-date", businessDate.toString(), "--landing", landing.toString());
  }

  /** Continues the newest run and gives the exit code. */
  int restart(List<? extends Stage> stages) {
    return execute(stages, "restart");
  }

  private int execute(List<? extends Stage> stages, String... args) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_SCHEMAS", schemas.toString(), "HEDUI_METRICS_FILE", metrics().toString()));
    Stream<String> all = Stream.concat(Arrays.stream(args), Stream.of("--lake", root.toString()));
    int exitCode = terminal.execute(List.copyOf(stages), all.toArray(String[]::new));
    System.out.print(terminal.err());
    return exitCode;
  }

  /** Makes what was published of tomorrow: the clock of the next run is a day behind. */
  void setPublicationsAhead() {
    SparkTest.session()
        .sql(
            "UPDATE delta.`"
                + lake.path(TableName.of("ops.publication"))
                + "` SET published_at = published_at + INTERVAL 1 DAY");
  }

  /**
   * Hands documents of a division out and gives the exit code; with the same password each time.
   */
  int export(String division, Path output, String... more) {
    Map<String, String> environment =
        Map.of("HEDUI_SCHEMAS", schemas.toString(), "HEDUI_EXPORT_PASSWORD", "long enough");
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "export",
                "--division=" + division,
                "--by=王老师",
                "--hotline=12345",
                "--lake=" + root),
            Stream.concat(Stream.of("--output=" + output), Arrays.stream(more)));
    TestTerminal terminal = new TestTerminal(environment);
    int exitCode = terminal.execute(List.of(), all.toArray(String[]::new));
    System.out.print(terminal.err());
    return exitCode;
  }

  /** What {@code hedui rules} says of a rule. */
  String tried(String rule, LocalDate businessDate) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", schemas.toString()));
    String date = businessDate.toString();
    assertThat(
            terminal.execute(
                List.of(), "rules", "--rule=" + rule, "--business-date=" + date, "--lake=" + root))
        .as(terminal.err())
        .isZero();
    return terminal.out();
  }

  /** Whether a table has been made. */
  boolean has(String table) {
    return lake.exists(TableName.of(table));
  }

  /** What a table declares: comment, partition columns and properties. */
  String definition(String table) {
    return SparkTest.session()
        .sql("DESCRIBE DETAIL delta.`" + lake.path(TableName.of(table)) + "`")
        .select(to_json(struct("description", "partitionColumns", "properties")))
        .head()
        .getString(0);
  }

  /** All rows of a table; none if it has not been made. */
  Dataset<Row> read(String table) {
    return lake.readOrEmpty(TableName.of(table));
  }

  /** The rows of a table that the run of a business date wrote. */
  Dataset<Row> read(String table, LocalDate businessDate) {
    return lake.read(TableName.of(table), businessDate);
  }

  /** Every row that a business date has in silver, gold and restricted, with its table, sorted. */
  List<String> slice(LocalDate businessDate) {
    return rows(
        tables().stream()
            .filter(lake::exists)
            .map(table -> text(table, lake.read(table, businessDate)))
            .toList());
  }

  /**
   * Every row of every table, with its table, sorted; of {@code ops} what the newest run of a
   * business date wrote, clocks and the run's own number aside.
   */
  List<String> everything(LocalDate businessDate) {
    String run =
        read("ops.run")
            .where(col(TableDefinition.BUSINESS_DATE).equalTo(lit(businessDate)))
            .orderBy(col("attempt").desc())
            .head()
            .getAs(TableDefinition.RUN_ID);
    List<Dataset<String>> parts = new ArrayList<>();
    for (Contract contract : lake.schemas().contracts().values()) {
      if (contract.kind() != Contract.Kind.TABLE) {
        parts.add(text(new TableName(Layer.BRONZE, contract.name())));
        parts.add(text(new TableName(Layer.SILVER, contract.name())));
      } else if (contract.name().startsWith("ops.")) {
        TableName table = TableName.of(contract.name());
        // The audit tells when each run began and ended: nothing but clocks and ids.
        if (!lake.definition(table).appendOnly()) {
          Dataset<Row> rows = lake.read(table).where(col(TableDefinition.RUN_ID).equalTo(run));
          parts.add(text(table, rows.drop(OF_ONE_RUN)));
        }
      } else {
        // Nobody may have written to it: review tables wait for pairs, decisions for reviewers.
        TableName table = TableName.of(contract.name());
        parts.add(text(table, lake.readOrEmpty(table)));
      }
    }
    return rows(parts);
  }

  private Dataset<String> text(TableName table) {
    return text(table, lake.readOrEmpty(table));
  }

  /** Every row that readers see, with its table, sorted. */
  List<String> published() {
    return published(COMPUTED);
  }

  /** The same of some layers. */
  List<String> published(List<Layer> layers) {
    LakeCatalog catalog = catalog();
    catalog.registerAll();
    List<Dataset<String>> parts = new ArrayList<>();
    for (Layer layer : layers) {
      for (String name : catalog.tables().get(layer)) {
        Dataset<Row> rows = SparkTest.session().table(layer.folder() + "." + name);
        parts.add(text(new TableName(layer, name), rows.drop(TableDefinition.BUSINESS_DATE)));
      }
    }
    return rows(parts);
  }

  /** What readers see: a business date, and the version of each table. */
  Optional<LakeCatalog.Publication> publication() {
    return catalog().publication();
  }

  /** The business date that readers see. */
  Optional<LocalDate> publishedDate() {
    return publication().map(LakeCatalog.Publication::businessDate);
  }

  private LakeCatalog catalog() {
    return new LakeCatalog(SparkTest.session(), new LakeAddress(root.toString()), false);
  }

  private List<TableName> tables() {
    return lake.schemas().contracts().values().stream()
        .map(
            contract ->
                contract.name().contains(".")
                    ? TableName.of(contract.name())
                    : new TableName(Layer.SILVER, contract.name()))
        .filter(table -> COMPUTED.contains(table.layer()))
        .toList();
  }

  private static Dataset<String> text(TableName table, Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(rows.columns()).sorted().map(name -> col(name)).toArray(Column[]::new);
    Column json = to_json(struct(columns), Map.of("ignoreNullFields", "false"));
    return rows.select(concat_ws(" ", lit(table.toString()), json)).as(Encoders.STRING());
  }

  private static List<String> rows(List<Dataset<String>> parts) {
    return parts.stream().reduce(Dataset::union).orElseThrow().collectAsList().stream()
        .sorted()
        .toList();
  }
}
