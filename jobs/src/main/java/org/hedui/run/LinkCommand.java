package org.hedui.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.LinkConfig;
import org.hedui.contract.LinkConfigReader;
import org.hedui.lake.SparkSessions;
import org.hedui.link.Accuracy;
import org.hedui.link.LinkJob;
import org.hedui.stage.SqlFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hedui link}: finds the records of one entity in any CSV files. */
@Command(
    name = "link",
    description = "Finds the records of one entity in CSV files, without labels.")
final class LinkCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "What the columns hold, YAML.")
  private Path config;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "CSV",
      description = "One file or several, UTF-8 with a header.")
  private List<String> inputs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where the results go.")
  private Path output;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Weigh with this model.json of a run before; without it one is trained.")
  private Path model;

  @Option(names = "--parquet", description = "Write Parquet instead of CSV.")
  private boolean parquet;

  @Option(
      names = "--truth",
      paramLabel = "SQL",
      description = "Measure against the truth: SQL over the columns that names the entity.")
  private String truth;

  @Option(
      names = "--timings",
      description = "Tell processor seconds, peak memory, and how evenly tasks were spread.")
  private boolean timings;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; local[*] if none is named.")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A Spark setting; may be repeated.")
  private Map<String, String> conf = new LinkedHashMap<>();

  LinkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    LinkConfig linkConfig = LinkConfigReader.read(config);
    Map<String, String> settings = new HashMap<>(conf);
    if (master != null) {
      settings.put("spark.master", master);
    }
    SparkSession spark = SparkSessions.open("hedui link", settings);
    Optional<Timings> timed = timings ? Optional.of(Timings.of(spark)) : Optional.empty();
    LinkJob.Summary summary = link(new LinkJob(spark, linkConfig));
    print(summary);
    timed.ifPresent(measured -> measured.print(terminal.out()));
    return ExitCodes.DONE;
  }

  private LinkJob.Summary link(LinkJob job) throws IOException {
    try {
      return job.run(
          inputs, output, Optional.ofNullable(model), parquet, Optional.ofNullable(truth));
    } catch (Exception e) {
      // Scala does not declare what it throws.
      if (e instanceof AnalysisException fault) {
        throw new HeduiException(
            "LINK_SQL_WRONG",
            ExitCodes.WRONG_USE,
            "A piece of SQL in the configuration or in --truth cannot be read: "
                + SqlFault.message(fault),
            fault);
      }
      throw e;
    }
  }

  private void print(LinkJob.Summary summary) {
    PrintStream out = terminal.out();
    out.printf("model %s, %s%n", summary.model(), model == null ? "trained now" : "from " + model);
    out.printf(
        "%,d records, %,d candidate pairs (%.1f a record), %,d kept, threshold %.4f, %,d clusters,"
            + " %,d links cut%n",
        summary.records(),
        summary.candidates(),
        (double) summary.candidates() / summary.records(),
        summary.pairs(),
        summary.threshold(),
        summary.clusters(),
        summary.cut());
    summary.accuracy().ifPresent(accuracy -> print(out, accuracy));
  }

  private static void print(PrintStream out, Accuracy accuracy) {
    out.printf(
        "true pairs %,.0f, found %,.0f, pair completeness %.4f%n",
        accuracy.truePairs(), accuracy.found(), accuracy.found() / accuracy.truePairs());
    print(out, "default", accuracy.byDefault());
    print(out, "best (%.2f bits)".formatted(accuracy.bestThreshold()), accuracy.best());
    print(out, "clusters", accuracy.clusters());
    print(out, "B-cubed", accuracy.bCubed());
  }

  private static void print(PrintStream out, String label, Accuracy.Score score) {
    out.printf(
        "%-20s P %.4f R %.4f F1 %.4f%n", label, score.precision(), score.recall(), score.f1());
  }
}
