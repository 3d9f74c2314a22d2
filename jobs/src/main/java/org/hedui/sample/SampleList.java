package org.hedui.sample;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.hedui.contract.CodeList;
import org.hedui.contract.TableName;
import org.hedui.sheet.DivisionNames;
import org.hedui.stage.RunContext;

/** What a sheet shows of the households of a sample: where they are and whose, masked. */
final class SampleList {
  private static final Column IS_HEAD = col("relation").equalTo("02");

  private final RunContext context;

  /** The households of a published business date. */
  SampleList(RunContext context) {
    this.context = context;
  }

  /**
   * One household as the sheet shows it.
   *
   * @param division names of its division, down to the village
   * @param number its number in the register
   * @param head its head, masked; its first member where nobody is named head
   * @param group what the register calls it
   */
  record Shown(String division, String number, String head, String group) {}

  /**
   * The households of a sample by id.
   *
   * @param population rows of {@code rated_household} of its rate
   */
  Map<String, Shown> of(Sample sample, Dataset<Row> population) {
    List<String> ids = sample.households().stream().map(Household::id).toList();
    Dataset<Row> wanted =
        context.spark().createDataset(ids, Encoders.STRING()).toDF("household_id");
    Dataset<Row> drawn =
        population
            .join(broadcast(wanted), "household_id") // Each household once.
            .select(
                "household_id",
                "kind",
                "household_no",
                "division_code",
                "household_type",
                "poverty_status",
                "monitor_class");
    Map<String, String> words = words();
    Map<String, Shown> shown = new HashMap<>();
    DivisionNames.of(drawn, slice("division"))
        .join(heads(drawn), new String[] {"kind", "household_no"}, "left") // One head a household.
        .toLocalIterator()
        .forEachRemaining(row -> shown.put(row.getAs("household_id"), shown(row, words)));
    return shown;
  }

  /** The names of townships by code. */
  Map<String, String> towns(Sample sample) {
    Dataset<Row> codes =
        context
            .spark()
            .createDataset(sample.strata().stream().map(Stratum::town).toList(), Encoders.STRING())
            .toDF("division_code");
    return DivisionNames.of(codes, slice("division"))
        .select("division_code", "division")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }

  private Dataset<Row> heads(Dataset<Row> drawn) {
    Dataset<Row> members =
        members("poverty_register", "POVERTY", "household_no")
            .union(members("household_registration", "HUKOU", "hukou_no"));
    return members
        .join(
            broadcast(drawn.select("kind", "household_no")),
            new String[] {"kind", "household_no"},
            "left_semi")
        .groupBy("kind", "household_no")
        .agg(
            call_function(
                    "fn.mask_name",
                    min_by(
                        col("name"),
                        struct(
                            not(coalesce(IS_HEAD, lit(false))),
                            col("source_file"),
                            col("source_sheet"),
                            col("source_row"))))
                .as("head"));
  }

  private Dataset<Row> members(String registry, String kind, String number) {
    return slice(registry)
        .select(
            lit(kind).as("kind"),
            col(number).as("household_no"),
            col("name"),
            col("relation"),
            col("source_file"),
            col("source_sheet"),
            col("source_row"));
  }

  private static Shown shown(Row row, Map<String, String> words) {
    String group =
        row.getAs("kind").equals("HUKOU")
            ? "户籍登记户，未在扶贫登记中"
            : Stream.of("household_type", "poverty_status", "monitor_class")
                .map(column -> words.get(column + "|" + row.<String>getAs(column)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    String head = row.getAs("head");
    return new Shown(
        row.getAs("division"), row.getAs("household_no"), head == null ? "" : head, group);
  }

  /** What sheets say instead of the codes of a column. */
  private Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (String column : List.of("household_type", "poverty_status", "monitor_class")) {
      for (CodeList.Code code : context.schemas().codes().get(column).codes()) {
        words.put(column + "|" + code.code(), code.zh());
      }
    }
    return words;
  }

  private Dataset<Row> slice(String table) {
    return context.lake().slice(TableName.of("silver." + table), context.businessDate());
  }
}
