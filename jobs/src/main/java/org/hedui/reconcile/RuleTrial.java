package org.hedui.reconcile;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Rule;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;

/**
 * What one rule says of a lake, without writing anything.
 *
 * @param result its counts
 * @param samples some findings, always the same of a lake
 */
public record RuleTrial(RuleResult result, List<Sample> samples) {
  /**
   * A finding.
   *
   * @param subject kind of what it speaks of, such as PERSON
   * @param division code of the division; NULL where none is known
   * @param evidence values by name, without names or numbers of persons
   * @param rows the delivered rows that prove it, as {@code file:row}
   */
  public record Sample(
      String subject, String division, Map<String, String> evidence, List<String> rows) {}

  /**
   * Tries a rule.
   *
   * @param context the lake, the business date and the run whose feed rules about files look at
   * @param rule the rule, which need not be among those of the context
   * @param most findings to show
   */
  public static RuleTrial of(RunContext context, Rule rule, int most) {
    RunViews views = new RunViews(context);
    RuleEngine.Evaluation evaluation =
        RuleEngine.of(views)
            .prepare(views.select("grain/" + rule.grain()), rule.grain(), List.of(rule))
            .computed();
    List<Sample> samples =
        evaluation.findings().stream().flatMap(found -> samples(found, most).stream()).toList();
    return new RuleTrial(evaluation.results().get(0), samples);
  }

  private static List<Sample> samples(Dataset<Row> findings, int most) {
    return findings
        .orderBy("exception_id")
        .selectExpr(
            "subject_type",
            "division_code",
            "evidence",
            "transform(records, row -> concat_ws(':', row.source_file, row.source_row))")
        .takeAsList(most)
        .stream()
        .map(
            row ->
                new Sample(row.getString(0), row.getString(1), row.getJavaMap(2), row.getList(3)))
        .toList();
  }
}
