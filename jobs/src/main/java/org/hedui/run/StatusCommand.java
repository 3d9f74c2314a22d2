package org.hedui.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.ingest.DeliveryDates;
import org.hedui.lake.LakeLock;
import org.springframework.batch.core.JobExecution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui status}: the runs of a lake and its feeds, from the job repository and a look. */
@Command(
    name = "status",
    description =
        "Shows the runs of a lake, how they ended, how far the one is that is on, and which feeds"
            + " are overdue.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Print JSON; its shape: docs/schedule.md.")
  private boolean json;

  @Option(
      names = "--last",
      defaultValue = "20",
      paramLabel = "N",
      description = "Show the newest N runs. Default: ${DEFAULT-VALUE}.")
  private int last;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description =
          "Folder or s3a:// address whose deliveries are looked at; that of the newest run if none"
              + " is named. Environment: HEDUI_LANDING.")
  private String landing;

  @Mixin private SettingsOptions options = new SettingsOptions();

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings =
        options.resolve(terminal.environment(), landing, Optional.of(DemoCommand.lake(terminal)));
    LakeStatus status = status(settings);
    if (json) {
      terminal.out().println(new ObjectMapper().writeValueAsString(status));
    } else {
      status.lines().forEach(terminal.out()::println);
    }
    return ExitCodes.DONE;
  }

  private LakeStatus status(Settings settings) {
    if (settings.database().isMissing()) {
      return withFeeds(settings, null, List.of(), settings.landing());
    }
    try (BatchRepository repository = BatchRepository.open(settings.database())) {
      String holder = LakeLock.holder(settings.lake(), repository.dataSource()).orElse(null);
      List<JobExecution> runs = new RunHistory(repository, settings.lake()).runs(last);
      return withFeeds(
          settings,
          holder,
          runs.stream().map(run -> LakeStatus.Run.of(repository, run, holder != null)).toList(),
          settings
              .landing()
              .or(
                  () ->
                      runs.stream()
                          .findFirst()
                          .map(run -> RunRequest.of(run.getJobParameters()).landing())));
    }
  }

  /** That feeds cannot be looked at is told, and is no failure of looking at the runs. */
  private static LakeStatus withFeeds(
      Settings settings, String holder, List<LakeStatus.Run> runs, Optional<String> landing) {
    String lake = settings.lake().root();
    try {
      List<LakeStatus.Feed> feeds = null;
      if (landing.isPresent()) {
        feeds = feeds(settings, landing.get());
      }
      String unknown = feeds == null ? "No landing folder is named and no run tells of one." : null;
      return new LakeStatus(lake, holder, runs, feeds, unknown);
    } catch (HeduiException e) {
      return new LakeStatus(lake, holder, runs, null, Failure.of(e).toString());
    }
  }

  private static List<LakeStatus.Feed> feeds(Settings settings, String landing) {
    Schemas schemas = SchemasLoader.require(settings.schemas());
    if (!schemas.rules().containsKey(FeedState.RULE)) {
      return List.of();
    }
    return FeedState.of(
            DeliveryDates.list(
                landing, List.copyOf(schemas.contracts().values()), HadoopSettings.of(settings)),
            schemas.rules().get(FeedState.RULE),
            LocalDate.now(ZoneId.systemDefault()))
        .stream()
        .map(LakeStatus.Feed::of)
        .toList();
  }
}
