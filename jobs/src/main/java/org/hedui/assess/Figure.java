package org.hedui.assess;

/** A number that Deequ was asked for. */
sealed interface Figure {

  /**
   * The number.
   *
   * @param value a count, or a share from 0 to 1
   */
  record Known(double value) implements Figure {

    /** The value as a count. */
    long count() {
      return Math.round(value);
    }
  }

  /**
   * There is no number.
   *
   * @param reason why, without any value of a row
   */
  record Unknown(String reason) implements Figure {}
}
