package org.hedui.casework;

import java.time.LocalDate;
import java.util.Optional;
import org.hedui.reconcile.Verdict;

/**
 * An answer about a case, as far as a workbook alone can tell that it is right.
 *
 * @param place cell of the case's number
 * @param exceptionId the case
 * @param version the version that was answered
 * @param note what the reviewer noted
 * @param exemption what a policy exemption rests on; there if the verdict is EXEMPT
 */
record CaseAnswer(
    String place,
    String exceptionId,
    String version,
    Verdict verdict,
    Optional<String> note,
    Optional<Exemption> exemption) {

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
}
