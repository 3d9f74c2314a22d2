package org.hedui.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hedui.assess.QualityResult.Measurement;
import org.hedui.contract.Contract.Gate;
import org.hedui.contract.HeduiException;
import org.hedui.contract.QualityRule;
import org.hedui.contract.QualityRule.Comparison;
import org.hedui.contract.QualityRule.Metric;
import org.junit.jupiter.api.Test;

class QualityGateTest {
  private static final QualityRule ERROR = rule(true);
  private static final QualityRule WARNING = rule(false);

  @Test
  void failedAndUncomputedErrorRulesCloseABlockingGate() {
    QualityResult failed = failed(ERROR);
    QualityResult uncomputed = QualityResult.error("member", ERROR, "Spark stopped.");
    assertThat(QualityGate.closedBy(Gate.BLOCK, List.of(passed(ERROR), failed, uncomputed)))
        .containsExactly(failed, uncomputed);
  }

  @Test
  void warningsAndWhatDoesNotApplyLeaveTheGateOpen() {
    QualityResult inapplicable = QualityResult.notApplicable("member", ERROR, "No delivery.");
    assertThat(
            QualityGate.closedBy(
                Gate.BLOCK,
                List.of(
                    passed(ERROR),
                    failed(WARNING),
                    QualityResult.error("member", WARNING, "Spark stopped."),
                    inapplicable)))
        .isEmpty();
  }

  @Test
  void aWarningGateIsNeverClosed() {
    assertThat(QualityGate.closedBy(Gate.WARN, List.of(failed(ERROR)))).isEmpty();
  }

  @Test
  void theRefusalNamesRegistryRuleValueThresholdAndWhereToLook() {
    HeduiException refusal = QualityGate.refusal(List.of(failed(ERROR)), "run-7");
    assertThat(refusal.code()).isEqualTo("QUALITY_GATE");
    assertThat(refusal.exitCode()).isEqualTo(3);
    assertThat(refusal)
        .hasMessageContaining(
            "member: member.name.complete: 23.46 % (19 of 81 rows), must be <= 20 %")
        .hasMessageContaining("the last published run stays in force")
        .hasMessageContaining("schemas/contracts")
        .hasMessageContaining(
            "hedui sql \"SELECT * FROM ops.quality_result WHERE run_id = 'run-7'");
  }

  private static QualityRule rule(boolean error) {
    return new QualityRule(
        "member.name.complete",
        Metric.NULL_VALUES,
        List.of("name"),
        "",
        Comparison.LESS_OR_EQUAL,
        20,
        true,
        error,
        "completeness",
        "");
  }

  private static QualityResult failed(QualityRule rule) {
    return QualityResult.measured("member", rule, false, new Measurement(1900.0 / 81, 19, 81));
  }

  private static QualityResult passed(QualityRule rule) {
    return QualityResult.measured("member", rule, true, new Measurement(0, 0, 81));
  }
}
