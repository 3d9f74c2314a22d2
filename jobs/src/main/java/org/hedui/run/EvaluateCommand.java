package org.hedui.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.evaluate.Evaluation;
import org.hedui.evaluate.Evaluator;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeCatalog;
import org.hedui.lake.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui evaluate}: the links of a run against the truth of an invented county. */
@Command(
    name = "evaluate",
    description = {
      "Compares who was linked with whom in a run with the truth that `hedui synth` wrote:",
      "precision and recall, over-merged and split persons, calibration."
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "DIR",
      description = "The folder truth/ of the county.")
  private Path truth;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The newest run of this date; the one published last if none is named.")
  private LocalDate businessDate;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; ${DEFAULT-VALUE} if none is named.")
  private Format format;

  @Mixin private SettingsOptions options = new SettingsOptions();

  /** How the evaluation is printed. */
  private enum Format {
    TEXT,
    JSON
  }

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings = options.resolve(terminal.environment(), null, Optional.empty());
    Path mentions = truth.toAbsolutePath().resolve("mention.csv");
    if (!Files.isReadable(mentions)) {
      throw new HeduiException(
          "TRUTH_MISSING",
          ExitCodes.WRONG_USE,
          "There is no " + mentions + "; name the folder truth/ that hedui synth wrote.");
    }
    Map<String, String> conf = new HashMap<>(settings.sparkConf());
    settings.master().ifPresent(master -> conf.put("spark.master", master));
    SparkSession spark = SparkSessions.open("hedui evaluate", conf);
    SparkSessions.fit(spark, truth.toUri().toString());
    print(evaluator(spark, settings).evaluate(mentions.toUri().toString()));
    return ExitCodes.DONE;
  }

  private Evaluator evaluator(SparkSession spark, Settings settings) {
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    if (businessDate != null) {
      Function<TableName, Dataset<Row>> newest = table -> lake.slice(table, businessDate);
      return new Evaluator(lake, businessDate, newest);
    }
    LakeCatalog.Publication published =
        new LakeCatalog(spark, settings.lake(), false)
            .publication()
            .orElseThrow(
                () ->
                    new HeduiException(
                        "NOT_PUBLISHED",
                        ExitCodes.WRONG_USE,
                        "Nothing is published in "
                            + settings.lake()
                            + "; name an unpublished run by --business-date."));
    return new Evaluator(
        lake, published.businessDate(), table -> published(lake, published, table));
  }

  private static Dataset<Row> published(
      Lake lake, LakeCatalog.Publication published, TableName table) {
    return lake.read(table, published.versions().get(table.toString()))
        .where("business_date = DATE'" + published.businessDate() + "'");
  }

  private void print(Evaluation evaluation) throws JsonProcessingException {
    if (format == Format.JSON) {
      terminal.out().println(new ObjectMapper().writeValueAsString(evaluation));
    } else {
      EvaluationText.lines(evaluation).forEach(terminal.out()::println);
    }
  }
}
