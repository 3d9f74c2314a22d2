package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hedui.Fixtures;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own, with real runs of the sample county. */
@Tag("slow")
class ScheduleServiceTest {
  @TempDir private Path folder;
  private Path lake;
  private Path config;
  private Process service;

  @BeforeEach
  void prepare() throws IOException {
    lake = folder.resolve("lake");
    // The run is one that was missed long ago; the other job begins every twenty seconds.
    config =
        Files.writeString(
            folder.resolve("schedule.yaml"),
            """
            zone: Asia/Shanghai
            jobs:
              - name: yearly
                cron: "0 0 2 1 12 *"
                since: 2023-01-01
                run: {business_date: day_before}
              - name: look
                cron: "*/20 * * * * *"
                since: 2023-01-01
                command: [status]
            """);
  }

  @AfterEach
  void end() {
    if (service != null) {
      service.descendants().forEach(ProcessHandle::destroyForcibly);
      service.destroyForcibly();
    }
  }

  private void start() throws IOException {
    Process started =
        Child.start(
            Hedui.class,
            "schedule",
            "--config=" + config,
            "--lake=" + lake,
            "--landing=" + Fixtures.home().resolve("demo/landing"),
            "--heartbeat=" + folder.resolve("heartbeat"));
    Thread reader =
        new Thread(
            () -> {
              try (var said = started.inputReader(StandardCharsets.UTF_8)) {
                said.lines().forEach(System.out::println);
              } catch (IOException e) {
                System.out.println("The service says no more.");
              }
            });
    reader.setDaemon(true);
    reader.start();
    service = started;
  }

  private JsonNode status() throws IOException {
    TestTerminal terminal = new TestTerminal(Map.of());
    assertThat(terminal.execute(List.of(), "status", "--json", "--lake", lake.toString())).isZero();
    return new ObjectMapper().readTree(terminal.out());
  }

  private JsonNode awaitStatus(Predicate<JsonNode> expected)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(8));
    JsonNode status = status();
    while (!expected.test(status)) {
      assertThat(Instant.now()).as(status.toString()).isBefore(end);
      Thread.sleep(500);
      status = status();
    }
    return status;
  }

  private void terminate() throws InterruptedException {
    // Not by the process itself, which would close its output.
    service.toHandle().destroy();
    assertThat(service.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(service.exitValue()).isZero();
  }

  @Test
  void aRunThatWasStoppedWithTheServiceIsContinuedByTheNext() throws Exception {
    start();
    JsonNode running =
        awaitStatus(status -> status.at("/runs/0/progress/stage").asText().equals("link"));
    assertThat(running.get("lock").asText()).contains("run 20251130-1-");
    assertThat(folder.resolve("heartbeat")).content().contains("yearly of 2025-11-30");
    terminate();
    JsonNode stopped = status();
    assertThat(stopped.at("/runs/0/state").asText()).isEqualTo("STOPPED");
    assertThat(LakeLock.holder(new LakeAddress(lake.toString()), null)).isEmpty();

    start();
    JsonNode done = awaitStatus(status -> status.at("/runs/0/state").asText().equals("COMPLETED"));
    terminate();
    assertThat(done.get("runs")).hasSize(1);
    assertThat(done.at("/runs/0/runId")).isEqualTo(running.at("/runs/0/runId"));
    assertThat(done.at("/runs/0/steps")).hasSize(7);
    assertThat(done.at("/feeds/0/overdue").asBoolean()).isTrue();
    System.out.println("schedule: stopped in link, continued, one run: " + done.get("runs"));
  }

  @Test
  void aRunThatOutlivesItsServiceIsNotMadeTwice() throws Exception {
    start();
    awaitStatus(status -> status.at("/runs/0/progress/stage").asText().equals("standardise"));
    service.toHandle().destroyForcibly();
    service.waitFor();
    start();
    JsonNode done = awaitStatus(status -> status.at("/runs/0/state").asText().equals("COMPLETED"));
    // Long enough for the service to decide once more.
    Thread.sleep(20_000);
    assertThat(status().get("runs")).hasSize(1);
    terminate();
    System.out.println("schedule: killed, its run ended by itself: " + done.at("/runs/0/state"));
  }

  @Test
  void onceDoesWhatIsDueAndNoMore() throws IOException {
    Files.writeString(
        config,
        """
        zone: Asia/Shanghai
        jobs:
          - name: look
            cron: "0 0 2 1 12 *"
            since: 2023-01-01
            command: [rules]
          - name: wrong
            cron: "0 0 3 1 12 *"
            since: 2023-01-01
            command: [run, --business-date=tomorrow]
            retry: {times: 9, after_minutes: 0}
        """);
    String[] once = {"schedule", "--once", "--config=" + config, "--lake=" + lake};
    assertThat(new TestTerminal(Map.of()).execute(List.of(), once)).isEqualTo(2);
    // Both are over: the one is done, and trying the other again would not help.
    assertThat(new TestTerminal(Map.of()).execute(List.of(), once)).isZero();
    try (LakeLock other =
        LakeLock.acquire(new LakeAddress(lake + "/_hedui/schedule"), null, "another service")) {
      other.check();
      assertThat(new TestTerminal(Map.of()).execute(List.of(), once)).isEqualTo(4);
    }
  }
}
