package org.hedui.assess;

import java.util.Optional;
import org.hedui.contract.QualityRule;

/**
 * The outcome of one quality rule for one registry: a row of {@code ops.quality_result}.
 *
 * @param registry the registry
 * @param rule the rule
 * @param state what became of it
 * @param measurement what was measured; empty if not applicable or in error
 * @param message in words what was found, without any value of a row; empty if passed
 */
public record QualityResult(
    String registry,
    QualityRule rule,
    QualityState state,
    Optional<Measurement> measurement,
    Optional<String> message) {

  /**
   * What was measured.
   *
   * @param value what is compared with the threshold: per cent or rows as the rule says, a ratio
   *     for row counts against earlier ones
   * @param numerator rows that violate the rule; all rows for row counts
   * @param denominator rows considered; the earlier row count where row counts are compared
   */
  public record Measurement(double value, long numerator, long denominator) {}

  /** A rule that was measured and kept or broken. */
  static QualityResult measured(
      String registry, QualityRule rule, boolean kept, Measurement measurement) {
    return new QualityResult(
        registry,
        rule,
        kept ? QualityState.PASSED : QualityState.FAILED,
        Optional.of(measurement),
        kept ? Optional.empty() : Optional.of(Thresholds.breach(rule, measurement)));
  }

  /** A rule for which there was nothing to measure. */
  static QualityResult notApplicable(String registry, QualityRule rule, String message) {
    return new QualityResult(
        registry, rule, QualityState.NOT_APPLICABLE, Optional.empty(), Optional.of(message));
  }

  /** A rule whose value could not be computed. */
  static QualityResult error(String registry, QualityRule rule, String message) {
    return new QualityResult(
        registry, rule, QualityState.ERROR, Optional.empty(), Optional.of(message));
  }

  /** The columns measured, separated by commas; empty for rules on the whole table. */
  public Optional<String> columns() {
    return Optional.of(String.join(",", rule.columns())).filter(names -> !names.isEmpty());
  }

  /** The bound in words, such as {@code <= 5 %}. */
  public String threshold() {
    return Thresholds.text(rule);
  }
}
