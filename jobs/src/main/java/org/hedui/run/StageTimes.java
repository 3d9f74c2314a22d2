package org.hedui.run;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hedui.report.RunFacts;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.StepExecution;

/** How long each stage of a run took, as the job repository knows it. */
final class StageTimes {
  private StageTimes() {}

  /** The stages in order; of one that was repeated, the last time. */
  static List<RunFacts.StageTime> of(BatchRepository repository, JobExecution run) {
    Map<String, StepExecution> last = new LinkedHashMap<>();
    repository.explorer().getJobExecutions(run.getJobInstance()).stream()
        .map(JobExecution::getStepExecutions)
        .flatMap(Collection::stream)
        .sorted(Comparator.comparing(StepExecution::getId))
        .forEach(step -> last.put(step.getStepName(), step));
    return last.values().stream().map(StageTimes::time).toList();
  }

  /** The stages of the run with that id; none if the repository does not know it. */
  static List<RunFacts.StageTime> of(BatchRepository repository, RunHistory history, String runId) {
    return history.runs().stream()
        .filter(run -> RunRequest.of(run.getJobParameters()).runId().equals(runId))
        .findFirst()
        .map(run -> of(repository, run))
        .orElse(List.of());
  }

  private static RunFacts.StageTime time(StepExecution step) {
    Map<String, Long> counts = new TreeMap<>();
    step.getExecutionContext()
        .toMap()
        .forEach(
            (name, value) -> {
              if (value instanceof Long count) {
                counts.put(name, count);
              }
            });
    return new RunFacts.StageTime(
        step.getStepName(),
        step.getStatus().name(),
        step.getStartTime() == null || step.getEndTime() == null
            ? Optional.empty()
            : Optional.of(Duration.between(step.getStartTime(), step.getEndTime()).toSeconds()),
        counts);
  }
}
