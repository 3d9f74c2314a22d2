package org.hedui.assess;

import java.util.List;
import org.hedui.contract.Contract.Gate;
import org.hedui.contract.HeduiException;

/** Decides whether a run may go on with what the registries hold. */
public final class QualityGate {
  private QualityGate() {}

  /**
   * The results that close a registry's gate: error-severity rules that failed or could not be
   * computed, where the contract says {@code block}. Empty if the gate is open.
   *
   * @param gate the registry's gate
   * @param results the results of its rules
   */
  public static List<QualityResult> closedBy(Gate gate, List<QualityResult> results) {
    if (gate == Gate.WARN) {
      return List.of();
    }
    return results.stream()
        .filter(result -> result.rule().error())
        .filter(
            result -> result.state() == QualityState.FAILED || result.state() == QualityState.ERROR)
        .toList();
  }

  /**
   * The refusal of a run, to be thrown.
   *
   * @param closing what closed the gates, at least one result
   * @param runId the run, to look the results up
   */
  public static HeduiException refusal(List<QualityResult> closing, String runId) {
    StringBuilder message =
        new StringBuilder("The quality gate is closed; the last published run stays in force.");
    for (QualityResult result : closing) {
      message
          .append(System.lineSeparator())
          .append("  ")
          .append(result.registry())
          .append(": ")
          .append(result.rule().id())
          .append(": ")
          .append(result.message().orElseThrow());
    }
    message
        .append(System.lineSeparator())
        .append("Correct the delivery, or the rule in schemas/contracts, and run again. More:")
        .append(System.lineSeparator())
        .append("  hedui sql \"SELECT * FROM ops.quality_result WHERE run_id = '")
        .append(runId)
        .append("' AND state IN ('failed', 'error')\"");
    return new HeduiException("QUALITY_GATE", 3, message.toString());
  }
}
