package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hedui.contract.Schedule;
import org.hedui.contract.ScheduleReader;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.WorkingDays;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.hedui.run.schedule.FireTimes;
import org.hedui.run.schedule.Slot;
import org.hedui.run.schedule.Task;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hedui schedule}: a service that runs what is due in one lake. */
@Command(
    name = "schedule",
    description =
        "Serves a lake: begins runs and other commands when they are due, one at a time, makes up"
            + " for those that were missed, and continues what was stopped.")
final class ScheduleCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "What is run when: YAML, see docs/schedule.md.")
  private Path config;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description =
          "Folder or s3a:// address of the deliveries of runs that name none. Environment:"
              + " HEDUI_LANDING.")
  private String landing;

  @ArgGroup private Mode mode = new Mode();

  @Option(
      names = "--heartbeat",
      paramLabel = "FILE",
      description = "A file that is written anew every 15 seconds, for a health check.")
  private Path heartbeat;

  @Mixin private SettingsOptions options = new SettingsOptions();

  private static final class Mode {
    @Option(names = "--once", description = "Do what is due now, then end.")
    private boolean once;

    @Option(names = "--plan", description = "Only print what is due and what comes next.")
    private boolean plan;
  }

  ScheduleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.resolve(terminal.environment(), landing, Optional.empty());
    Schedule schedule = ScheduleReader.read(config, commands(), FireTimes::isCron);
    WorkingDays workingDays = WorkingDays.of(SchemasLoader.require(settings.schemas()));
    FireTimes times = new FireTimes(schedule.zone(), workingDays);
    ServiceStop stop = new ServiceStop();
    ScheduleService service =
        new ScheduleService(
            schedule,
            times,
            settings,
            new SameProgram(environment(settings)),
            options.sparkOptions(),
            stop,
            new Heartbeat(Optional.ofNullable(heartbeat)));
    if (mode.plan) {
      plan(schedule, times, service.due(Instant.now()));
      return ExitCodes.DONE;
    }
    // Of a lake in a folder the lock needs no database.
    try (BatchRepository repository =
            settings.lake().folder().isPresent()
                ? null
                : BatchRepository.open(settings.database());
        LakeLock lock =
            LakeLock.acquire(
                new LakeAddress(settings.lake().internal("schedule")),
                repository == null ? null : repository.dataSource(),
                "schedule, process " + ProcessHandle.current().pid())) {
      lock.check();
      stop.listen();
      if (mode.once) {
        return service.once();
      }
      service.serve();
      return ExitCodes.DONE;
    }
  }

  private Set<String> commands() {
    Set<String> commands = new HashSet<>(spec.commandLine().getParent().getSubcommands().keySet());
    commands.remove(spec.name());
    return commands;
  }

  /** What children need to know of our options. */
  private static Map<String, String> environment(Settings settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HEDUI_LAKE", settings.lake().root());
    environment.put("HEDUI_SCHEMAS", settings.schemas().toString());
    settings.master().ifPresent(master -> environment.put("HEDUI_MASTER", master));
    settings.keyFile().ifPresent(file -> environment.put("HEDUI_KEY_FILE", file.toString()));
    if (settings.database().file().isEmpty()) {
      environment.put("HEDUI_JDBC_URL", settings.database().url());
      environment.put("HEDUI_JDBC_USER", settings.database().user());
    }
    return environment;
  }

  private void plan(Schedule schedule, FireTimes times, List<Task> due) {
    Instant now = Instant.now();
    TextTable table = new TextTable(List.of("job", "begins", "business date", "does"));
    due.forEach(task -> row(table, schedule, task.slot(), "now: " + task.kind()));
    schedule
        .jobs()
        .forEach(
            job -> times.next(job, now).ifPresent(slot -> row(table, schedule, slot, "later")));
    table.lines().forEach(terminal.out()::println);
  }

  private static void row(TextTable table, Schedule schedule, Slot slot, String does) {
    table.row(
        List.of(
            slot.job().name(),
            slot.fire().atZone(schedule.zone()).toLocalDateTime().toString().replace('T', ' '),
            slot.businessDate().map(Object::toString).orElse(""),
            does));
  }
}
