package org.hedui.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Bilingual;
import org.hedui.contract.Contract;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeCatalog;
import org.hedui.lake.TableDefinition;
import org.hedui.reconcile.CaseState;

/** Reads what a run wrote and counts it: at most one row a registry, rule or state is collected. */
final class SummaryReader {
  private final Lake lake;
  private final RunRequest request;

  private SummaryReader(Lake lake, RunRequest request) {
    this.lake = lake;
    this.request = request;
  }

  /** The summary of a run. A table that the run did not make leaves its part empty. */
  static Summary read(Lake lake, RunRequest request) {
    SummaryReader reader = new SummaryReader(lake, request);
    return new Summary(
        request,
        reader.feeds(),
        reader.states(reader.feed()),
        reader.states(reader.ofRun("ops.quality_result")),
        reader.failedQuality(),
        reader.rowCount("silver.person"),
        reader.rowCount("silver.household"),
        reader.exceptions(),
        reader.missedBars(),
        reader.tables());
  }

  private Optional<Dataset<Row>> ofRun(String table) {
    TableName name = TableName.of(table);
    return lake.exists(name)
        ? Optional.of(lake.read(name).where(col(TableDefinition.RUN_ID).equalTo(request.runId())))
        : Optional.empty();
  }

  private Optional<Dataset<Row>> ofBusinessDate(String table) {
    TableName name = TableName.of(table);
    return lake.exists(name)
        ? Optional.of(lake.read(name, request.businessDate()))
        : Optional.empty();
  }

  /** The files of the deliveries that count; earlier ones are compared with only. */
  private Optional<Dataset<Row>> feed() {
    return ofRun("ops.feed").map(files -> files.where(not(coalesce(col("earlier"), lit(false)))));
  }

  private List<Summary.Feed> feeds() {
    return feed()
        .map(
            feeds ->
                feeds
                    .groupBy("registry")
                    .agg(
                        count(lit(1)),
                        sum("rows_in"),
                        sum("rows_loaded"),
                        sum("rows_quarantined"),
                        sum("rows_duplicate"))
                    .orderBy("registry")
                    .collectAsList())
        .orElse(List.of())
        .stream()
        .map(
            row ->
                new Summary.Feed(
                    row.getString(0),
                    registryTitle(row.getString(0)),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5)))
        .toList();
  }

  private String registryTitle(String registry) {
    Contract contract = lake.schemas().contracts().get(registry);
    return contract == null ? "" : contract.titleZh();
  }

  private Map<String, Long> states(Optional<Dataset<Row>> table) {
    return table
        .map(rows -> rows.groupBy("state").count().collectAsList())
        .orElse(List.of())
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  private List<Summary.FailedQuality> failedQuality() {
    return ofRun("ops.quality_result")
        .map(
            results ->
                results
                    .where(col("state").equalTo("failed"))
                    .select("quality_id", "severity", "value", "threshold")
                    .orderBy("severity", "quality_id")
                    .collectAsList())
        .orElse(List.of())
        .stream()
        .map(
            row ->
                new Summary.FailedQuality(
                    row.getString(0),
                    row.getString(1),
                    row.isNullAt(2) ? "" : "%.2f".formatted(row.getDouble(2)),
                    row.isNullAt(3) ? "" : row.getString(3)))
        .toList();
  }

  private long rowCount(String table) {
    return ofBusinessDate(table).map(Dataset::count).orElse(0L);
  }

  private List<Summary.Exceptions> exceptions() {
    return ofBusinessDate("gold.exception_case")
        .map(
            cases ->
                cases
                    .where(col("state").isin(CaseState.open().toArray()))
                    .groupBy("rule_code", "severity")
                    .count()
                    .collectAsList())
        .orElse(List.of())
        .stream()
        .map(row -> exceptions(row.getString(0), row.getString(1), row.getLong(2)))
        .sorted(
            Comparator.comparing(
                    (Summary.Exceptions rule) -> Rule.Severity.valueOf(rule.severity()))
                .thenComparing(Comparator.comparingLong(Summary.Exceptions::cases).reversed())
                .thenComparing(Summary.Exceptions::rule))
        .toList();
  }

  private Summary.Exceptions exceptions(String code, String severity, long cases) {
    Rule rule = lake.schemas().rules().get(code);
    Bilingual title = rule == null ? new Bilingual("", "") : rule.title();
    return new Summary.Exceptions(code, severity, title.zh(), title.en(), cases);
  }

  /** Of counties, cities and provinces; townships stand in the table. */
  private List<Summary.MissedBar> missedBars() {
    return ofBusinessDate("gold.error_rate")
        .map(
            rates ->
                rates
                    .where("official AND verdict = 'MISSED' AND division_level <= 3")
                    .orderBy("division_level", "division_code", "rate_code", "unit")
                    .select("rate_code", "division_code", "unit", "rate", "lower", "bar")
                    .collectAsList())
        .orElse(List.of())
        .stream()
        .map(
            row ->
                new Summary.MissedBar(
                    label("error_rate", row.getString(0)),
                    row.getString(1),
                    label("rate_unit", row.getString(2)),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5)))
        .toList();
  }

  /** What people call a code. */
  private String label(String list, String code) {
    return lake.schemas().codes().get(list).codes().stream()
        .filter(known -> known.code().equals(code))
        .map(known -> known.zh() + " " + known.en())
        .findFirst()
        .orElse(code);
  }

  private Map<String, List<String>> tables() {
    Map<String, List<String>> tables = new TreeMap<>();
    new LakeCatalog(lake.spark(), new LakeAddress(lake.root()), false)
        .tables()
        .forEach((layer, names) -> tables.put(layer.folder(), names));
    return tables;
  }
}
