package org.hedui.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Rule;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/** Writes {@code silver.finding}, {@code silver.case} and {@code ops.rule_result}. */
public final class ReconcileStage implements Stage {
  private static final TableName FINDING = TableName.of("silver.finding");
  private static final TableName CASE = TableName.of("silver.case");
  private static final TableName RULE_RESULT = TableName.of("ops.rule_result");

  @Override
  public String name() {
    return "reconcile";
  }

  @Override
  public StageReport run(RunContext context) {
    Lake lake = context.lake();
    RunViews views = new RunViews(context);
    RuleEngine engine = RuleEngine.of(views);
    List<RuleEngine.Evaluation> evaluations = evaluations(views, engine);
    Dataset<Row> findings =
        engine
            .findings(evaluations)
            .orElseGet(() -> lake.slice(FINDING, context.businessDate()).limit(0));
    lake.replace(FINDING, findings, context.businessDate());

    Dataset<Row> written = lake.read(FINDING, context.businessDate());
    lake.replace(
        CASE,
        Cases.of(written, casesBefore(context), context.businessDate()),
        context.businessDate());

    List<RuleResult> results =
        evaluations.stream().flatMap(evaluation -> evaluation.results().stream()).toList();
    lake.replaceRun(RULE_RESULT, rows(context, results), context.runId());
    return new StageReport(
        name(),
        Map.of(
            "rules", (long) results.size(),
            "rules_in_error",
                results.stream().filter(r -> r.state() == RuleResult.State.ERROR).count(),
            "findings", results.stream().mapToLong(RuleResult::failed).sum()));
  }

  private static List<RuleEngine.Evaluation> evaluations(RunViews views, RuleEngine engine) {
    RunContext context = views.context();
    List<Rule> inForce =
        context.schemas().rules().values().stream()
            .filter(rule -> !rule.since().isAfter(context.businessDate()))
            .toList();
    List<RuleEngine.Evaluation> evaluations = new ArrayList<>();
    RuleEngine.byGrain(inForce)
        .forEach(
            (grain, rules) ->
                evaluations.add(engine.prepare(views.select("grain/" + grain), grain, rules)));
    return evaluations;
  }

  private static Dataset<Row> casesBefore(RunContext context) {
    Lake lake = context.lake();
    if (!lake.exists(CASE)) {
      return lake.slice(CASE, context.businessDate());
    }
    Dataset<Row> earlier =
        lake.read(CASE).where(col(TableDefinition.BUSINESS_DATE).lt(lit(context.businessDate())));
    Date last = earlier.agg(max(TableDefinition.BUSINESS_DATE)).head().getDate(0);
    return last == null
        ? earlier.limit(0)
        : earlier.where(col(TableDefinition.BUSINESS_DATE).equalTo(lit(last)));
  }

  private static Dataset<Row> rows(RunContext context, List<RuleResult> results) {
    StructType schema =
        new StructType()
            .add("rule_code", DataTypes.StringType)
            .add("rule_version", DataTypes.IntegerType)
            .add("state", DataTypes.StringType)
            .add("failed", DataTypes.LongType)
            .add("passed", DataTypes.LongType)
            .add("not_applicable", DataTypes.LongType)
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
                        result.message()))
            .toList();
    return context
        .spark()
        .createDataFrame(rows, schema)
        .withColumn(TableDefinition.BUSINESS_DATE, lit(context.businessDate()));
  }
}
