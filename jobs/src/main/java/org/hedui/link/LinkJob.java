package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.hedui.contract.LinkConfig;
import org.hedui.lake.FlatFiles;
import org.hedui.link.page.LinkReport;
import org.hedui.link.page.Page;

/** Links CSV files and writes what came out. */
public final class LinkJob {
  private final SparkSession spark;
  private final LinkConfig config;

  /** A job with that configuration. */
  public LinkJob(SparkSession spark, LinkConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * What a job did.
   *
   * @param model version of the model it used
   * @param records records read
   * @param pairs pairs weighed and kept
   * @param candidates pairs compared
   * @param threshold default threshold as a probability
   * @param clusters clusters of two records and more
   * @param cut links not followed
   * @param accuracy against the truth, if that was given
   */
  public record Summary(
      String model,
      long records,
      long pairs,
      long candidates,
      double threshold,
      long clusters,
      long cut,
      Optional<Accuracy> accuracy) {}

  /**
   * Links.
   *
   * @param inputs CSV files
   * @param output folder for {@code clusters}, {@code pairs}, {@code model.json} and pages to read
   * @param model a {@code model.json} of a run before; empty: a model is trained
   * @param parquet whether to write Parquet instead of CSV
   * @param truth SQL over the inputs' columns that names the true entity; for measuring only
   */
  public Summary run(
      List<String> inputs,
      Path output,
      Optional<Path> model,
      boolean parquet,
      Optional<String> truth)
      throws IOException {
    Optional<Model> known = model.map(file -> ModelStore.read(file, config));
    List<Dataset<Row>> rows = InputCheck.open(spark, inputs, config);
    Linker.Result result = new Linker(config).link(rows, known);
    Files.createDirectories(output);
    write(clusters(result, inputs), output, "clusters", parquet);
    write(pairs(result), output, "pairs", parquet);
    LinkReport.Run run = RunFacts.of(result, inputs, model.map(Path::toString).orElse("trained"));
    explain(config, result, run, output);
    return new Summary(
        ModelFile.version(result.model()),
        run.records(),
        run.pairs(),
        run.candidates(),
        run.threshold().probability(),
        run.clusters(),
        run.cut(),
        truth.map(sql -> accuracy(result, rows, sql)));
  }

  /** Writes {@code model.json} and the pages. */
  static void explain(LinkConfig config, Linker.Result result, LinkReport.Run run, Path output)
      throws IOException {
    ModelStore.write(output.resolve("model.json"), result.model(), run);
    Page.of(new ReportGatherer(config, result, run).gather())
        .forEach((name, text) -> write(output.resolve(name), text));
  }

  private Accuracy accuracy(Linker.Result result, List<Dataset<Row>> rows, String sql) {
    Dataset<Row> truth = null;
    for (int input = 0; input < rows.size(); input++) {
      Dataset<Row> own =
          rows.get(input)
              .select(
                  xxhash64(lit(input), col("`" + config.id() + "`").cast("string")).as(Records.RID),
                  expr(sql).cast("string").as("entity"));
      truth = truth == null ? own : truth.unionByName(own);
    }
    return Accuracy.of(result, truth, config.scope() == LinkConfig.Scope.BETWEEN);
  }

  private static Dataset<Row> clusters(Linker.Result result, List<String> inputs) {
    Dataset<Row> clustered = result.clustered();
    Column name =
        concat(col(Records.INPUT).plus(1).cast("string"), lit(":"), col(Records.UNIQUE_ID));
    Column[] files =
        inputs.stream()
            .map(path -> lit(Path.of(path).getFileName().toString()))
            .toArray(Column[]::new);
    // A cluster is called after the least of its records: it keeps its name while that one stays.
    return clustered.select(
        element_at(array(files), col(Records.INPUT).plus(1)).as("input"),
        col(Records.UNIQUE_ID),
        min(name).over(Window.partitionBy("cluster")).as("cluster_id"));
  }

  private Dataset<Row> pairs(Linker.Result result) {
    Dataset<Row> ids = result.records().select(col(Records.RID), col(Records.UNIQUE_ID));
    List<Column> columns = new ArrayList<>();
    columns.add(col("unique_id_l"));
    columns.add(col("unique_id_r"));
    Column weight = col("weight").plus(col("structure"));
    columns.add(round(weight, 4).as("match_weight"));
    columns.add(
        round(lit(1).divide(lit(1).plus(pow(lit(2), weight.multiply(-1)))), 6)
            .as("match_probability"));
    columns.add(
        round(col("weight").minus(col("related")).minus(result.scoring().base(col("pattern"))), 4)
            .as("bits_frequency"));
    columns.add(round(col("related"), 4).as("bits_related"));
    columns.add(round(col("structure"), 4).as("bits_structure"));
    List<Comparison> comparisons = Comparison.of(config);
    for (int i = 0; i < comparisons.size(); i++) {
      columns.add(Pattern.level(col("pattern"), i).as("level_" + comparisons.get(i).name()));
    }
    return result
        .pairs()
        .join(
            ids.select(col(Records.RID).as("rid_l"), col(Records.UNIQUE_ID).as("unique_id_l")),
            "rid_l")
        .join(
            ids.select(col(Records.RID).as("rid_r"), col(Records.UNIQUE_ID).as("unique_id_r")),
            "rid_r")
        .select(columns.toArray(Column[]::new));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Dataset<Row> rows, Path output, String name, boolean parquet)
      throws IOException {
    if (parquet) {
      FlatFiles.writeParquet(rows, output.resolve(name + ".parquet"));
    } else {
      FlatFiles.writeCsv(rows, output.resolve(name + ".csv"));
    }
  }
}
