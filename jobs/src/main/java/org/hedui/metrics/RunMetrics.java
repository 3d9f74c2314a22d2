package org.hedui.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hedui.report.RunFacts;

/** The metrics of a run that has ended. What each means tells docs/schedule.md. */
public final class RunMetrics {
  private static final List<String> STATES = List.of("COMPLETED", "FAILED", "REFUSED", "STOPPED");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private RunMetrics(String lake) {
    registry.config().commonTags("lake", lake);
  }

  /** The metrics in Prometheus' text format. */
  public static String text(RunEnd end) {
    RunMetrics metrics = new RunMetrics(end.lake());
    metrics.run(end);
    metrics.spark(end);
    end.stages().forEach(metrics::stage);
    end.facts().ifPresent(metrics::facts);
    return metrics.registry.scrape();
  }

  private void run(RunEnd end) {
    for (String state : STATES) {
      gauge(
          "hedui_run_state",
          "1 for the state in which the last run ended",
          state.equals(end.state()) ? 1 : 0,
          "state",
          state);
    }
    gauge("hedui_run_exit_code", "Exit code of the last run", end.exitCode());
    gauge("hedui_run_ended_timestamp_seconds", "When the last run ended", seconds(end.ended()));
    gauge("hedui_run_duration_seconds", "How long the last run took", end.took().toMillis() / 1e3);
    gauge(
        "hedui_run_business_date_timestamp_seconds",
        "Business date of the last run, midnight UTC",
        seconds(end.businessDate()));
    end.lastCompleted()
        .ifPresent(
            time ->
                gauge(
                    "hedui_run_last_completed_timestamp_seconds",
                    "When a run was last completed and published",
                    seconds(time)));
    gauge("hedui_heap_peak_bytes", "Heap used at most by the last run", end.heapPeak());
  }

  private void spark(RunEnd end) {
    SparkTotals.Totals spark = end.spark();
    Map<String, Long> bytes =
        Map.of(
            "read", spark.read(),
            "written", spark.written(),
            "shuffle_read", spark.shuffleRead(),
            "shuffle_written", spark.shuffleWritten(),
            "spilled_memory", spark.spilledMemory(),
            "spilled_disk", spark.spilledDisk());
    bytes.forEach(
        (kind, value) ->
            gauge("hedui_spark_bytes", "Bytes that the run's tasks moved", value, "kind", kind));
    gauge("hedui_spark_tasks", "Tasks of the run", spark.tasks(), "state", "ok");
    gauge("hedui_spark_tasks", "Tasks of the run", spark.failed(), "state", "failed");
  }

  private void stage(RunFacts.StageTime stage) {
    stage
        .seconds()
        .ifPresent(
            seconds ->
                gauge(
                    "hedui_stage_duration_seconds",
                    "How long a stage took",
                    seconds,
                    "stage",
                    stage.name()));
  }

  private void facts(RunFacts facts) {
    deliveries(facts.deliveries());
    for (RunFacts.Quality quality : facts.quality()) {
      quality(quality, "failed", quality.failed());
      quality(quality, "unmeasured", quality.unmeasured());
    }
    facts
        .links()
        .ifPresent(
            links -> {
              gauge("hedui_persons", "Persons found", links.persons());
              gauge("hedui_households", "Households found", links.households());
              gauge("hedui_reviews_waiting", "Pairs that wait for a reviewer", links.waiting());
            });
    facts.cases().ifPresent(this::cases);
  }

  private void deliveries(List<RunFacts.Delivery> deliveries) {
    long unknown = 0;
    for (RunFacts.Delivery delivery : deliveries) {
      if (delivery.titleZh().isEmpty()) {
        // A folder may be called anything: its name is no label.
        unknown += delivery.seen();
        continue;
      }
      rows(delivery, "in", delivery.rowsIn());
      rows(delivery, "loaded", delivery.rowsLoaded());
      rows(delivery, "quarantined", delivery.rowsQuarantined());
      rows(delivery, "duplicate", delivery.rowsDuplicate());
      delivery
          .overdue()
          .ifPresent(
              late ->
                  gauge(
                      "hedui_feed_overdue",
                      "1 if rule FIL-01 finds the registry late",
                      late ? 1 : 0,
                      "registry",
                      delivery.registry()));
    }
    gauge(
        "hedui_files_of_unknown_registries",
        "Files in folders that are named after no registry",
        unknown);
  }

  private void rows(RunFacts.Delivery delivery, String state, long rows) {
    gauge("hedui_rows", "Delivered rows", rows, "registry", delivery.registry(), "state", state);
  }

  private void quality(RunFacts.Quality quality, String state, long rules) {
    gauge(
        "hedui_quality_rules",
        "Quality rules of a contract that did not pass",
        rules,
        "registry",
        quality.registry(),
        "state",
        state);
  }

  private void cases(RunFacts.Cases cases) {
    cases
        .bySeverity()
        .forEach(
            severity ->
                gauge(
                    "hedui_cases_open",
                    "Open cases",
                    severity.flow().open(),
                    "severity",
                    severity.severity()));
    gauge("hedui_cases_overdue", "Open cases past their due date", cases.total().overdue());
  }

  private void gauge(String name, String help, Number value, String... labels) {
    Gauge.builder(name, () -> value).description(help).tags(Tags.of(labels)).register(registry);
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }

  private static long seconds(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }
}
