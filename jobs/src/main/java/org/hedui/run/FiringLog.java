package org.hedui.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.hedui.lake.LakeAddress;
import org.hedui.run.schedule.Firing;
import org.hedui.run.schedule.PastRun;
import org.hedui.run.schedule.Slot;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobExecutionException;
import org.springframework.batch.core.JobInstance;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;

/**
 * What the service did for each slot, kept in the job repository beside the runs: a slot is a job
 * instance, a try one of its executions.
 */
final class FiringLog {
  private static final String JOB = "hedui-schedule";

  private final BatchRepository repository;
  private final LakeAddress lake;

  /** Opens the log of one lake. */
  FiringLog(BatchRepository repository, LakeAddress lake) {
    this.repository = repository;
    this.lake = lake;
  }

  /** The tries at a slot in order. */
  List<Firing> of(Slot slot) {
    return executions(slot).stream().map(FiringLog::firing).toList();
  }

  /**
   * The runs of the lake, newest first.
   *
   * @param most so many of them
   * @param locked whether somebody holds the lake's lock
   */
  List<PastRun> runs(int most, boolean locked) {
    return new RunHistory(repository, lake)
        .runs(most).stream()
            .map(
                run -> {
                  RunRequest request = RunRequest.of(run.getJobParameters());
                  return new PastRun(
                      request.businessDate(),
                      instant(run.getCreateTime()),
                      PastRun.State.valueOf(RunState.of(run, locked).name()),
                      request.schemasHash());
                })
            .toList();
  }

  /**
   * A try begins. One that is open has lost its service.
   *
   * @return id of the try
   */
  long begin(Slot slot) {
    executions(slot).stream()
        .filter(JobExecution::isRunning)
        .forEach(lost -> end(lost, Firing.Outcome.LOST));
    try {
      JobExecution execution = repository.jobs().createJobExecution(JOB, parameters(slot));
      execution.setStatus(BatchStatus.STARTED);
      execution.setStartTime(now());
      repository.jobs().update(execution);
      return execution.getId();
    } catch (JobExecutionException e) {
      throw new IllegalStateException("The try at " + slot.job().name() + " cannot be kept.", e);
    }
  }

  /** A try has ended. */
  void end(long id, Firing.Outcome outcome) {
    end(repository.explorer().getJobExecution(id), outcome);
  }

  private void end(JobExecution execution, Firing.Outcome outcome) {
    execution.setStatus(
        outcome == Firing.Outcome.DONE ? BatchStatus.COMPLETED : BatchStatus.FAILED);
    execution.setExitStatus(new ExitStatus(outcome.name()));
    execution.setEndTime(now());
    repository.jobs().update(execution);
  }

  private List<JobExecution> executions(Slot slot) {
    JobInstance instance = repository.explorer().getJobInstance(JOB, parameters(slot));
    return instance == null
        ? List.of()
        : repository.explorer().getJobExecutions(instance).stream()
            .sorted(Comparator.comparing(JobExecution::getId))
            .toList();
  }

  private static Firing firing(JobExecution execution) {
    Instant began = instant(execution.getCreateTime());
    return execution.isRunning()
        ? new Firing(began, began, Firing.Outcome.LOST)
        : new Firing(
            began,
            instant(execution.getEndTime()),
            Firing.Outcome.valueOf(execution.getExitStatus().getExitCode()));
  }

  private JobParameters parameters(Slot slot) {
    return new JobParametersBuilder()
        .addString("lake", lake.root())
        .addString("job", slot.job().name())
        .addString("fire", slot.fire().toString())
        .toJobParameters();
  }

  // Spring Batch keeps local times.
  private static Instant instant(LocalDateTime time) {
    return time.atZone(ZoneId.systemDefault()).toInstant();
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneId.systemDefault());
  }
}
