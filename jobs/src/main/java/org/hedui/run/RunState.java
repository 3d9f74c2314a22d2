package org.hedui.run;

import org.springframework.batch.core.JobExecution;

/** What became of a run, as people are told. */
enum RunState {
  RUNNING,
  COMPLETED,
  REFUSED,
  FAILED,
  STOPPED,
  /** Its process died. */
  KILLED;

  /**
   * The state of a run.
   *
   * @param locked whether somebody holds the lake's lock: without it nobody is alive to run
   */
  static RunState of(JobExecution run, boolean locked) {
    if (run.isRunning() || run.isStopping()) {
      return locked ? RUNNING : KILLED;
    }
    return switch (run.getStatus()) {
      case COMPLETED -> COMPLETED;
      case STOPPED -> STOPPED;
      default -> StepFailure.of(run).map(RunState::of).orElse(FAILED);
    };
  }

  private static RunState of(Failure failure) {
    if (failure.exitCode() == ExitCodes.REFUSED) {
      return REFUSED;
    }
    return failure.code().equals(StepFailure.KILLED.code()) ? KILLED : FAILED;
  }
}
