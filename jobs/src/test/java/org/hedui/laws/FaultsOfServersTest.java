package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.laws.FaultyProxy.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A lake on S3 whose S3 server, PostgreSQL or Spark executors fail while a run is on. */
@Tag("slow") // Servers and processes of their own.
@ExtendWith({SparkTest.class, Undisturbed.class})
class FaultsOfServersTest {
  /** A minute for each thing that is still tried; six of them when this was written. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Executors have the libraries; a jar of Hedui is made after the tests only. */
  private static final List<String> OWN_CLASSES =
      List.of(
          "--conf=spark.jars=",
          "--conf=spark.executor.extraClassPath=" + Fixtures.home().resolve("jobs/target/classes"));

  @TempDir private static Path folder;
  private static Servers servers;
  private static FaultyProxy s3;
  private static Map<String, String> environment;
  private static DataSource database;

  @BeforeAll
  static void start() throws IOException {
    servers = Servers.start(folder.resolve("servers"));
    environment = new TreeMap<>(servers.environment());
    // The key of the undisturbed run, so that pseudonyms are equal.
    Files.writeString(Path.of(environment.get("HEDUI_KEY_FILE")), SparkTest.KEY);
    URI address = URI.create(environment.get("HEDUI_S3"));
    s3 = new FaultyProxy(new InetSocketAddress(address.getHost(), address.getPort()));
    database = Postgres.of(environment);
  }

  @AfterAll
  static void stop() throws IOException {
    if (servers != null) {
      servers.close();
    }
    if (s3 != null) {
      s3.close();
    }
  }

  private static FaultTrial trial(String name, String master) {
    Map<String, String> own = new TreeMap<>(environment);
    own.put("HEDUI_MASTER", master);
    return FaultTrial.remote(servers.bucket().resolve(name), "s3a://hedui/" + name, database, own);
  }

  private static List<String> throughProxy() {
    return List.of("--conf=spark.hadoop.fs.s3a.endpoint=" + s3.address());
  }

  /** Of the commits that it leaves unanswered every one has landed. */
  @Test
  void anS3ServerThatRefusesNowAndThenAndIsSlowIsWaitedFor()
      throws IOException, InterruptedException {
    FaultTrial trial = trial("slow", "local[2]");
    s3.plan(
        (method, number) ->
            method.equals("PUT") && number % 3 == 0
                ? Fault.UNANSWERED
                : number % 15 == 0 ? Fault.REFUSED : number % 50 == 0 ? Fault.LATE : Fault.NONE);
    Undisturbed.fault();
    Ended.of(trial.start("run", throughProxy())).as("COMPLETED", 0);
    System.out.printf("S3: %d faults, %d requests%n", s3.faults(), s3.requests());
    assertThat(s3.faults()).isGreaterThan(100);
    trial.compare("S3 slow");
  }

  @Test
  void anS3ServerThatRefusesForGoodFailsTheRunInTime() throws IOException, InterruptedException {
    FaultTrial trial = trial("refused", "local[2]");
    s3.plan((method, number) -> Fault.NONE);
    Instant[] since = new Instant[1];
    Undisturbed.fault();
    Ended.of(
            trial.start("run", throughProxy()),
            Map.of(
                "link started",
                () -> {
                  since[0] = Instant.now();
                  s3.plan((method, number) -> Fault.REFUSED);
                }))
        .as("FAILED", 1)
        .told("STORAGE_FAILED");
    Duration waited = Duration.between(since[0], Instant.now());
    System.out.printf("S3 gone: the run ended after %d s%n", waited.toSeconds());
    assertThat(waited).isLessThan(PATIENCE);

    trial.restart().as("COMPLETED", 0);
    trial.compare("S3 refused");
  }

  @Test
  void aDatabaseThatDiesFailsTheRunAndRestartFinishesIt() throws IOException, InterruptedException {
    FaultTrial trial = trial("database", "local[2]");
    Postgres postgres = new Postgres(servers.pid("postgres"));
    Undisturbed.fault();
    try {
      Ended.of(trial.start("run", List.of()), Map.of("link started", postgres::kill))
          .as("FAILED", 1)
          .told("REPOSITORY_FAILED", "LOCK_LOST");
    } finally {
      postgres.startAgain(database);
    }
    trial.restart().as("COMPLETED", 0);
    trial.compare("PostgreSQL killed");
  }

  @Test
  void executorsThatDieAreReplaced() throws IOException, InterruptedException {
    FaultTrial trial = trial("cluster", environment.get("HEDUI_MASTER"));
    Undisturbed.fault();
    Undisturbed.fault();
    Ended ended =
        Ended.of(
            trial.start("run", OWN_CLASSES),
            Map.of(
                "link started",
                () -> killExecutors("worker-1"),
                "reconcile started",
                () -> killExecutors("worker-2")));
    System.out.printf("executors killed: exit code %d%n", ended.exitCode());
    if (ended.exitCode() != 0) {
      ended.as("FAILED", 1).told("EXECUTORS_LOST");
      trial.restart(OWN_CLASSES.toArray(String[]::new)).as("COMPLETED", 0);
    }
    trial.compare("executors killed");
  }

  private static void killExecutors(String worker) throws IOException {
    Shell.run("pkill", "-9", "-P", Files.readString(servers.pid(worker)).strip());
  }
}
