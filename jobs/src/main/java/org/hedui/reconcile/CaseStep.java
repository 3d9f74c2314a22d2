package org.hedui.reconcile;

import java.util.Optional;

/** How far the work on a case has come; the codes of the list {@code case_step}. */
public enum CaseStep {
  /** 已分派: a unit has it. */
  ASSIGNED(CaseState.ASSIGNED),
  /** 整改中: what was found true is being put right. */
  RECTIFYING(CaseState.RECTIFYING),
  /** 已整改: it has been put right. */
  RECTIFIED(CaseState.RECTIFIED),
  /** 销号: nothing is left to do. */
  CLOSED(CaseState.CLOSED);

  private final CaseState state;

  CaseStep(CaseState state) {
    this.state = state;
  }

  /** The state of a case that took the step. */
  public CaseState state() {
    return state;
  }

  /**
   * Whether a case may take the step.
   *
   * @param from where it stands
   * @param verdict the answer that stands
   */
  public boolean follows(CaseState from, Optional<Verdict> verdict) {
    boolean over = from == CaseState.CLOSED || from == CaseState.AUTO_CLEARED;
    return switch (this) {
      case ASSIGNED -> from.isOpen();
      case RECTIFYING, RECTIFIED -> !over && verdict.equals(Optional.of(Verdict.CONFIRMED));
      case CLOSED ->
          from == CaseState.RECTIFIED
              || from == CaseState.NOT_CONFIRMED
              || from == CaseState.EXEMPTED;
    };
  }
}
