package org.hedui.run.schedule;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A run of the lake, whoever began it.
 *
 * @param began when it began, or was last restarted
 * @param schemasHash hash of the schemas it uses
 */
public record PastRun(LocalDate businessDate, Instant began, State state, String schemasHash) {

  /** What became of a run. */
  public enum State {
    RUNNING,
    COMPLETED,
    REFUSED,
    FAILED,
    STOPPED,
    /** Its process died. */
    KILLED;

    /** Whether `restart` can continue it. */
    boolean unfinished() {
      return this == FAILED || this == STOPPED || this == KILLED;
    }
  }
}
