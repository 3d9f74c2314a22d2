package org.hedui.assess;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hedui.assess.QualityResult.Measurement;
import org.hedui.contract.QualityRule;
import org.hedui.contract.QualityRule.Metric;

/** Bounds and measured values in words. */
final class Thresholds {
  private Thresholds() {}

  /** A rule's bound, such as {@code <= 5 %}, {@code > 0 rows} or the anomaly strategy. */
  static String text(QualityRule rule) {
    if (rule.metric() == Metric.ANOMALY) {
      return rule.implementation();
    }
    String sign =
        switch (rule.comparison()) {
          case LESS_THAN -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER_THAN -> ">";
          case GREATER_OR_EQUAL -> ">=";
          case EQUAL -> "=";
        };
    return sign + " " + quantity(rule, rule.threshold());
  }

  /** What broke a rule, such as {@code 7.25 % (29 of 400 rows), must be <= 5 %}. */
  static String breach(QualityRule rule, Measurement measured) {
    String counts =
        switch (rule.metric()) {
          case ROW_COUNT -> "";
          case ANOMALY ->
              " (%d after %d rows)".formatted(measured.numerator(), measured.denominator());
          default -> " (%d of %d rows)".formatted(measured.numerator(), measured.denominator());
        };
    return quantity(rule, measured.value()) + counts + ", must be " + text(rule);
  }

  private static String quantity(QualityRule rule, double value) {
    String number =
        BigDecimal.valueOf(value)
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    if (rule.metric() == Metric.ANOMALY) {
      return number + " times the rows of before";
    }
    return number + (rule.percent() ? " %" : " rows");
  }
}
