package org.hedui.assess;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;

/**
 * Measures every registry by the quality rules of its contract, writes {@code ops.quality_result}
 * and {@code ops.profile}, and stops the run where a contract's gate says so.
 */
public final class AssessStage implements Stage {
  private static final TableName FEED = new TableName(Layer.OPS, "feed");
  private static final TableName RUN = new TableName(Layer.OPS, "run");

  @Override
  public String name() {
    return "assess";
  }

  /**
   * Assesses the registries of the business date.
   *
   * @return counts of results by state, and of registries
   * @throws org.hedui.contract.HeduiException {@code QUALITY_GATE}, exit code 3, if an
   *     error-severity rule of a registry with a blocking gate failed or could not be computed; the
   *     results of all registries are written before
   */
  @Override
  public StageReport run(RunContext context) {
    List<Assessment> assessments = assessments(context);
    List<QualityResult> results =
        assessments.stream().flatMap(assessment -> assessment.results().stream()).toList();
    List<ProfileMetric> profile =
        assessments.stream().flatMap(assessment -> assessment.profile().stream()).toList();
    Lake lake = context.lake();
    lake.replaceRun(
        QualityTables.RESULT,
        QualityTables.results(context.spark(), context.businessDate(), results),
        context.runId());
    lake.replaceRun(
        QualityTables.PROFILE,
        QualityTables.profile(context.spark(), context.businessDate(), profile),
        context.runId());

    List<QualityResult> closing =
        assessments.stream()
            .flatMap(
                assessment ->
                    QualityGate.closedBy(assessment.contract().gate(), assessment.results())
                        .stream())
            .toList();
    if (!closing.isEmpty()) {
      throw QualityGate.refusal(closing, context.runId());
    }
    return report(assessments.size(), results);
  }

  private static List<Assessment> assessments(RunContext context) {
    Map<String, List<RowCount>> history = history(context);
    Set<String> delivered = delivered(context);
    return Parallel.map(
        context.spark(),
        context.schemas().contracts(Contract.Kind.REGISTRY),
        contract ->
            assess(
                context,
                contract,
                delivered.contains(contract.name()),
                history.getOrDefault(contract.name(), List.of())));
  }

  private static Assessment assess(
      RunContext context, Contract contract, boolean isDelivered, List<RowCount> history) {
    TableName table = new TableName(Layer.SILVER, contract.name());
    Dataset<Row> rows = context.slice(table);
    return !isDelivered && rows.isEmpty()
        ? Assessment.absent(contract)
        : Assessment.of(contract, Scan.of(contract, rows), context.businessDate(), history);
  }

  private static Map<String, List<RowCount>> history(RunContext context) {
    Lake lake = context.lake();
    return lake.exists(QualityTables.PROFILE) && lake.exists(RUN)
        ? RowCount.history(lake.read(QualityTables.PROFILE), lake.read(RUN), context.businessDate())
        : Map.of();
  }

  // Tells an empty delivery, which is a fault, from none at all, which is not.
  private static Set<String> delivered(RunContext context) {
    Lake lake = context.lake();
    return lake.exists(FEED)
        ? Set.copyOf(
            lake.read(FEED)
                .where(col("state").equalTo("LOADED"))
                .where(col("delivery_date").leq(lit(context.businessDate())))
                .select("registry")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList())
        : Set.of();
  }

  private static StageReport report(int registries, List<QualityResult> results) {
    Map<String, Long> counts =
        new TreeMap<>(
            results.stream()
                .collect(
                    Collectors.groupingBy(result -> result.state().text(), Collectors.counting())));
    counts.put("registries", (long) registries);
    return new StageReport("assess", counts);
  }
}
