package org.hedui.laws;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.hedui.run.TestTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a run on one machine, the next one gives the tables of an undisturbed run.
 * {@code bench/faults} runs this; {@code -Dfaults.stride=5} takes every fifth moment only.
 */
@Tag("slow") // Some hundred runs.
@ExtendWith(SparkTest.class)
class FaultsTest {
  private static final Path SCHEMAS = Fixtures.home().resolve("schemas");
  private static final int KILLED = 137;

  @TempDir private static Path folder;
  private static Path landing;
  private static List<String> undisturbed;

  private static int faults;
  private static int runs;
  private static long compared;
  private static long losses;

  private final Path root = folder.resolve("lake");

  @BeforeAll
  static void runUndisturbed() throws IOException {
    landing = MiniCounty.write(folder);
    LawLake lake = new LawLake(folder.resolve("undisturbed"), SCHEMAS);
    lake.run(EARLY, landing);
    undisturbed = lake.published();
    assertThat(undisturbed).hasSizeGreaterThan(200);
  }

  @AfterAll
  static void tell() {
    System.out.printf(
        "faults injected %d, runs %d, rows compared %d, losses %d%n",
        faults, runs, compared, losses);
  }

  @AfterEach
  void clear() throws IOException, InterruptedException {
    forget(root);
  }

  @Test
  void aKillAtAnyCommitLeavesNoTrace() throws IOException, InterruptedException {
    Path copies = Files.createDirectory(folder.resolve("copies"));
    assertThat(child("run", "copy " + root + " " + copies)).isZero();
    List<Path> moments;
    try (Stream<Path> listed = Files.list(copies)) {
      moments = listed.sorted().toList();
    }
    assertThat(moments).hasSizeGreaterThan(150);
    int stride = Integer.getInteger("faults.stride", 1);
    for (int i = 0; i < moments.size(); i += stride) {
      forget(root);
      Files.move(moments.get(i), root);
      faults++;
      continueAndCompare(moments.get(i).getFileName().toString());
    }
  }

  @Test
  void processesKilledOneAfterTheOtherEndLikeOneThatWasNot()
      throws IOException, InterruptedException {
    Random random = new Random(20231130);
    int kills = 0;
    int exitCode = KILLED;
    while (exitCode == KILLED) {
      assertThat(kills).as("no progress").isLessThan(40);
      String moment = random.nextBoolean() ? "before " : "after ";
      exitCode = child(kills == 0 ? "run" : "restart", "kill " + moment + random.nextInt(1, 60));
      kills++;
    }
    assertThat(exitCode).isZero();
    assertThat(kills - 1).isGreaterThanOrEqualTo(3);
    faults += kills - 1;
    compare("after %d kills".formatted(kills - 1));
  }

  @Test
  void aCommitThatLandsUnansweredIsNotDoneTwice() throws IOException, InterruptedException {
    for (int commit : new int[] {1, 30, 60, 90}) {
      faults++;
      assertThat(child("run", "unanswered " + commit)).as("commit %d", commit).isEqualTo(1);
      continueAndCompare("unanswered " + commit);
      forget(root);
    }
  }

  @Test
  void aStorageThatRefusesCommitsFailsTheRunAndNothingElse()
      throws IOException, InterruptedException {
    faults += 3;
    assertThat(child("run", "refuse 3")).isEqualTo(1);
    continueAndCompare("refused");
  }

  @Test
  void aRunIsPublishedThoughTheClockWasSetBack() {
    LawLake lake = new LawLake(root, SCHEMAS);
    faults++;
    runs += 2;
    assertThat(lake.run(MiniCounty.LATE, landing, TestTerminal.stages())).isZero();
    lake.setPublicationsAhead();

    lake.run(EARLY, landing);

    assertThat(lake.publishedDate()).contains(EARLY);
  }

  @Test
  void ofTwoRunsBegunAtOnceOneRunsAndTheOtherIsTold() throws IOException, InterruptedException {
    faults++;
    Process one = start("run");
    Process other = start("run");
    String said = output(one) + output(other);
    assertThat(List.of(one.waitFor(), other.waitFor())).as(said).containsExactlyInAnyOrder(0, 4);
    assertThat(said).contains("[LAKE_LOCKED]");
    compare("two runs");
  }

  /** Restarts where there is something to restart, as the lake was left. */
  private void continueAndCompare(String moment) throws IOException {
    LawLake lake = new LawLake(root, SCHEMAS);
    runs++;
    int exitCode = lake.restart(TestTerminal.stages());
    if (exitCode == 2) {
      // Killed before the job repository knew of the run, or after it was told that all is done.
      exitCode = lake.run(EARLY, landing, TestTerminal.stages());
    }
    assertThat(exitCode).as(moment).isZero();
    compare(moment);
  }

  private void compare(String moment) throws IOException {
    LawLake lake = new LawLake(root, SCHEMAS);
    List<String> published = lake.published();
    compared += published.size();
    losses += differences(published);
    assertThat(published).as(moment).isEqualTo(undisturbed);
    assertThat(lake.read("ops.run").where("state = 'RUNNING'").count()).as(moment).isZero();
    assertThat(
            lake.read("ops.feed")
                .where(expr("rows_in <> rows_loaded + rows_quarantined + rows_duplicate"))
                .count())
        .as(moment)
        .isZero();
    assertThat(LakeLock.holder(new LakeAddress(root.toString()), null)).as(moment).isEmpty();
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as(moment)
          .noneMatch(name -> name.matches("lock\\.holder|.*\\.part|.*\\.tmp"));
    }
  }

  /** Rows that one of both has and the other has not. */
  private static long differences(List<String> published) {
    Map<String, Long> rows =
        Stream.concat(
                published.stream().map(row -> Map.entry(row, 1L)),
                undisturbed.stream().map(row -> Map.entry(row, -1L)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    return rows.values().stream().mapToLong(Math::abs).sum();
  }

  private int child(String command, String fault) throws IOException, InterruptedException {
    Process process = start(command, CommitFault.options(fault).toArray(String[]::new));
    String said = output(process);
    int exitCode = process.waitFor();
    assertThat(said).doesNotContain("\tat ");
    System.out.printf("%s, %s: exit code %d%n", command, fault, exitCode);
    return exitCode;
  }

  private Process start(String command, String... more) throws IOException {
    runs++;
    List<String> arguments = new ArrayList<>(List.of(command, "--lake=" + root));
    if (command.equals("run")) {
      arguments.addAll(List.of("--business-date=" + EARLY, "--landing=" + landing));
    }
    arguments.addAll(List.of(more));
    return TestTerminal.process(arguments.toArray(String[]::new));
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void forget(Path lake) throws IOException, InterruptedException {
    DeltaLog.clearCache();
    assertThat(new ProcessBuilder("rm", "-rf", lake.toString()).start().waitFor()).isZero();
  }
}
