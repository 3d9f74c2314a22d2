package org.hedui.run;

import java.util.List;
import java.util.Optional;
import org.hedui.lake.LakeLock;
import org.hedui.lineage.RunLineage;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.support.transaction.ResourcelessTransactionManager;

/**
 * The Spring Batch job of a run, a step a stage.
 *
 * @param lock is checked before every stage
 * @param lineage is told what the stages read and write
 * @param stop ends the job between two stages and cancels what Spark does for one; closed with the
 *     job
 */
record RunJob(
    BatchRepository repository,
    List<Stage> stages,
    RunContext context,
    LakeLock lock,
    Progress progress,
    RunLineage lineage,
    StopSignal stop) {
  /** The run was asked to stop. */
  static final Failure STOPPED =
      new Failure("STOPPED", ExitCodes.FAILED, "The run was asked to stop.");

  private static final Failure UNFINISHED =
      new Failure("UNFINISHED", ExitCodes.FAILED, "The run ended before its last stage did.");

  /**
   * Runs the stages that are not complete yet.
   *
   * @throws Exception if the job repository does not take the job; a stage that fails does not
   *     throw
   */
  JobExecution launch(RunRequest request) throws Exception {
    try (stop) {
      stop.cancelJobs();
      SimpleJob job = new SimpleJob(RunHistory.JOB);
      job.setJobRepository(repository.jobs());
      stages.forEach(stage -> job.addStep(step(stage)));
      TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
      launcher.setJobRepository(repository.jobs());
      launcher.afterPropertiesSet();
      return launcher.run(job, request.toJobParameters());
    }
  }

  private Step step(Stage stage) {
    StageTasklet tasklet =
        new StageTasklet(
            stage, context, lock::check, stop::isRequested, progress, repository.jobs(), lineage);
    // A stage may take hours and writes to Delta only: it must not hold a database transaction.
    return new StepBuilder(stage.name(), repository.jobs())
        .tasklet(tasklet, new ResourcelessTransactionManager())
        .listener(tasklet)
        .build();
  }

  /** Why a job did not complete; empty if it did. */
  static Optional<Failure> failure(JobExecution execution) {
    return switch (execution.getStatus()) {
      case COMPLETED -> Optional.empty();
      case STOPPED -> Optional.of(STOPPED);
      default ->
          Optional.of(
              StepFailure.of(execution)
                  .or(
                      () ->
                          execution.getAllFailureExceptions().stream().findFirst().map(Failure::of))
                  .orElse(UNFINISHED));
    };
  }
}
