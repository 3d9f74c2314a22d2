package org.hedui.contract;

import java.util.List;

/**
 * A quality rule of a contract, computed by the stage {@code assess}.
 *
 * @param id stable id, unique over all contracts
 * @param metric what is measured
 * @param columns the columns measured; empty for row counts and SQL
 * @param implementation SQL condition (COMPLIANCE) or strategy (ANOMALY); empty otherwise
 * @param comparison how the measured value is compared with {@code threshold}
 * @param threshold bound; per cent if {@code percent}, else a count
 * @param percent whether value and threshold are per cent of the rows
 * @param error whether a failure is an error (may close the gate) or a warning
 * @param dimension ODCS dimension, such as completeness
 * @param description the rule in words
 */
public record QualityRule(
    String id,
    Metric metric,
    List<String> columns,
    String implementation,
    Comparison comparison,
    double threshold,
    boolean percent,
    boolean error,
    String dimension,
    String description) {

  /** Copies the list, so that a rule never changes. */
  public QualityRule {
    columns = List.copyOf(columns);
  }

  /** What a quality rule measures. */
  public enum Metric {
    /** Rows in which the column is NULL. */
    NULL_VALUES,
    /** Rows in which the column was flagged while it was standardised. */
    INVALID_VALUES,
    /** Rows whose value in the columns is not unique. */
    DUPLICATE_VALUES,
    /** Rows of the delivery. */
    ROW_COUNT,
    /** Rows in which an SQL condition does not hold. */
    COMPLIANCE,
    /** Row count against earlier deliveries. */
    ANOMALY
  }

  /** ODCS comparison operators in use. */
  public enum Comparison {
    LESS_THAN,
    LESS_OR_EQUAL,
    GREATER_THAN,
    GREATER_OR_EQUAL,
    EQUAL;

    /** Whether {@code value} stands in this relation to {@code threshold}. */
    public boolean holds(double value, double threshold) {
      return switch (this) {
        case LESS_THAN -> value < threshold;
        case LESS_OR_EQUAL -> value <= threshold;
        case GREATER_THAN -> value > threshold;
        case GREATER_OR_EQUAL -> value >= threshold;
        case EQUAL -> value == threshold;
      };
    }
  }
}
