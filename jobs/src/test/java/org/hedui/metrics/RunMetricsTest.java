package org.hedui.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hedui.report.RunFacts;
import org.hedui.report.TestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a run, their format and their way out. */
class RunMetricsTest {
  @TempDir private Path folder;

  private static RunEnd end(String state, int exitCode, Optional<RunFacts> facts) {
    return new RunEnd(
        "/data/my \"lake\"",
        LocalDate.of(2023, 11, 30),
        state,
        exitCode,
        Instant.ofEpochSecond(1_700_000_000),
        Duration.ofMillis(1500),
        facts.map(RunFacts::stages).orElse(List.of()),
        facts,
        Optional.empty(),
        new SparkTotals.Totals(7, 1, 10, 20, 30, 40, 50, 60),
        123);
  }

  @Test
  void factsBecomeNumbers() {
    Map<String, Double> samples =
        Exposition.parse(RunMetrics.text(end("COMPLETED", 0, Optional.of(TestFacts.published()))));
    String lake = "lake=\"/data/my \\\"lake\\\"\"";
    assertThat(samples)
        .containsEntry("hedui_run_state{" + lake + ",state=\"COMPLETED\"}", 1.0)
        .containsEntry("hedui_run_state{" + lake + ",state=\"FAILED\"}", 0.0)
        .containsEntry("hedui_run_duration_seconds{" + lake + "}", 1.5)
        .containsEntry("hedui_stage_duration_seconds{" + lake + ",stage=\"ingest\"}", 75.0)
        .containsEntry(
            "hedui_rows{" + lake + ",registry=\"poverty_register\",state=\"quarantined\"}", 4.0)
        .containsEntry("hedui_feed_overdue{" + lake + ",registry=\"school\"}", 1.0)
        .containsEntry("hedui_spark_bytes{kind=\"spilled_disk\"," + lake + "}", 60.0);
  }

  @Test
  void noNameOfAFolderOrFileIsALabel() {
    String text = RunMetrics.text(end("COMPLETED", 0, Optional.of(TestFacts.published())));
    assertThat(text).doesNotContain("script", ".csv").contains("hedui_files_of_unknown_registries");
    assertThat(text).doesNotContainPattern("[\\p{IsHan}]");
  }

  @Test
  void aRunWhoseFactsAreUnknownStillTellsHowItEnded() {
    Map<String, Double> samples =
        Exposition.parse(RunMetrics.text(end("FAILED", 1, Optional.empty())));
    assertThat(samples.keySet()).noneMatch(name -> name.contains("last_completed"));
    assertThat(samples.entrySet())
        .anyMatch(e -> e.getKey().startsWith("hedui_run_exit_code") && e.getValue() == 1);
  }

  @Test
  void theFileIsReplacedAndNothingIsLeftBeside() throws Exception {
    Path file = folder.resolve("hedui.prom");
    MetricsTarget target =
        MetricsTarget.of(Map.of("HEDUI_METRICS_FILE", file.toString(), "HEDUI_METRICS_PUSH", " "));
    target.send("lake", "a 1\n");
    target.send("lake", "a 2\n");
    assertThat(file).hasContent("a 2");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    assertThat(MetricsTarget.of(Map.of()).isNamed()).isFalse();
  }

  @Test
  void aPushgatewayGetsThemUnderTheLakesName() throws Exception {
    AtomicReference<String> got = new AtomicReference<>();
    AtomicInteger answer = new AtomicInteger(202);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          got.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      MetricsTarget target = new MetricsTarget(Optional.empty(), Optional.of(address));
      target.send("/lake", "a 1\n");
      assertThat(got.get()).isEqualTo("PUT /metrics/job/hedui/lake@base64/L2xha2U a 1\n");
      answer.set(400);
      assertThatThrownBy(() -> target.send("/lake", "a 1\n"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("400");
    } finally {
      server.stop(0);
    }
  }
}
