package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeFiles;
import org.hedui.report.FactsReader;
import org.hedui.report.Reports;
import org.hedui.report.RunFacts;
import org.hedui.report.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui report}: what a run did, once more from the tables. */
@Command(
    name = "report",
    description = {
      "Writes the report of a run again, as a page and as JSON, and the index over all runs.",
      "Every run writes its own when it ends."
    })
final class ReportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The run begun last of this date; of all dates if none is given.")
  private LocalDate businessDate;

  @Option(names = "--run", paramLabel = "ID", description = "This run, as `hedui status` names it.")
  private String runId;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Write below this folder instead of the lake.")
  private Path output;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    SparkSession spark = LakeSession.open(settings, "hedui report");
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    Runs runs = Runs.of(lake);
    RunFacts facts = facts(settings, lake, runs);
    Reports reports =
        output == null ? reports(lake) : reports(lake, new LakeAddress(output.toString()));
    terminal.out().println(reports.write(facts));
    reports.index(runs);
    return ExitCodes.DONE;
  }

  private RunFacts facts(Settings settings, Lake lake, Runs runs) {
    String run = Optional.ofNullable(runId).orElseGet(() -> newest(runs));
    try (BatchRepository repository = BatchRepository.open(settings.database())) {
      RunHistory history = new RunHistory(repository, settings.lake());
      return FactsReader.read(lake, runs, run, StageTimes.of(repository, history, run));
    }
  }

  private String newest(Runs runs) {
    return runs.newestFirst().stream()
        .filter(run -> businessDate == null || run.businessDate().equals(businessDate))
        .map(RunFacts.Run::runId)
        .findFirst()
        .orElseThrow(
            () ->
                new HeduiException(
                    "REPORT_NO_RUN",
                    ExitCodes.WRONG_USE,
                    "There is no such run; `hedui status` names the runs."));
  }

  /** The reports of a lake. */
  static Reports reports(Lake lake) {
    return reports(lake, new LakeAddress(new LakeAddress(lake.root()).internal("reports")));
  }

  private static Reports reports(Lake lake, LakeAddress folder) {
    SparkSession spark = lake.spark();
    return new Reports(
        new LakeFiles(folder, spark.sessionState().newHadoopConf()),
        ZoneId.of(spark.conf().get("spark.sql.session.timeZone")));
  }
}
