package org.hedui.run;

import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;

/**
 * The last line of a command that runs the pipeline. Schedulers read it, so it says in one form
 * what the exit code says: {@code hedui: run 20231130-1-ab12cd COMPLETED exit 0}.
 */
final class Ending {
  /** The commands that end with it. */
  static final Set<String> COMMANDS = Set.of("run", "restart", "demo", "backfill");

  private Optional<String> subject = Optional.empty();
  private boolean stopped;

  /**
   * The command works on something from now on.
   *
   * @param what such as a run and its id
   */
  void begin(String what) {
    subject = Optional.of(what);
    stopped = false;
  }

  /** The command works on nothing any more. */
  void forget() {
    subject = Optional.empty();
    stopped = false;
  }

  /** What it works on was asked to stop. */
  void stopped() {
    stopped = true;
  }

  /** Whether it was asked to stop. */
  boolean isStopped() {
    return stopped;
  }

  /** Prints the line, unless the command was only asked for help. */
  void print(PrintStream err, int exitCode) {
    if (subject.isPresent() || exitCode != ExitCodes.DONE) {
      err.printf("hedui: %s %s exit %d%n", subject.orElse("run -"), state(exitCode), exitCode);
    }
  }

  private String state(int exitCode) {
    if (stopped) {
      return "STOPPED";
    }
    return switch (exitCode) {
      case ExitCodes.DONE -> "COMPLETED";
      case ExitCodes.REFUSED -> "REFUSED";
      case ExitCodes.LOCKED -> "LOCKED";
      // A run that began and met a wrong setting on its way has failed.
      case ExitCodes.WRONG_USE -> subject.isPresent() ? "FAILED" : "WRONG_USE";
      default -> "FAILED";
    };
  }
}
