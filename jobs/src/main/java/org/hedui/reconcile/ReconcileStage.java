package org.hedui.reconcile;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/** Writes {@code silver.finding}, {@code silver.case} and {@code ops.rule_result}. */
public final class ReconcileStage implements Stage {
  private static final TableName FINDING = TableName.of("silver.finding");
  private static final TableName RULE_RESULT = TableName.of("ops.rule_result");

  @Override
  public String name() {
    return "reconcile";
  }

  @Override
  public StageReport run(RunContext context) {
    Lake lake = context.lake();
    List<RuleEngine.Evaluation> evaluations = evaluations(context);
    Dataset<Row> findings =
        evaluations.stream()
            .flatMap(evaluation -> evaluation.findings().stream())
            .reduce(Dataset::unionByName)
            .orElseGet(() -> lake.slice(FINDING, context.businessDate()).limit(0));
    lake.replace(FINDING, findings, context.businessDate());

    CaseBook cases = new CaseBook(lake);
    cases.carryOn(context.businessDate());

    List<RuleResult> results =
        evaluations.stream().flatMap(evaluation -> evaluation.results().stream()).toList();
    lake.replaceRun(
        RULE_RESULT,
        rows(context, results, exempted(cases, context.businessDate())),
        context.runId());
    return new StageReport(
        name(),
        Map.of(
            "rules", (long) results.size(),
            "rules_in_error",
                results.stream().filter(r -> r.state() == RuleResult.State.ERROR).count(),
            "findings", results.stream().mapToLong(RuleResult::failed).sum()));
  }

  private static List<RuleEngine.Evaluation> evaluations(RunContext context) {
    RunViews views = new RunViews(context);
    RuleEngine engine = RuleEngine.of(views);
    List<Rule> inForce =
        context.schemas().rules().values().stream()
            .filter(rule -> !rule.since().isAfter(context.businessDate()))
            .toList();
    return Parallel.map(
        context.spark(),
        List.copyOf(RuleEngine.byGrain(inForce).entrySet()),
        grain ->
            engine
                .prepare(views.select("grain/" + grain.getKey()), grain.getKey(), grain.getValue())
                .computed());
  }

  private static Map<String, Long> exempted(CaseBook cases, LocalDate businessDate) {
    // As many rows as there are rules.
    return cases.exempted(businessDate).collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  private static Dataset<Row> rows(
      RunContext context, List<RuleResult> results, Map<String, Long> exempted) {
    StructType schema =
        new StructType()
            .add("rule_code", DataTypes.StringType)
            .add("rule_version", DataTypes.IntegerType)
            .add("state", DataTypes.StringType)
            .add("failed", DataTypes.LongType)
            .add("passed", DataTypes.LongType)
            .add("not_applicable", DataTypes.LongType)
            .add("exempted", DataTypes.LongType)
            .add("message", DataTypes.StringType);
    List<Row> rows =
        results.stream()
            .map(
                result ->
                    RowFactory.create(
                        result.code(),
                        result.version(),
                        result.state().name().toLowerCase(Locale.ROOT),
                        result.failed(),
                        result.passed(),
                        result.notApplicable(),
                        exempted.getOrDefault(result.code(), 0L),
                        result.message()))
            .toList();
    return context
        .spark()
        .createDataFrame(rows, schema)
        .withColumn(TableDefinition.BUSINESS_DATE, lit(context.businessDate()));
  }
}
