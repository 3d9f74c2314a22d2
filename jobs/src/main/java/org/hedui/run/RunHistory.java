package org.hedui.run;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hedui.lake.LakeAddress;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobInstance;
import org.springframework.batch.core.StepExecution;

/** The runs of one lake, as the job repository knows them. */
final class RunHistory {
  /** Name of the one Spring Batch job. */
  static final String JOB = "hedui";

  private static final int PAGE = 200;

  private final BatchRepository repository;
  private final LakeAddress lake;

  /** Opens the history of one lake; a repository may serve several. */
  RunHistory(BatchRepository repository, LakeAddress lake) {
    this.repository = repository;
    this.lake = lake;
  }

  /** The last execution of every run, newest run first. */
  List<JobExecution> runs() {
    return runs(Integer.MAX_VALUE);
  }

  /** The last execution of the newest runs, newest run first: of years, reading all takes long. */
  List<JobExecution> runs(int most) {
    List<JobExecution> runs = new ArrayList<>();
    List<JobInstance> page;
    int start = 0;
    do {
      page = repository.explorer().getJobInstances(JOB, start, PAGE);
      page.stream()
          .map(repository.explorer()::getJobExecutions)
          .flatMap(
              executions ->
                  executions.stream().max(Comparator.comparing(JobExecution::getId)).stream())
          .filter(run -> lake.root().equals(run.getJobParameters().getString("lake")))
          .forEach(runs::add);
      start += PAGE;
    } while (page.size() == PAGE && runs.size() < most);
    return runs.subList(0, Math.min(most, runs.size()));
  }

  /** The number that the next run of a business date bears. */
  long nextAttempt(LocalDate businessDate) {
    return 1
        + runsOf(businessDate)
            .mapToLong(run -> RunRequest.of(run.getJobParameters()).attempt())
            .max()
            .orElse(0);
  }

  /**
   * The run that a restart continues: the newest of the business date, or of all.
   *
   * @param businessDate the business date, empty for any
   */
  Optional<JobExecution> newest(Optional<LocalDate> businessDate) {
    return businessDate.map(this::runsOf).orElseGet(() -> runs().stream()).findFirst();
  }

  private Stream<JobExecution> runsOf(LocalDate businessDate) {
    return runs().stream()
        .filter(run -> businessDate.equals(run.getJobParameters().getLocalDate("businessDate")));
  }

  /**
   * Marks runs as failed whose process died: the repository still calls them running. Only the
   * holder of the lake's lock may call this, since only the lock proves that they are dead. So are
   * those whose end the repository did not take in, because it was away then.
   *
   * @return whether there were any
   */
  boolean failAbandoned() {
    List<JobExecution> abandoned = runs().stream().filter(RunHistory::isAbandoned).toList();
    for (JobExecution run : abandoned) {
      LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
      for (StepExecution step : run.getStepExecutions()) {
        if (isAbandoned(step.getStatus())) {
          step.setStatus(BatchStatus.FAILED);
          step.setExitStatus(ExitStatus.FAILED);
          step.setEndTime(now);
          StepFailure.write(StepFailure.KILLED, step.getExecutionContext());
          repository.jobs().update(step);
          repository.jobs().updateExecutionContext(step);
        }
      }
      run.setStatus(BatchStatus.FAILED);
      run.setExitStatus(ExitStatus.FAILED);
      run.setEndTime(now);
      repository.jobs().update(run);
    }
    return !abandoned.isEmpty();
  }

  private static boolean isAbandoned(JobExecution run) {
    return isAbandoned(run.getStatus())
        || run.getStepExecutions().stream().anyMatch(step -> isAbandoned(step.getStatus()));
  }

  private static boolean isAbandoned(BatchStatus status) {
    return status.isRunning() || status == BatchStatus.STOPPING || status == BatchStatus.UNKNOWN;
  }
}
