package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.hedui.contract.HeduiException;
import org.hedui.contract.LinkConfig;

/** Links the rows of one table that a stage has at hand, and trains models for it. */
public final class RecordLinker {
  private final LinkConfig config;

  /** A linker of that configuration. */
  public RecordLinker(LinkConfig config) {
    this.config = config;
  }

  /**
   * What was linked.
   *
   * @param clusters {@code unique_id, cluster}, one row a record; a cluster is called after the
   *     least id in it
   * @param pairs {@code unique_id_l, unique_id_r, match_weight} (bits)<code>, match_probability,
   *     levels</code>: by comparison, 0 for different, higher for closer, null for not comparable
   * @param model version of the model that weighed the pairs
   * @param weighing by what the pairs were weighed: equal names, equal weights
   * @param weights the pairs before clustering, for the next run: {@code unique_id_l, unique_id_r,
   *     pattern, weight, related}
   * @param compared number of pairs that were compared now
   */
  public record Linked(
      Dataset<Row> clusters,
      Dataset<Row> pairs,
      String model,
      String weighing,
      Dataset<Row> weights,
      long compared) {}

  /**
   * Links.
   *
   * @param rows rows with the columns that the configuration names
   * @param model text of a model; empty: one is trained on the rows
   * @param decided what people said about pairs
   * @param before what an earlier run found; it changes nothing but the time it takes
   * @throws HeduiException LINK_MODEL_WRONG if the model is none or one for another configuration
   */
  public Linked link(
      Dataset<Row> rows, Optional<String> model, Decided decided, Optional<Before> before) {
    Linker.Result result =
        new Linker(config).link(List.of(rows), model.map(this::model), decided, before, true);
    Dataset<Row> clusters =
        result
            .clustered()
            .select(
                col(Records.UNIQUE_ID),
                min(Records.UNIQUE_ID).over(Window.partitionBy("cluster")).as("cluster"));
    // Cut from their plans, so that what was kept for making them can go.
    Linked linked =
        new Linked(
            clusters.localCheckpoint(),
            pairs(result).localCheckpoint(),
            ModelFile.version(result.model()),
            result.weighing(),
            named(result, result.weighed()).localCheckpoint(),
            result.candidates());
    result.release();
    return linked;
  }

  /**
   * Trains a model on rows and links them with it.
   *
   * @param rows rows with the columns that the configuration names
   * @param name what the rows are called on the pages
   * @param output folder for {@code model.json} and the pages that explain it
   * @return version of the model
   */
  public String train(Dataset<Row> rows, String name, Path output) throws IOException {
    Linker.Result result = new Linker(config).link(List.of(rows), Optional.empty());
    Files.createDirectories(output);
    LinkJob.explain(config, result, RunFacts.of(result, List.of(name), "trained"), output);
    return ModelFile.version(result.model());
  }

  /**
   * Checks that rows and model fit the configuration; no job is run.
   *
   * @throws HeduiException LINK_MODEL_WRONG, exit code 2
   */
  public void check(Dataset<Row> rows, Optional<String> model) {
    Records.of(rows, 0, config).schema();
    model.ifPresent(this::model);
  }

  private Model model(String text) {
    return ModelStore.parse("link/person.model.json", text, config);
  }

  private Dataset<Row> pairs(Linker.Result result) {
    Column weight = col("weight").plus(col("structure"));
    List<Comparison> comparisons = Comparison.of(config);
    Column[] names =
        comparisons.stream().map(comparison -> lit(comparison.name())).toArray(Column[]::new);
    Column[] levels = new Column[names.length];
    for (int i = 0; i < levels.length; i++) {
      Column level = Pattern.level(col("pattern"), i);
      levels[i] = when(level.gt(0), lit(comparisons.get(i).levels()).minus(level));
    }
    return named(result, result.pairs())
        .select(
            col("unique_id_l"),
            col("unique_id_r"),
            weight.as("match_weight"),
            lit(1).divide(lit(1).plus(pow(lit(2), weight.multiply(-1)))).as("match_probability"),
            map_from_arrays(array(names), array(levels)).as("levels"));
  }

  private static Dataset<Row> named(Linker.Result result, Dataset<Row> pairs) {
    Dataset<Row> ids = result.records().select(Records.RID, Records.UNIQUE_ID);
    return pairs
        // A record has one id.
        .join(ids.toDF("rid_l", "unique_id_l"), "rid_l")
        .join(ids.toDF("rid_r", "unique_id_r"), "rid_r")
        .drop("rid_l", "rid_r");
  }
}
