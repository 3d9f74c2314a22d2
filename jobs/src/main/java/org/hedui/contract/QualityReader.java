package org.hedui.contract;

import java.util.List;
import java.util.Map;

/** Makes records of the quality rules of a contract that was checked. */
final class QualityReader {
  /** Comparison by ODCS key. */
  static final Map<String, QualityRule.Comparison> BOUNDS =
      Map.of(
          "mustBe", QualityRule.Comparison.EQUAL,
          "mustBeLessThan", QualityRule.Comparison.LESS_THAN,
          "mustBeLessOrEqualTo", QualityRule.Comparison.LESS_OR_EQUAL,
          "mustBeGreaterThan", QualityRule.Comparison.GREATER_THAN,
          "mustBeGreaterOrEqualTo", QualityRule.Comparison.GREATER_OR_EQUAL);

  // Standardising makes every blank NULL, so that missing and null are the same rows.
  private static final Map<String, QualityRule.Metric> METRICS =
      Map.of(
          "nullValues", QualityRule.Metric.NULL_VALUES,
          "missingValues", QualityRule.Metric.NULL_VALUES,
          "invalidValues", QualityRule.Metric.INVALID_VALUES,
          "duplicateValues", QualityRule.Metric.DUPLICATE_VALUES,
          "rowCount", QualityRule.Metric.ROW_COUNT,
          "deequ", QualityRule.Metric.COMPLIANCE,
          "deequ-anomaly", QualityRule.Metric.ANOMALY);

  private QualityReader() {}

  /**
   * Reads one rule.
   *
   * @param rule the rule
   * @param column the column it stands at; none for a rule of the table
   */
  static QualityRule read(YamlNode rule, List<String> column) {
    List<String> named =
        rule.get("arguments").stream()
            .flatMap(at -> at.items("properties").stream())
            .map(Required::text)
            .toList();
    Bound bound =
        BOUNDS.keySet().stream()
            .filter(key -> rule.get(key).isPresent())
            .map(key -> new Bound(BOUNDS.get(key), Double.parseDouble(Required.text(rule, key))))
            .findFirst()
            .orElse(new Bound(QualityRule.Comparison.EQUAL, 0));
    return new QualityRule(
        Required.text(rule, "id"),
        METRICS.get(rule.text("metric").orElseGet(() -> Required.text(rule, "engine"))),
        named.isEmpty() ? column : named,
        rule.text("implementation").orElse(""),
        bound.comparison(),
        bound.threshold(),
        rule.text("unit").filter("percent"::equals).isPresent(),
        Required.text(rule, "severity").equals("error"),
        Required.text(rule, "dimension"),
        Required.text(rule, "description"));
  }

  private record Bound(QualityRule.Comparison comparison, double threshold) {}
}
