package org.hedui.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditLog;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeKey;
import org.hedui.lake.LakeLock;
import org.hedui.lake.LogDrafts;
import org.hedui.lake.SparkSessions;
import org.hedui.lineage.LineageTarget;
import org.hedui.lineage.RunLineage;
import org.hedui.report.RunFacts;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;

/** A run from the lake's lock to its summary: what `run`, `restart` and `demo` have in common. */
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private final Settings settings;
  private final Terminal terminal;
  private final List<Stage> stages;
  private final Ending ending;
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /**
   * A pipeline.
   *
   * @param stages each a step of the job
   * @param ending is told which run it is and whether it was stopped
   */
  Pipeline(Settings settings, Terminal terminal, List<Stage> stages, Ending ending) {
    this.settings = settings;
    this.terminal = terminal;
    this.stages = List.copyOf(stages);
    this.ending = ending;
  }

  /**
   * Runs all stages for a business date, as a new attempt.
   *
   * @param useUnconfirmed whether standards that no office has confirmed are used for money
   * @return the exit code
   * @throws HeduiException if the run cannot begin
   */
  int run(LocalDate businessDate, boolean useUnconfirmed) {
    String landing = settings.requiredLanding();
    Schemas schemas = SchemasLoader.require(settings.schemas());
    return underLock(
        schemas,
        history ->
            RunRequest.of(
                businessDate,
                settings.lake(),
                history.nextAttempt(businessDate),
                landing,
                schemas.hash(),
                useUnconfirmed));
  }

  /**
   * Continues a run from the stage it did not complete.
   *
   * @param businessDate the run's business date; empty for the newest run
   * @return the exit code
   * @throws HeduiException NOTHING_TO_RESTART, SCHEMAS_CHANGED, exit code 2
   */
  int restart(Optional<LocalDate> businessDate) {
    Schemas schemas = SchemasLoader.require(settings.schemas());
    return underLock(schemas, history -> unfinished(history, businessDate, schemas));
  }

  private RunRequest unfinished(
      RunHistory history, Optional<LocalDate> businessDate, Schemas schemas) {
    JobExecution newest =
        history
            .newest(businessDate)
            .filter(run -> run.getStatus() != BatchStatus.COMPLETED)
            .orElseThrow(
                () ->
                    new HeduiException(
                        "NOTHING_TO_RESTART",
                        ExitCodes.WRONG_USE,
                        "There is no unfinished run"
                            + businessDate.map(date -> " of " + date).orElse("")
                            + " in "
                            + settings.lake()
                            + "; `hedui run` makes a new one."));
    RunRequest request = RunRequest.of(newest.getJobParameters());
    if (!request.schemasHash().equals(schemas.hash())) {
      throw new HeduiException(
          "SCHEMAS_CHANGED",
          ExitCodes.WRONG_USE,
          "The schemas changed since run "
              + request.runId()
              + " began, so its finished stages no longer fit. Run anew: hedui run --business-date "
              + request.businessDate());
    }
    return request;
  }

  private int underLock(Schemas schemas, Function<RunHistory, RunRequest> choose) {
    settings.lake().folder().ifPresent(LakeFolder::makeWritable);
    // The key is looked at before anything is begun; executors read it by the same setting.
    Optional<Path> keyFile = LocalKey.of(settings, terminal);
    keyFile.ifPresent(file -> System.setProperty(PseudonymKey.FILE_PROPERTY, file.toString()));
    PseudonymKey key = PseudonymKey.lake();
    try (BatchRepository repository = BatchRepository.open(settings.database());
        LakeLock lock = LakeLock.acquire(settings.lake(), repository.dataSource(), holder("run"))) {
      RunHistory history = new RunHistory(repository, settings.lake());
      if (history.failAbandoned()) {
        settings.lake().folder().ifPresent(Pipeline::removeDrafts);
      }
      RunRequest request = choose.apply(history);
      lock.announce(holder("run " + request.runId()));
      ending.begin("run " + request.runId());
      try (RunLog log = openLog(request)) {
        return withSpark(schemas, key, keyFile, repository, lock, request, log);
      }
    }
  }

  private static void removeDrafts(Path lake) {
    try {
      LogDrafts.remove(lake);
    } catch (IOException | UncheckedIOException e) {
      // They are in nobody's way; the next run after a kill tries again.
      LOG.warn("What a killed run left in the logs of tables could not be removed", e);
    }
  }

  private RunLog openLog(RunRequest request) {
    return RunLog.open(
        settings.lake(),
        request.runId(),
        request.businessDate(),
        "json".equals(terminal.environment().get("HEDUI_LOG")));
  }

  private int withSpark(
      Schemas schemas,
      PseudonymKey key,
      Optional<Path> keyFile,
      BatchRepository repository,
      LakeLock lock,
      RunRequest request,
      RunLog log) {
    SparkSession spark = SparkSessions.open("hedui " + request.runId(), sparkSettings(keyFile));
    SparkSessions.fit(spark, request.landing());
    try (Progress progress = new Progress(terminal)) {
      spark.sparkContext().addSparkListener(progress);
      RunTelemetry telemetry = new RunTelemetry(terminal, settings.lake(), startedAt);
      spark.sparkContext().addSparkListener(telemetry.spark());
      LakeKey.require(
          settings.lake(), key.fingerprint(), spark.sparkContext().hadoopConfiguration());
      Lake lake = new Lake(spark, settings.lake().root(), schemas);
      RunContext context =
          new RunContext(
              lake,
              request.businessDate(),
              request.landing(),
              request.runId(),
              request.useUnconfirmed());
      RunRecord record = new RunRecord(lake, request, startedAt);
      RunAudit audit = new RunAudit(new AuditLog(lake, key), request);
      JobExecution execution;
      Optional<Failure> failure;
      try (StopSignal stop = new StopSignal(spark.sparkContext());
          RunLineage lineage =
              new RunLineage(
                  LineageTarget.of(terminal.environment()),
                  lake,
                  request.businessDate(),
                  request.landing())) {
        // From here on the lake says that this run is on, so it must also say how it ended.
        stop.listen();
        record.endOthers();
        record.running();
        audit.note("begins");
        lineage.begin();
        RunJob job = new RunJob(repository, stages, context, lock, progress, lineage, stop);
        execution = job.launch(request);
        failure = RunJob.failure(execution);
        lineage.end(failure.map(Failure::toString));
      }
      if (failure.equals(Optional.of(RunJob.STOPPED))) {
        ending.stopped();
      }
      RunClosing closing = new RunClosing(terminal, lake, repository, execution, request, failure);
      // A storage that is gone would be waited for at each of these; the next run ends the row.
      boolean reachable = failure.filter(Failure::isStorageGone).isEmpty();
      if (reachable) {
        closing.record(record);
        closing.audit(audit);
      }
      closing.tell(log);
      Optional<RunFacts> facts = reachable ? closing.report() : Optional.empty();
      telemetry.send(repository, execution, failure, facts);
      spark.sparkContext().removeSparkListener(telemetry.spark());
      return failure.map(Failure::exitCode).orElse(ExitCodes.DONE);
    } catch (Exception | Error e) {
      LOG.debug("The run failed", e);
      throw Failure.of(e).tracedIn(log.file()).toException();
    }
  }

  private Map<String, String> sparkSettings(Optional<Path> keyFile) {
    Map<String, String> conf = new HashMap<>(settings.sparkConf());
    settings.master().ifPresent(master -> conf.put("spark.master", master));
    // The path of the key, not the key: executors read the file at the same place.
    keyFile.ifPresent(
        file -> conf.putIfAbsent("spark.executorEnv.HEDUI_KEY_FILE", file.toString()));
    return conf;
  }

  private String holder(String what) {
    return "%s, process %d on %s, since %s"
        .formatted(
            what,
            ProcessHandle.current().pid(),
            host(),
            startedAt.atZone(ZoneId.systemDefault()).toLocalDateTime());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }
}
