package org.hedui.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.hedui.lake.LakeAddress;
import org.hedui.metrics.MetricsTarget;
import org.hedui.metrics.RunEnd;
import org.hedui.metrics.RunMetrics;
import org.hedui.metrics.SparkTotals;
import org.hedui.report.RunFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;

/** What those who watch are told when a run has ended, whether well or not. */
final class RunTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(RunTelemetry.class);

  /** Among so many newest runs the last completed one is looked for. */
  private static final int NEWEST_RUNS = 50;

  private final SparkTotals spark = new SparkTotals();
  private final Terminal terminal;
  private final LakeAddress lake;
  private final Instant startedAt;

  /** Prepares for a run. */
  RunTelemetry(Terminal terminal, LakeAddress lake, Instant startedAt) {
    this.terminal = terminal;
    this.lake = lake;
    this.startedAt = startedAt;
  }

  /** Counts what Spark does. */
  SparkTotals spark() {
    return spark;
  }

  /** Hands the metrics over. That they cannot be is told, and is no failure of the run. */
  void send(
      BatchRepository repository,
      JobExecution execution,
      Optional<Failure> failure,
      Optional<RunFacts> facts) {
    MetricsTarget target = MetricsTarget.of(terminal.environment());
    if (!target.isNamed()) {
      return;
    }
    try {
      target.send(lake.root(), RunMetrics.text(end(repository, execution, failure, facts)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | LinkageError e) {
      LOG.debug("The metrics could not be handed over", e);
      terminal
          .err()
          .printf(
              "hedui: the run has ended, but its metrics could not be handed over (%s): check"
                  + " HEDUI_METRICS_FILE and HEDUI_METRICS_PUSH.%n",
              e.getClass().getSimpleName());
    }
  }

  private RunEnd end(
      BatchRepository repository,
      JobExecution execution,
      Optional<Failure> failure,
      Optional<RunFacts> facts) {
    Instant now = Instant.now();
    return new RunEnd(
        lake.root(),
        RunRequest.of(execution.getJobParameters()).businessDate(),
        RunState.of(execution, true).name(),
        failure.map(Failure::exitCode).orElse(ExitCodes.DONE),
        now,
        Duration.between(startedAt, now),
        StageTimes.of(repository, execution),
        facts,
        lastCompleted(repository),
        spark.totals(),
        heapPeak());
  }

  private Optional<Instant> lastCompleted(BatchRepository repository) {
    return new RunHistory(repository, lake)
        .runs(NEWEST_RUNS).stream()
            .filter(run -> run.getStatus() == BatchStatus.COMPLETED)
            .map(run -> run.getEndTime().atZone(ZoneId.systemDefault()).toInstant())
            .max(Instant::compareTo);
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(peak -> peak.getUsed())
        .sum();
  }
}
