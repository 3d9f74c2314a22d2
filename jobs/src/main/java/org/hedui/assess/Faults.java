package org.hedui.assess;

import com.amazon.deequ.analyzers.runners.MetricCalculationPreconditionException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Why a figure could not be computed, in words that hold no value of a row. */
final class Faults {
  private Faults() {}

  /** The reason behind a failure of Deequ or Spark. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    // These two arise from the schema alone; the message of any other may quote a cell.
    if (root instanceof MetricCalculationPreconditionException) {
      return root.getMessage();
    }
    if (root instanceof AnalysisException analysis) {
      return "The rule does not fit the registry's columns: "
          + analysis.getSimpleMessage().strip().lines().findFirst().orElse("");
    }
    return "Spark stopped with " + kind(root) + ".";
  }

  private static String kind(Throwable fault) {
    return fault instanceof SparkThrowable spark && spark.getErrorClass() != null
        ? spark.getErrorClass()
        : fault.getClass().getSimpleName();
  }
}
