package org.hedui.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.lake.LakeLock;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.StepExecution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui status}: the runs of a lake, from the job repository alone. */
@Command(
    name = "status",
    description = "Shows the runs of a lake, how they ended, and the one that is on.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private SettingsOptions options = new SettingsOptions();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One run, as shown. */
  private record Line(
      String runId,
      String businessDate,
      long attempt,
      String state,
      String started,
      String duration,
      String stage,
      String message) {}

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    if (settings.database().isMissing()) {
      print(settings, List.of(), Optional.empty());
      return ExitCodes.DONE;
    }
    try (BatchRepository repository = BatchRepository.open(settings.database())) {
      Optional<String> holder = LakeLock.holder(settings.lake(), repository.dataSource());
      List<Line> runs =
          new RunHistory(repository, settings.lake())
              .runs().stream().map(run -> line(run, holder.isPresent())).toList();
      print(settings, runs, holder);
    }
    return ExitCodes.DONE;
  }

  private void print(Settings settings, List<Line> runs, Optional<String> holder)
      throws JsonProcessingException {
    if (json) {
      Map<String, Object> status = new LinkedHashMap<>();
      status.put("lake", settings.lake().root());
      status.put("lock", holder.orElse(null));
      status.put("runs", runs);
      terminal.out().println(new ObjectMapper().writeValueAsString(status));
      return;
    }
    if (runs.isEmpty()) {
      terminal.out().println("There are no runs in " + settings.lake());
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
      table.lines().forEach(terminal.out()::println);
      runs.stream()
          .filter(run -> !run.message().isEmpty())
          .forEach(run -> terminal.out().println(run.runId() + ": " + run.message()));
    }
    holder.ifPresent(who -> terminal.out().println("The lake is locked by " + who));
  }

  private static Line line(JobExecution run, boolean locked) {
    RunRequest request = RunRequest.of(run.getJobParameters());
    Optional<Failure> failure = StepFailure.of(run);
    LocalDateTime started = Optional.ofNullable(run.getStartTime()).orElse(run.getCreateTime());
    LocalDateTime ended =
        Optional.ofNullable(run.getEndTime())
            .orElseGet(() -> LocalDateTime.now(ZoneId.systemDefault()));
    return new Line(
        request.runId(),
        request.businessDate().toString(),
        request.attempt(),
        RunState.of(run, locked).name(),
        started.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '),
        Duration.between(started, ended).toSeconds() + " s",
        StepFailure.lastOpenStep(run).map(StepExecution::getStepName).orElse(""),
        failure.map(Failure::toString).orElse(""));
  }
}
