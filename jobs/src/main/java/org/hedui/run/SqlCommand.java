package org.hedui.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.keep.AuditLog;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hedui sql}: a query over the lake's published tables. */
@Command(
    name = "sql",
    description = {
      "Runs one query over the tables of a lake: bronze.*, silver.*, restricted.*, gold.*, ops.*.",
      "Silver, restricted and gold show the run that was published last;",
      "as_of('gold.person', DATE '2023-11-30') a table as it was on a date,",
      "history.person all business dates of gold.person."
    })
final class SqlCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "SQL", description = "SELECT, WITH, VALUES, DESCRIBE, SHOW or EXPLAIN.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a line); ${DEFAULT-VALUE} if none is named.")
  private RowPrinter.Format format;

  @Option(names = "--output", paramLabel = "FILE", description = "Write here, UTF-8.")
  private Path output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "Rows at most. Without it: 1000 in a table, all in csv and json.")
  private int limit;

  @Option(
      names = "--unpublished",
      description = "Show the newest rows of silver, restricted and gold, published or not.")
  private boolean unpublished;

  @Mixin private SettingsOptions options = new SettingsOptions();

  SqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    if (limit < 0) {
      throw new HeduiException("USAGE", ExitCodes.WRONG_USE, "--limit is a number from 0.");
    }
    SparkSession spark = LakeSession.open(settings, "hedui sql");
    LakeCatalog catalog = new LakeCatalog(spark, settings.lake(), unpublished);
    Dataset<Row> rows = new SqlStatement(spark, catalog, sql).prepare();
    audit(settings, catalog, rows);
    print(rows);
    return ExitCodes.DONE;
  }

  /** Who reads names and numbers of persons is written down before the rows are given. */
  private void audit(Settings settings, LakeCatalog catalog, Dataset<Row> rows) throws IOException {
    Set<TableName> restricted =
        LakeCatalog.namedIn(sql).stream()
            .filter(table -> table.layer() == Layer.RESTRICTED)
            .collect(Collectors.toSet());
    if (!restricted.isEmpty()) {
      Lake lake =
          new Lake(
              rows.sparkSession(),
              settings.lake().root(),
              SchemasLoader.require(settings.schemas()));
      new AuditLog(lake, LocalKey.require(settings, terminal, rows.sparkSession()))
          .read(
              "sql",
              System.getProperty("user.name"),
              restricted,
              catalog.publication().map(LakeCatalog.Publication::businessDate),
              sql,
              rows.count());
    }
  }

  private void print(Dataset<Row> rows) throws IOException {
    if (output == null) {
      PrintStream out = terminal.out();
      RowPrinter.print(rows, format, limit, out);
      out.flush();
      return;
    }
    try (Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
      RowPrinter.print(rows, format, limit, writer);
    }
  }
}
