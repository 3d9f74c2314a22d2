package org.hedui.reconcile;

import java.util.Arrays;
import java.util.List;

/** Where a case stands; the codes of the list {@code case_state}. */
public enum CaseState {
  /** Found, and nobody has answered. */
  NEW(true),
  /** A unit has it. */
  ASSIGNED(true),
  /** An answer could not be given yet; it is still owed. */
  VERIFYING(true),
  /** True; it stays open until a run finds it no more. */
  CONFIRMED(true),
  /** Not true of the evidence that was judged. */
  NOT_CONFIRMED(false),
  /** True and allowed, up to a day: it is counted, not worked. */
  EXEMPTED(false),
  /** True, and being put right. */
  RECTIFYING(true),
  /** True, and put right as far as people say; a run that finds it no more proves it. */
  RECTIFIED(false),
  /** Done with, whether a run finds it or not. */
  CLOSED(false),
  /** Found again, found with other evidence, or no longer exempt: it has to be answered anew. */
  REOPENED(true),
  /** A run found it no more. */
  AUTO_CLEARED(false);

  private final boolean open;

  CaseState(boolean open) {
    this.open = open;
  }

  /** Whether somebody still has to work the case. */
  public boolean isOpen() {
    return open;
  }

  /** The names of the states in which a case is to be worked. */
  public static List<String> open() {
    return Arrays.stream(values()).filter(CaseState::isOpen).map(CaseState::name).toList();
  }
}
