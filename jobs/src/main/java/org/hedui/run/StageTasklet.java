package org.hedui.run;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkContext;
import org.hedui.contract.HeduiException;
import org.hedui.lineage.RunLineage;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.JobInterruptedException;
import org.springframework.batch.core.StepContribution;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.core.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.repeat.RepeatStatus;

/** Runs one stage as one Spring Batch step and one Spark job group. */
final class StageTasklet implements Tasklet, StepExecutionListener {
  private static final Logger LOG = LoggerFactory.getLogger(StageTasklet.class);

  private final Stage stage;
  private final RunContext context;
  private final Runnable lockCheck;
  private final BooleanSupplier stopRequested;
  private final Progress progress;
  private final JobRepository repository;
  private final RunLineage lineage;

  /**
   * Prepares the step.
   *
   * @param lockCheck throws if the lake's lock was lost
   * @param stopRequested whether the run shall stop
   * @param repository where the progress is noted
   * @param lineage is told what the stage reads and writes
   */
  StageTasklet(
      Stage stage,
      RunContext context,
      Runnable lockCheck,
      BooleanSupplier stopRequested,
      Progress progress,
      JobRepository repository,
      RunLineage lineage) {
    this.stage = stage;
    this.context = context;
    this.lockCheck = lockCheck;
    this.stopRequested = stopRequested;
    this.progress = progress;
    this.repository = repository;
    this.lineage = lineage;
  }

  /**
   * Runs the stage and keeps its counts with the step.
   *
   * @throws JobInterruptedException if the run was asked to stop
   * @throws HeduiException if the stage failed; without a cause, since the job repository keeps the
   *     stack trace and Spark's messages may quote rows
   */
  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext chunk)
      throws JobInterruptedException {
    interruptIfRequested();
    lockCheck.run();
    SparkContext spark = context.spark().sparkContext();
    spark.setJobGroup(stage.name(), stage.name() + " " + context.businessDate(), true);
    LogContext.stage(stage.name());
    lineage.beginStage(stage.name());
    progress.start(stage.name());
    try (ProgressNote note =
        new ProgressNote(repository, contribution.getStepExecution(), progress::tasks)) {
      note.begin();
      StageReport report = stage.run(context);
      report.counts().forEach(contribution.getStepExecution().getExecutionContext()::putLong);
      progress.finish(report);
      lineage.endStage(stage.name(), Optional.empty());
      return RepeatStatus.FINISHED;
    } catch (Exception | Error e) {
      progress.fail(stage.name());
      lineage.endStage(stage.name(), Optional.of(Failure.of(e).toString()));
      interruptIfRequested();
      LOG.debug("The stage {} failed", stage.name(), e);
      throw Failure.of(e).toException();
    } finally {
      spark.clearJobGroup();
      LogContext.endStage();
    }
  }

  private void interruptIfRequested() throws JobInterruptedException {
    if (stopRequested.getAsBoolean()) {
      throw new JobInterruptedException("The run was asked to stop.");
    }
  }

  @Override
  public void beforeStep(StepExecution step) {
    StepFailure.clear(step.getExecutionContext());
    ProgressNote.clear(step.getExecutionContext());
  }

  /** Keeps the failure with the step, here and not above: a failed tasklet's context is undone. */
  @Override
  public ExitStatus afterStep(StepExecution step) {
    step.getFailureExceptions().stream()
        .findFirst()
        .ifPresent(failure -> StepFailure.write(Failure.of(failure), step.getExecutionContext()));
    return null;
  }
}
