package org.hedui.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.TableName;
import org.hedui.lake.FlatFiles;
import org.hedui.lake.Lake;

/** Reads the links of a run and the truth, and compares them. */
public final class Evaluator {
  private static final TableName MENTION = TableName.of("silver.mention");
  private static final TableName LINK = TableName.of("silver.identity_link");
  private static final TableName PAIR = TableName.of("silver.link_pair");
  private static final TableName QUARANTINE = TableName.of("bronze.quarantine");
  private static final TableName DUPLICATE = TableName.of("bronze.duplicate");

  private final Lake lake;
  private final LocalDate businessDate;
  private final Function<TableName, Dataset<Row>> slice;

  /**
   * An evaluator of one run.
   *
   * @param slice gives the run's rows of a silver table
   */
  public Evaluator(Lake lake, LocalDate businessDate, Function<TableName, Dataset<Row>> slice) {
    this.lake = lake;
    this.businessDate = businessDate;
    this.slice = slice;
  }

  /**
   * Compares the run with the truth.
   *
   * @param mentionFile {@code mention.csv} of the truth
   */
  public Evaluation evaluate(String mentionFile) {
    Dataset<Row> truth = truth(mentionFile).persist();
    Dataset<Row> linked = linked();
    Column[] place = place();
    // A place names one row on either side.
    Dataset<Row> judged =
        linked.join(truth, onPlace(linked, truth)).select(judged(truth)).persist();
    try {
      Contingency contingency = new Contingency(judged);
      long unknown = linked.select(place).join(truth, onPlace(linked, truth), "left_anti").count();
      Pairs pairs = contingency.pairs();
      return new Evaluation(
          businessDate.toString(),
          mentions(truth, judged, unknown),
          pairs,
          Score.ofPairs(pairs),
          contingency.bCubed(),
          contingency.clusters(),
          contingency.registryPairs(),
          lake.exists(PAIR) ? Calibrations.of(slice.apply(PAIR), judged) : null);
    } finally {
      judged.unpersist();
      truth.unpersist();
    }
  }

  private Dataset<Row> truth(String mentionFile) {
    return FlatFiles.readCsv(lake.spark(), mentionFile)
        .where(col("person").isNotNull())
        .select(
            col("source_file"),
            col("source_sheet"),
            col("source_row").cast("int").as("source_row"),
            col("person"));
  }

  private Dataset<Row> linked() {
    Dataset<Row> mentions =
        slice
            .apply(MENTION)
            .select(
                col("record_id"),
                col("source_sheet"),
                when(col("id18_own"), col("id18")).as("id18"));
    // One mention a link.
    return slice
        .apply(LINK)
        .select("record_id", "registry", "source_file", "source_row", "person_id")
        .join(mentions, "record_id");
  }

  private static Column[] place() {
    return new Column[] {col("source_file"), col("source_sheet"), col("source_row")};
  }

  private static Column onPlace(Dataset<Row> left, Dataset<Row> right) {
    return left.col("source_file")
        .equalTo(right.col("source_file"))
        .and(left.col("source_sheet").eqNullSafe(right.col("source_sheet")))
        .and(left.col("source_row").equalTo(right.col("source_row")));
  }

  private static Column[] judged(Dataset<Row> truth) {
    return new Column[] {
      col("record_id"), col("registry"), col("person_id"), col("id18"), truth.col("person")
    };
  }

  private Mentions mentions(Dataset<Row> truth, Dataset<Row> judged, long unknown) {
    long all = truth.count();
    long seen = judged.count();
    long quarantined = among(truth, QUARANTINE);
    long duplicates = among(truth, DUPLICATE);
    return new Mentions(
        all, seen, quarantined, duplicates, all - seen - quarantined - duplicates, unknown);
  }

  /** Rows of the truth that stand in a table of bronze. */
  private long among(Dataset<Row> truth, TableName table) {
    Dataset<Row> rows = lake.readOrEmpty(table).select(place());
    return truth.join(rows, onPlace(truth, rows), "left_semi").count();
  }
}
