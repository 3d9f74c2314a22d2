package org.hedui.assess;

import java.util.Locale;

/** What became of a quality rule. */
public enum QualityState {
  /** The measured value keeps the threshold. */
  PASSED,
  /** The measured value breaks the threshold. */
  FAILED,
  /** There was nothing to measure: no delivery, no rows, no earlier delivery. */
  NOT_APPLICABLE,
  /** The value could not be computed. */
  ERROR;

  /** The state as tables write it, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
