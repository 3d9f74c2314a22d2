package org.hedui.run.schedule;

import java.time.Instant;

/**
 * One try at a slot.
 *
 * @param began when it began
 * @param ended when it ended; when it began, if nobody saw its end
 * @param outcome how it ended
 */
public record Firing(Instant began, Instant ended, Outcome outcome) {

  /** How a try ended. */
  public enum Outcome {
    /** Exit code 0. */
    DONE,
    /** Exit code 1, or the process died. */
    FAILED,
    /** Exit code 2: trying again would not help. */
    WRONG_USE,
    /** Exit code 3: trying again would not help. */
    REFUSED,
    /** Exit code 4: nothing was done. */
    LOCKED,
    /** The service was asked to stop, and stopped it. */
    INTERRUPTED,
    /** The service died before it ended. */
    LOST;

    /** What an exit code means. */
    public static Outcome of(int exitCode) {
      return switch (exitCode) {
        case 0 -> DONE;
        case 2 -> WRONG_USE;
        case 3 -> REFUSED;
        case 4 -> LOCKED;
        default -> FAILED;
      };
    }
  }
}
