package org.hedui.run;

import java.util.Comparator;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.item.ExecutionContext;

/** Why a step did not end well, kept in its execution context, so that `status` can tell. */
final class StepFailure {
  /** What is told of a step whose process died. */
  static final Failure KILLED = new Failure("KILLED", 1, "The process ended before the stage did.");

  private static final String CODE = "failure.code";
  private static final String EXIT_CODE = "failure.exitCode";
  private static final String MESSAGE = "failure.message";

  private StepFailure() {}

  /** Keeps the failure. */
  static void write(Failure failure, ExecutionContext context) {
    context.putString(CODE, failure.code());
    context.putInt(EXIT_CODE, failure.exitCode());
    context.putString(MESSAGE, failure.message());
  }

  /** Forgets a failure: a restarted step begins with its predecessor's context. */
  static void clear(ExecutionContext context) {
    context.remove(CODE);
    context.remove(EXIT_CODE);
    context.remove(MESSAGE);
  }

  /** The step in which a run ended, or which it is in; empty if all steps are complete. */
  static Optional<StepExecution> lastOpenStep(JobExecution run) {
    return run.getStepExecutions().stream()
        .filter(step -> step.getStatus() != BatchStatus.COMPLETED)
        .max(Comparator.comparing(StepExecution::getId));
  }

  /** The failure kept with a run, if any. */
  static Optional<Failure> of(JobExecution run) {
    return lastOpenStep(run)
        .map(StepExecution::getExecutionContext)
        .filter(context -> context.containsKey(CODE))
        .map(
            context ->
                new Failure(
                    context.getString(CODE),
                    context.getInt(EXIT_CODE),
                    context.getString(MESSAGE)));
  }
}
