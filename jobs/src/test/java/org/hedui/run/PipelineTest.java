package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import org.hedui.metrics.Exposition;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run, its failure and its restart, on a real job repository in an H2 file. */
@ExtendWith(SparkTest.class)
class PipelineTest {
  @TempDir private Path folder;
  private Path lake;
  private Path schemas;
  private Path landing;

  @BeforeEach
  void prepare() throws IOException {
    lake = folder.resolve("my lake");
    schemas = TestSchemas.write(folder);
    landing = Files.createDirectory(folder.resolve("landing"));
  }

  private TestTerminal execute(int exitCode, List<? extends Stage> stages, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", schemas.toString()));
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--lake", lake.toString()));
    int actual = terminal.execute(List.copyOf(stages), all.toArray(String[]::new));
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private TestTerminal run(int exitCode, Stage... stages) {
    return execute(
        exitCode,
        List.of(stages),
        "run",
        "--business-date",
        "20231130",
        "--landing",
        landing.toString());
  }

  private List<String> opsRuns() {
    return SparkTest.session()
        .sql(
            "SELECT concat_ws(' ', attempt, state, message) FROM delta.`"
                + lake
                + "/ops/run` ORDER BY 1")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private JsonNode status() {
    try {
      return new ObjectMapper().readTree(execute(0, List.of(), "status", "--json").out());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRunGoesThroughAllStagesInOrderAndIsRecorded() {
    List<String> order = new ArrayList<>();
    AtomicReference<RunContext> seen = new AtomicReference<>();
    TestTerminal terminal =
        run(
            0,
            new ScriptedStage(
                "ingest",
                context -> {
                  order.add("ingest");
                  seen.set(context);
                }),
            new ScriptedStage("link", context -> order.add("link")));

    assertThat(order).containsExactly("ingest", "link");
    assertThat(seen.get().businessDate()).isEqualTo(LocalDate.of(2023, 11, 30));
    assertThat(seen.get().landing()).isEqualTo(landing.toString());
    assertThat(opsRuns()).containsExactly("1 COMPLETED");
    assertThat(terminal.out()).contains("Run " + seen.get().runId()).contains("./hedui sql");
    assertThat(lake.resolve("_hedui/lock.holder")).doesNotExist();
  }

  @Test
  void aRunIsNotHeldUpByAReportThatCannotBeWritten() throws IOException {
    Files.createDirectories(lake.resolve("_hedui"));
    Files.writeString(lake.resolve("_hedui/reports"), "in the way");

    TestTerminal terminal = run(0, ScriptedStage.idle("ingest"));

    assertThat(terminal.err()).contains("its report could not be written", "hedui report --lake");
    assertThat(opsRuns()).containsExactly("1 COMPLETED");
    Files.delete(lake.resolve("_hedui/reports"));
    assertThat(execute(0, List.of(), "report", "--business-date=2023-11-30").out())
        .contains("_hedui/reports/2023-11-30/");
    assertThat(execute(2, List.of(), "report", "--run=x").err()).contains("[REPORT_NO_RUN]");
  }

  @Test
  void aRunThatUsesUnconfirmedStandardsDoesSoWhenItIsRestarted() {
    AtomicReference<RunContext> seen = new AtomicReference<>();
    Stage broken =
        new ScriptedStage(
            "entitle",
            context -> {
              seen.set(context);
              throw new HeduiException("SOMETHING", 1, "Mend it.");
            });
    String[] options = {
      "--business-date", "20231130", "--landing", landing.toString(), "--use-unconfirmed"
    };
    execute(
        1,
        List.of(broken),
        Stream.concat(Stream.of("run"), Stream.of(options)).toArray(String[]::new));
    assertThat(seen.getAndSet(null).useUnconfirmed()).isTrue();

    execute(0, List.of(new ScriptedStage("entitle", seen::set)), "restart");
    assertThat(seen.getAndSet(null).useUnconfirmed()).isTrue();

    run(0, new ScriptedStage("entitle", seen::set));
    assertThat(seen.get().useUnconfirmed()).isFalse();
  }

  @Test
  void restartContinuesAtTheStageThatFailed() {
    ScriptedStage first = ScriptedStage.idle("ingest");
    ScriptedStage last = ScriptedStage.idle("publish");
    AtomicReference<String> failedRun = new AtomicReference<>();
    Stage broken =
        new ScriptedStage(
            "link",
            context -> {
              failedRun.set(context.runId());
              throw new HeduiException("SOMETHING", 1, "Mend it.");
            });
    TestTerminal terminal = run(1, first, broken, last);
    assertThat(terminal.err()).contains("hedui: [SOMETHING] Mend it.").contains("hedui restart");
    assertThat(opsRuns()).containsExactly("1 FAILED [SOMETHING] Mend it.");
    assertThat(status().at("/runs/0/state").asText()).isEqualTo("FAILED");
    assertThat(status().at("/runs/0/stage").asText()).isEqualTo("link");
    assertThat(status().at("/runs/0/message").asText()).isEqualTo("[SOMETHING] Mend it.");

    AtomicReference<RunContext> mended = new AtomicReference<>();
    execute(
        0,
        List.of(first, new ScriptedStage("link", mended::set), last),
        "restart",
        "--business-date",
        "2023-11-30");

    assertThat(first.runs()).isEqualTo(1);
    assertThat(last.runs()).isEqualTo(1);
    assertThat(mended.get().runId()).isEqualTo(failedRun.get());
    assertThat(mended.get().landing()).isEqualTo(landing.toString());
    assertThat(opsRuns()).containsExactly("1 COMPLETED");
    assertThat(status().at("/runs/0/message").asText()).isEmpty();
  }

  @Test
  void runMakesANewAttemptAndRestartFindsNothingUnfinished() {
    run(0, ScriptedStage.idle("ingest"));
    run(0, ScriptedStage.idle("ingest"));

    assertThat(opsRuns()).containsExactly("1 COMPLETED", "2 COMPLETED");
    assertThat(execute(2, List.of(), "restart").err()).contains("[NOTHING_TO_RESTART]");
  }

  @Test
  void aQualityGateRefusesWithItsOwnExitCode() {
    Stage gate =
        new ScriptedStage(
            "assess",
            context -> {
              throw new HeduiException("GATE_CLOSED", 3, "Too many blanks.");
            });
    run(3, gate);

    assertThat(opsRuns()).containsExactly("1 REFUSED [GATE_CLOSED] Too many blanks.");
    JsonNode run = status().at("/runs/0");
    assertThat(run.get("state").asText()).isEqualTo("REFUSED");
    String report = "_hedui/reports/2023-11-30/" + run.get("runId").asText() + ".html";
    assertThat(lake.resolve(report)).content().contains("[GATE_CLOSED] Too many blanks.");
    assertThat(lake.resolve("_hedui/reports/index.html")).exists();
  }

  @Test
  void anUnexpectedFailureShowsNoValueAnywhere() throws IOException {
    Stage broken =
        new ScriptedStage(
            "link",
            context -> {
              throw new IllegalStateException("张三 529901199001011234", new Error("李四"));
            });
    TestTerminal terminal = run(1, broken);

    assertThat(terminal.err()).contains("[UNEXPECTED]").contains(".log").doesNotContain("\tat ");
    String everything = terminal.err() + status();
    try (Stream<Path> files = Files.walk(lake.resolve("_hedui"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        everything += new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
      }
    }
    assertThat(everything).contains("IllegalStateException").contains("ScriptedStage.run");
    assertThat(everything).doesNotContain("张三", "李四", "529901199001011234");
  }

  @Test
  void changedSchemasForbidARestart() throws IOException {
    Stage broken =
        new ScriptedStage(
            "link",
            context -> {
              throw new HeduiException("SOMETHING", 1, "Mend it.");
            });
    run(1, broken);
    Files.writeString(
        schemas.resolve("codes/department.csv"),
        "code,zh,en,aliases,source\nSYS,系统,The system,,\n");

    assertThat(execute(2, List.of(broken), "restart").err()).contains("[SCHEMAS_CHANGED]");
  }

  @Test
  void anotherKeyThanTheLakesIsRefused() throws IOException {
    Files.createDirectories(lake.resolve("_hedui"));
    Files.writeString(lake.resolve("_hedui/key.fingerprint"), "0123456789abcdef");

    assertThat(run(2, ScriptedStage.idle("ingest")).err()).contains("[KEY_WRONG]");
  }

  @Test
  void aMachineThatWentDownInTheFirstRunDoesNotLockTheLake() throws IOException {
    Path fingerprint = lake.resolve("_hedui/key.fingerprint");
    Files.createDirectories(fingerprint.getParent());
    Files.createFile(fingerprint);

    run(0, ScriptedStage.idle("ingest"));

    assertThat(fingerprint).content().matches("[0-9a-f]{16}");
  }

  @Test
  void aSignalStopsTheRunAndLeavesItRestartable() {
    TestTerminal terminal = run(1, endless());

    assertThat(terminal.err()).contains("[STOPPED]").contains("hedui restart");
    assertThat(status().at("/runs/0/state").asText()).isEqualTo("STOPPED");
    execute(0, List.of(ScriptedStage.idle("link")), "restart");
    assertThat(opsRuns()).containsExactly("1 COMPLETED");
  }

  @Test
  void lineageIsToldToAServerAndAFile() throws IOException {
    Path file = folder.resolve("lineage.ndjson");
    List<JsonNode> got = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/lineage",
        exchange -> {
          got.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer k");
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.start();
    TableName person = TableName.of("silver.person");
    Stage writes =
        new ScriptedStage(
            "link",
            context ->
                context
                    .lake()
                    .replace(
                        person,
                        context.spark().sql("SELECT 'p' AS person_id, '张三' AS name"),
                        context.businessDate()));
    Stage breaks =
        new ScriptedStage(
            "publish",
            context -> {
              context.lake().read(person).count();
              throw new HeduiException("SOMETHING", 1, "Mend it.");
            });
    try {
      new TestTerminal(
              Map.of(
                  "HEDUI_SCHEMAS",
                  schemas.toString(),
                  "HEDUI_LINEAGE_FILE",
                  file.toString(),
                  "HEDUI_LINEAGE_TOKEN",
                  "k",
                  "HEDUI_LINEAGE_URL",
                  "http://127.0.0.1:" + server.getAddress().getPort()))
          .execute(
              List.of(writes, breaks),
              "run",
              "--business-date=20231130",
              "--landing=" + landing,
              "--lake=" + lake);
    } finally {
      server.stop(0);
    }

    assertThat(got)
        .extracting(e -> e.get("eventType").asText() + " " + e.at("/job/name").asText())
        .containsExactly(
            "START hedui.run",
            "START hedui.link",
            "COMPLETE hedui.link",
            "START hedui.publish",
            "FAIL hedui.publish",
            "FAIL hedui.run");
    assertThat(got).allMatch(e -> e.get("schemaURL").asText().contains("OpenLineage.json"));
    assertThat(got.get(2).at("/outputs/0/name").asText()).isEqualTo(lake + "/silver/person");
    assertThat(got.get(2).at("/outputs/0/facets/schema/fields/0/name").asText())
        .isEqualTo("person_id");
    assertThat(got.get(4).at("/inputs/0/name").asText()).isEqualTo(lake + "/silver/person");
    assertThat(got.get(4).at("/run/facets/parent/run/runId"))
        .isEqualTo(got.get(0).at("/run/runId"));
    assertThat(got.get(5).at("/run/facets/errorMessage/message").asText())
        .isEqualTo("[SOMETHING] Mend it.");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).isEqualTo(List.copyOf(got));
    assertThat(got.toString()).doesNotContain("张三");
  }

  /** A stage that asks its own process to end, and would never end itself. */
  static Stage endless() {
    return new ScriptedStage(
        "link",
        context -> {
          terminateThisProcess();
          context.spark().range(1_000_000_000_000L).selectExpr("sum(hash(id))").head();
        });
  }

  @Test
  void metricsAndLogLinesTellHowARunEnded() throws IOException {
    Path metrics = folder.resolve("hedui.prom");
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_SCHEMAS",
                schemas.toString(),
                "HEDUI_METRICS_FILE",
                metrics.toString(),
                "HEDUI_METRICS_PUSH",
                "http://127.0.0.1:1",
                "HEDUI_LOG",
                "json"));
    Stage broken =
        new ScriptedStage(
            "link",
            context -> {
              context.spark().range(1000).selectExpr("sum(id)").head();
              throw new IllegalStateException("张三 529901199001011234");
            });
    terminal.execute(
        List.of(broken),
        "run",
        "--business-date=20231130",
        "--landing=" + landing,
        "--lake=" + lake);

    assertThat(terminal.err()).contains("its metrics could not be handed over (ConnectException)");
    Map<String, Double> samples = Exposition.parse(Files.readString(metrics));
    assertThat(samples.entrySet())
        .anyMatch(e -> e.getKey().contains("state=\"FAILED\"") && e.getValue() == 1)
        .anyMatch(e -> e.getKey().startsWith("hedui_run_exit_code") && e.getValue() == 1)
        .anyMatch(e -> e.getKey().startsWith("hedui_spark_tasks") && e.getValue() > 0)
        .anyMatch(e -> e.getKey().contains("stage=\"link\""));
    String runId = status().at("/runs/0/runId").asText();
    List<String> lines = Files.readAllLines(lake.resolve("_hedui/logs/" + runId + ".log"));
    for (String line : lines) {
      JsonNode json = new ObjectMapper().readTree(line);
      assertThat(json.get("run").asText()).isEqualTo(runId);
      assertThat(json.get("business_date").asText()).isEqualTo("2023-11-30");
    }
    assertThat(lines)
        .anyMatch(line -> line.contains("\"stage\":\"link\"") && line.contains("IllegalState"))
        .noneMatch(line -> line.contains("张三") || line.contains("529901199001011234"));
  }

  private static void terminateThisProcess() {
    try {
      new ProcessBuilder("kill", "-TERM", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aKilledRunIsFoundRecordedAndRestarted() throws Exception {
    int exit = Child.run(KilledRun.class, lake.toString(), schemas.toString(), landing.toString());
    assertThat(exit).isEqualTo(KilledRun.EXIT);
    assertThat(status().at("/runs/0/state").asText()).isEqualTo("KILLED");

    execute(
        0,
        List.of(ScriptedStage.idle("ingest")),
        "run",
        "--business-date=2023-12-31",
        "--landing=" + landing);
    assertThat(opsRuns())
        .containsExactly(
            "1 COMPLETED", "1 FAILED [KILLED] The process ended before the stage did.");

    ScriptedStage first = ScriptedStage.idle("ingest");
    ScriptedStage killed = ScriptedStage.idle("link");
    execute(0, List.of(first, killed), "restart", "--business-date=2023-11-30");
    assertThat(first.runs()).isZero();
    assertThat(killed.runs()).isEqualTo(1);
    assertThat(opsRuns()).containsExactly("1 COMPLETED", "1 COMPLETED");
  }

  /** A process that dies in its second stage. */
  static final class KilledRun {
    static final int EXIT = 137;

    public static void main(String[] args) {
      TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", args[1]));
      terminal.execute(
          List.of(
              ScriptedStage.idle("ingest"),
              new ScriptedStage("link", context -> Runtime.getRuntime().halt(EXIT))),
          "run",
          "--business-date=2023-11-30",
          "--lake=" + args[0],
          "--landing=" + args[2]);
      System.err.println(terminal.err());
    }
  }
}
