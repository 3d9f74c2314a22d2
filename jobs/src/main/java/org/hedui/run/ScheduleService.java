package org.hedui.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.hedui.contract.Schedule;
import org.hedui.contract.SchemasLoader;
import org.hedui.lake.LakeLock;
import org.hedui.run.schedule.Due;
import org.hedui.run.schedule.FireTimes;
import org.hedui.run.schedule.Firing;
import org.hedui.run.schedule.Slot;
import org.hedui.run.schedule.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due, one thing after the other, each in a process of its own. The job repository is
 * open only between two of them: an H2 file that the service served would die with it, under the
 * hands of its child.
 */
final class ScheduleService {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleService.class);
  private static final Duration TICK = Duration.ofSeconds(15);

  /** More than are made between a slot and the decision about it. */
  private static final int NEWEST_RUNS = 200;

  private final Schedule schedule;
  private final FireTimes times;
  private final Settings settings;
  private final SameProgram program;
  private final List<String> sparkOptions;
  private final ServiceStop stop;
  private final Heartbeat heartbeat;

  /**
   * Prepares the service.
   *
   * @param sparkOptions options {@code --conf} that each run is given
   */
  ScheduleService(
      Schedule schedule,
      FireTimes times,
      Settings settings,
      SameProgram program,
      List<String> sparkOptions,
      ServiceStop stop,
      Heartbeat heartbeat) {
    this.schedule = schedule;
    this.times = times;
    this.settings = settings;
    this.program = program;
    this.sparkOptions = List.copyOf(sparkOptions);
    this.stop = stop;
    this.heartbeat = heartbeat;
  }

  /** Serves until it is asked to stop. */
  void serve() throws InterruptedException {
    schedule.jobs().forEach(this::announce);
    while (!stop.isRequested()) {
      heartbeat.beat("waiting");
      try {
        Optional<Task> task = due(Instant.now()).stream().findFirst();
        if (task.isPresent()) {
          perform(task.get());
          continue;
        }
      } catch (RuntimeException | IOException e) {
        // A database that is down, a disk that is full: both may be mended while the service lives.
        LOG.warn("The schedule cannot be followed at the moment: {}", Failure.of(e));
      }
      stop.await(untilNext());
    }
    LOG.info("The schedule was asked to stop");
  }

  /**
   * Does what is due now and no more.
   *
   * @return the exit code: of the first task that did not end well, else that all is done
   */
  int once() throws IOException, InterruptedException {
    int exitCode = ExitCodes.DONE;
    List<Slot> tried = new ArrayList<>();
    while (!stop.isRequested()) {
      Optional<Task> task =
          due(Instant.now()).stream().filter(due -> !tried.contains(due.slot())).findFirst();
      if (task.isEmpty()) {
        return exitCode;
      }
      tried.add(task.get().slot());
      int code = perform(task.get());
      exitCode = exitCode == ExitCodes.DONE ? code : exitCode;
    }
    return ExitCodes.FAILED;
  }

  /** What is due at a time, oldest first. */
  List<Task> due(Instant now) {
    List<List<Slot>> windows = schedule.jobs().stream().map(job -> times.newest(job, now)).toList();
    if (settings.database().isMissing()) {
      return new Due(slot -> List.of(), List.of(), () -> "").tasks(windows, now);
    }
    try (BatchRepository repository = BatchRepository.open(settings.database())) {
      FiringLog log = new FiringLog(repository, settings.lake());
      boolean locked = LakeLock.holder(settings.lake(), repository.dataSource()).isPresent();
      return new Due(
              log::of,
              log.runs(NEWEST_RUNS, locked),
              () -> SchemasLoader.require(settings.schemas()).hash())
          .tasks(windows, now);
    }
  }

  private int perform(Task task) throws IOException, InterruptedException {
    List<String> words = words(task);
    String what = describe(task.slot());
    long id = keep(log -> log.begin(task.slot()));
    LOG.info("{} begins: hedui {}", what, words.get(0));
    Process process = program.start(words);
    stop.child(process);
    while (!process.waitFor(TICK.toSeconds(), TimeUnit.SECONDS)) {
      heartbeat.beat(what);
    }
    stop.child(null);
    Firing.Outcome outcome = outcome(process.exitValue());
    keep(
        log -> {
          log.end(id, outcome);
          return id;
        });
    LOG.info("{} ended: {}, exit {}", what, outcome, process.exitValue());
    return process.exitValue();
  }

  private Firing.Outcome outcome(int exitCode) {
    Firing.Outcome outcome = Firing.Outcome.of(exitCode);
    // What was stopped ends as failed; a stop that came too late changes nothing.
    return stop.isRequested() && outcome == Firing.Outcome.FAILED
        ? Firing.Outcome.INTERRUPTED
        : outcome;
  }

  private long keep(ToLongFunction<FiringLog> work) {
    try (BatchRepository repository = BatchRepository.open(settings.database())) {
      return work.applyAsLong(new FiringLog(repository, settings.lake()));
    }
  }

  private List<String> words(Task task) {
    if (task.slot().job().work() instanceof Schedule.Command command) {
      return command.words();
    }
    Schedule.Run run = (Schedule.Run) task.slot().job().work();
    List<String> words = new ArrayList<>();
    words.add(task.kind() == Task.Kind.RESTART ? "restart" : "run");
    words.add("--business-date=" + task.slot().businessDate().orElseThrow());
    if (task.kind() == Task.Kind.RUN) {
      run.landing().or(settings::landing).ifPresent(landing -> words.add("--landing=" + landing));
    }
    words.addAll(sparkOptions);
    return words;
  }

  private void announce(Schedule.Job job) {
    times
        .next(job, Instant.now())
        .ifPresent(
            slot ->
                LOG.info(
                    "{} begins next at {}", describe(slot), slot.fire().atZone(schedule.zone())));
  }

  /** A slot for people. */
  static String describe(Slot slot) {
    return slot.job().name() + slot.businessDate().map(date -> " of " + date).orElse("");
  }

  private Duration untilNext() {
    Instant now = Instant.now();
    return schedule.jobs().stream()
        .flatMap(job -> times.next(job, now).stream())
        .map(slot -> Duration.between(now, slot.fire()))
        .filter(wait -> wait.compareTo(TICK) < 0)
        .min(Duration::compareTo)
        .orElse(TICK);
  }
}
