package org.hedui.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.StepExecution;

/**
 * What `status` tells of a lake. Its JSON is made of these names, which docs/schedule.md explains:
 * they stay, and new ones may be added.
 *
 * @param lake address of the lake
 * @param lock who holds its lock; null if nobody does
 * @param runs the newest runs, newest first
 * @param feeds registries that were ever delivered; null if that could not be found out
 * @param feedsUnknown why not; null if it could
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record LakeStatus(String lake, String lock, List<Run> runs, List<Feed> feeds, String feedsUnknown) {

  /** Keeps the lists as they are: null says that a thing is not known. */
  LakeStatus {
    runs = List.copyOf(runs);
  }

  /**
   * A run.
   *
   * @param stage the stage it is in, or ended in; empty if all are complete
   * @param message why it failed; empty if it did not
   * @param progress how far it is; null unless it is on
   */
  record Run(
      String runId,
      String businessDate,
      long attempt,
      String state,
      String started,
      String duration,
      String stage,
      String message,
      List<Step> steps,
      Progress progress) {

    static Run of(BatchRepository repository, JobExecution run, boolean locked) {
      RunRequest request = RunRequest.of(run.getJobParameters());
      RunState state = RunState.of(run, locked);
      LocalDateTime started = Optional.ofNullable(run.getStartTime()).orElse(run.getCreateTime());
      Optional<StepExecution> open = StepFailure.lastOpenStep(run);
      return new Run(
          request.runId(),
          request.businessDate().toString(),
          request.attempt(),
          state.name(),
          started.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '),
          secondsBetween(started, run.getEndTime()) + " s",
          open.map(StepExecution::getStepName).orElse(""),
          StepFailure.of(run).map(Failure::toString).orElse(""),
          StageTimes.of(repository, run).stream()
              .map(
                  time ->
                      new Step(
                          time.name(), time.state(), time.seconds().orElse(null), time.counts()))
              .toList(),
          state == RunState.RUNNING ? open.map(Progress::of).orElse(null) : null);
    }
  }

  /**
   * A stage of a run.
   *
   * @param seconds how long it took; null if it has not ended
   * @param counts what it counted
   */
  record Step(String stage, String state, Long seconds, Map<String, Long> counts) {}

  /**
   * How far a run is.
   *
   * @param seconds how long the stage has been on
   * @param tasks Spark's tasks of the stage that have ended; null in its first seconds
   */
  record Progress(String stage, long seconds, Long tasks) {
    static Progress of(StepExecution step) {
      OptionalLong tasks = ProgressNote.of(step);
      return new Progress(
          step.getStepName(),
          secondsBetween(
              Optional.ofNullable(step.getStartTime()).orElse(step.getCreateTime()), null),
          tasks.isPresent() ? tasks.getAsLong() : null);
    }
  }

  /** A registry, as {@link FeedState} has it. */
  record Feed(String registry, String newest, long daysSince, long daysAllowed, boolean overdue) {
    static Feed of(FeedState feed) {
      return new Feed(
          feed.registry(),
          feed.newest().toString(),
          feed.daysSince(),
          feed.daysAllowed(),
          feed.overdue());
    }
  }

  /** The status for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (runs.isEmpty()) {
      lines.add("There are no runs in " + lake);
    } else {
      TextTable table =
          new TextTable(
              List.of("run", "business date", "attempt", "state", "started", "took", "stage"));
      runs.forEach(
          run ->
              table.row(
                  List.of(
                      run.runId(),
                      run.businessDate(),
                      String.valueOf(run.attempt()),
                      run.state(),
                      run.started(),
                      run.duration(),
                      run.stage())));
      lines.addAll(table.lines());
    }
    runs.stream()
        .filter(run -> !run.message().isEmpty())
        .forEach(run -> lines.add(run.runId() + ": " + run.message()));
    runs.stream().filter(run -> run.progress() != null).forEach(run -> lines.add(progress(run)));
    if (lock != null) {
      lines.add("The lake is locked by " + lock);
    }
    if (feeds != null) {
      feeds.stream()
          .filter(Feed::overdue)
          .forEach(
              feed ->
                  lines.add(
                      "Overdue: %s, last delivered %s, %d days ago (%d allowed)"
                          .formatted(
                              feed.registry(),
                              feed.newest(),
                              feed.daysSince(),
                              feed.daysAllowed())));
    }
    return lines;
  }

  private static String progress(Run run) {
    String done =
        run.steps().stream()
            .filter(step -> step.seconds() != null && step.state().equals("COMPLETED"))
            .map(step -> step.stage() + " " + step.seconds() + " s")
            .collect(Collectors.joining(", "));
    return "%s: in %s for %d s%s%s"
        .formatted(
            run.runId(),
            run.progress().stage(),
            run.progress().seconds(),
            run.progress().tasks() == null ? "" : ", " + run.progress().tasks() + " tasks done",
            done.isEmpty() ? "" : "; before: " + done);
  }

  private static long secondsBetween(LocalDateTime from, LocalDateTime to) {
    LocalDateTime end =
        Optional.ofNullable(to).orElseGet(() -> LocalDateTime.now(ZoneId.systemDefault()));
    return Duration.between(from, end).toSeconds();
  }
}
