package org.hedui.casework;

import java.time.LocalDate;
import java.util.Optional;
import org.hedui.reconcile.CaseStep;
import org.hedui.reconcile.Verdict;

/**
 * What a row of a workbook decides about a case, as far as the workbook alone can tell that it is
 * right: an answer, a step, or both.
 *
 * @param place cell of the case's number
 * @param exceptionId the case
 * @param version the version that was answered
 * @param verdict the answer, if one is given
 * @param note what the reviewer noted
 * @param exemption what a policy exemption rests on; there if the verdict is EXEMPT
 * @param progress the step taken, if there is one
 */
record CaseAnswer(
    String place,
    String exceptionId,
    String version,
    Optional<Verdict> verdict,
    Optional<String> note,
    Optional<Exemption> exemption,
    Optional<Progress> progress) {

  /**
   * A policy exemption.
   *
   * @param reasonPlace cell of the reason
   * @param reason the reason as written: which ones there are depends on the case's rule
   * @param document number of the document that allows it
   * @param approver who approved it
   * @param untilPlace cell of the last day
   * @param until last day it holds
   */
  record Exemption(
      String reasonPlace,
      String reason,
      String document,
      String approver,
      String untilPlace,
      LocalDate until) {}

  /**
   * A step.
   *
   * @param place cell of the step
   * @param unit who has the case from now on; there if the step is ASSIGNED
   */
  record Progress(String place, CaseStep step, Optional<String> unit) {}
}
