package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.SparkTest;
import org.hedui.run.TestTerminal;
import org.hedui.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens around a commit, the next run gives the tables of an undisturbed one. {@code
 * -Dfaults.stride=5} takes every fifth moment of a kill only.
 */
@Tag("slow") // Some hundred runs.
@ExtendWith({SparkTest.class, Undisturbed.class})
class FaultsAtCommitsTest {
  @TempDir private static Path folder;

  private final FaultTrial trial = FaultTrial.local(folder.resolve("lake"));

  @AfterEach
  void clear() throws IOException {
    trial.forget();
  }

  @Test
  void aKillAtAnyCommitOrStageBoundaryLeavesNoTrace() throws IOException, InterruptedException {
    Path copies = Files.createDirectory(folder.resolve("copies"));
    trial.run("copy " + folder.resolve("lake") + " " + copies).as("COMPLETED", 0);
    List<Path> moments;
    try (Stream<Path> listed = Files.list(copies)) {
      moments = listed.sorted().toList();
    }
    assertThat(moments).hasSizeGreaterThan(100);
    assertThat(moments.stream().map(FaultsAtCommitsTest::stage).collect(Collectors.toSet()))
        .containsAll(TestTerminal.stages().stream().map(Stage::name).toList());
    int stride = Integer.getInteger("faults.stride", 1);
    for (int i = 0; i < moments.size(); i += stride) {
      trial.forget();
      Files.move(moments.get(i), folder.resolve("lake"));
      trial.continueAndCompare(moments.get(i).getFileName().toString());
    }
    System.out.printf("moments of a kill: %d, every %d. proved%n", moments.size(), stride);
  }

  private static String stage(Path moment) {
    return moment.getFileName().toString().replaceFirst("\\d+-[a-z]+-", "");
  }

  @Test
  void processesKilledOneAfterTheOtherEndLikeOneThatWasNot()
      throws IOException, InterruptedException {
    for (String kill :
        List.of(
            CommitFault.kill("after", 1),
            CommitFault.kill("before", 25),
            CommitFault.kill("after", 18),
            CommitFault.kill("before", 9))) {
      // The first one dies before the repository knows of its run.
      boolean began = Files.exists(folder.resolve("lake/bronze"));
      Undisturbed.fault();
      Ended ended = Ended.of(trial.start(began ? "restart" : "run", CommitFault.options(kill)));
      assertThat(ended.exitCode()).as(ended.said()).isEqualTo(137);
    }
    trial.continueAndCompare("killed four times");
  }

  @Test
  void aCommitThatLandsUnansweredIsNotDoneTwice() throws IOException, InterruptedException {
    for (int commit : new int[] {1, 20, 40, 60}) {
      trial.run("unanswered " + commit).as("FAILED", 1);
      trial.continueAndCompare("unanswered " + commit);
      trial.forget();
    }
  }

  @Test
  void aStorageThatRefusesCommitsFailsTheRunAndNothingElse()
      throws IOException, InterruptedException {
    trial.run("refuse 3").as("FAILED", 1);
    trial.continueAndCompare("refused");
  }

  @Test
  void aRunIsPublishedThoughTheClockWasSetBack() {
    LawLake lake = new LawLake(folder.resolve("lake"), Undisturbed.SCHEMAS);
    Undisturbed.fault();
    assertThat(lake.run(MiniCounty.LATE, Undisturbed.landing(), TestTerminal.stages())).isZero();
    lake.setPublicationsAhead();

    lake.run(EARLY, Undisturbed.landing());

    assertThat(lake.publishedDate()).contains(EARLY);
  }

  @Test
  void ofTwoRunsBegunAtOnceOneRunsAndTheOtherIsTold() throws IOException, InterruptedException {
    Undisturbed.fault();
    Process one = trial.start("run", List.of());
    Process other = trial.start("run", List.of());
    // The one that is refused ends at once, so nobody waits for its reader.
    Collection<Ended> ends = List.of(Ended.of(one), Ended.of(other));
    assertThat(ends).extracting(Ended::exitCode).containsExactlyInAnyOrder(0, 4);
    assertThat(ends).anyMatch(end -> end.said().contains("[LAKE_LOCKED]"));
    trial.compare("two runs");
  }
}
