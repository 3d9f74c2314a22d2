package org.hedui.assess;

/** How many rows break a rule. */
sealed interface Tally {

  /**
   * Rows were counted.
   *
   * @param violations rows that break the rule
   * @param rows rows considered
   */
  record Counted(long violations, long rows) implements Tally {

    /** Share of the rows that keep the rule, from 0 to 1; not a number if there are no rows. */
    double kept() {
      return (rows - violations) / (double) rows;
    }
  }

  /**
   * Rows could not be counted.
   *
   * @param reason why, without any value of a row
   */
  record Unknown(String reason) implements Tally {}
}
