package org.hedui.run;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.WorkingDays;
import org.hedui.ingest.DeliveryDates;
import org.hedui.lake.LakeLock;
import org.hedui.run.schedule.Backfill;
import org.hedui.run.schedule.PastRun;
import org.hedui.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui backfill}: the runs of several business dates, in ascending order. */
@Command(
    name = "backfill",
    description = {
      "Runs the business dates of a period that need it, in ascending order. If a later date was",
      "completed before, it is run once more at the end: readers see the run that was published",
      "last."
    })
final class BackfillCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final List<Stage> stages;
  private final Ending ending;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "First business date.")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "Last business date.")
  private LocalDate to;

  @Option(
      names = "--only",
      defaultValue = "missing",
      paramLabel = "WHICH",
      description =
          "missing: dates of which no run was completed; failed: those of them that were tried;"
              + " all: every date, once more. Default: ${DEFAULT-VALUE}.")
  private Backfill.Only only;

  @Option(
      names = "--dates",
      defaultValue = "deliveries",
      paramLabel = "WHICH",
      description =
          "The dates in question: deliveries (something was delivered on them), working_days,"
              + " month_ends or days. Default: ${DEFAULT-VALUE}.")
  private Dates dates;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "Folder or s3a:// address of the deliveries. Environment: HEDUI_LANDING.")
  private String landing;

  @Option(names = "--keep-going", description = "Go on with the next date after one that failed.")
  private boolean keepGoing;

  @Option(names = "--dry-run", description = "Only print which dates would run.")
  private boolean dryRun;

  @Mixin private SettingsOptions options = new SettingsOptions();

  BackfillCommand(Terminal terminal, List<Stage> stages, Ending ending) {
    this.terminal = terminal;
    this.stages = stages;
    this.ending = ending;
  }

  /** The dates in question. */
  private enum Dates {
    DELIVERIES,
    WORKING_DAYS,
    MONTH_ENDS,
    DAYS
  }

  @Override
  public Integer call() {
    Settings settings = options.resolve(terminal.environment(), landing, Optional.empty());
    if (to.isBefore(from)) {
      throw new HeduiException(
          "PERIOD_REVERSED",
          ExitCodes.WRONG_USE,
          "The period ends on " + to + ", before it begins: exchange --from and --to.");
    }
    Schemas schemas = SchemasLoader.require(settings.schemas());
    List<Backfill.Step> steps = Backfill.plan(dates(settings, schemas), only, runs(settings));
    print(steps);
    return dryRun || steps.isEmpty() ? ExitCodes.DONE : run(settings, steps);
  }

  private int run(Settings settings, List<Backfill.Step> steps) {
    int exitCode = ExitCodes.DONE;
    int done = 0;
    for (Backfill.Step step : steps) {
      ending.forget();
      int code;
      try {
        code = new Pipeline(settings, terminal, stages, ending).run(step.businessDate(), false);
      } catch (HeduiException e) {
        code = e.exitCode();
        terminal.err().println("hedui: " + Failure.of(e));
      }
      ending.print(terminal.err(), code);
      done += code == ExitCodes.DONE ? 1 : 0;
      exitCode = exitCode == ExitCodes.DONE ? code : exitCode;
      if (code != ExitCodes.DONE && (!keepGoing || ending.isStopped())) {
        break;
      }
    }
    boolean stopped = ending.isStopped();
    ending.begin("backfill %d/%d".formatted(done, steps.size()));
    if (stopped) {
      ending.stopped();
    }
    return exitCode;
  }

  private NavigableSet<LocalDate> dates(Settings settings, Schemas schemas) {
    WorkingDays workingDays = WorkingDays.of(schemas);
    return switch (dates) {
      case DELIVERIES -> deliveries(settings, schemas).subSet(from, true, to, true);
      case WORKING_DAYS -> days().filter(workingDays::isWorked).collect(toSet());
      case MONTH_ENDS ->
          days().filter(day -> day.getMonth() != day.plusDays(1).getMonth()).collect(toSet());
      case DAYS -> days().collect(toSet());
    };
  }

  private Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  private static Collector<LocalDate, ?, NavigableSet<LocalDate>> toSet() {
    return Collectors.toCollection(TreeSet::new);
  }

  private static NavigableSet<LocalDate> deliveries(Settings settings, Schemas schemas) {
    String landing = settings.requiredLanding();
    Configuration conf = HadoopSettings.of(settings);
    return DeliveryDates.list(landing, List.copyOf(schemas.contracts().values()), conf)
        .values()
        .stream()
        .flatMap(NavigableSet::stream)
        .collect(toSet());
  }

  private static List<PastRun> runs(Settings settings) {
    if (settings.database().isMissing()) {
      return List.of();
    }
    try (BatchRepository repository = BatchRepository.open(settings.database())) {
      boolean locked = LakeLock.holder(settings.lake(), repository.dataSource()).isPresent();
      return new FiringLog(repository, settings.lake()).runs(Integer.MAX_VALUE, locked);
    }
  }

  private void print(List<Backfill.Step> steps) {
    if (steps.isEmpty()) {
      terminal.out().println("No date from " + from + " to " + to + " needs a run.");
      return;
    }
    TextTable table = new TextTable(List.of("business date", "why"));
    steps.forEach(
        step -> table.row(List.of(step.businessDate().toString(), step.reason().toString())));
    table.lines().forEach(terminal.out()::println);
  }
}
