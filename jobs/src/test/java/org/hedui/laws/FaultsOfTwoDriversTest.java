package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hedui.run.Child;
import org.hedui.run.TestTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two drivers and one lake on S3: no commit is lost, and one run at a time. */
@Tag("slow") // Servers and processes of their own.
class FaultsOfTwoDriversTest {
  private static final int VERSIONS = 200;

  @TempDir private static Path folder;
  private static Servers servers;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws IOException {
    servers = Servers.start(folder.resolve("servers"));
    environment = new TreeMap<>(servers.environment());
    // The drivers compute for themselves: what is proved is what they do to S3 and PostgreSQL.
    environment.put("HEDUI_MASTER", "local[1]");
    environment.put("HEDUI_LANDING", MiniCounty.write(folder).toString());
  }

  @AfterAll
  static void stop() throws IOException {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void ofTwoThatCommitOneVersionExactlyOneIsToldThatItDid() throws IOException {
    Process first = racer("first");
    Process second = racer("second");
    try (BufferedReader one = first.inputReader(StandardCharsets.UTF_8);
        BufferedReader two = second.inputReader(StandardCharsets.UTF_8)) {
      assertThat(List.of(one.readLine(), two.readLine())).containsOnly("ready");
      Set<Integer> firstWon = new TreeSet<>();
      Set<Integer> secondWon = new TreeSet<>();
      for (int version = 0; version < VERSIONS; version++) {
        // Who hears of it first must not decide.
        go(version % 2 == 0 ? first : second);
        go(version % 2 == 0 ? second : first);
        if (one.readLine().equals("won " + version)) {
          firstWon.add(version);
        }
        if (two.readLine().equals("won " + version)) {
          secondWon.add(version);
        }
      }
      System.out.printf(
          "versions %d, first driver %d, second driver %d%n",
          VERSIONS, firstWon.size(), secondWon.size());
      assertThat(firstWon).isNotEmpty().doesNotContainAnyElementsOf(secondWon);
      assertThat(secondWon).isNotEmpty();
      assertThat(firstWon.size() + secondWon.size()).isEqualTo(VERSIONS);
      for (int version = 0; version < VERSIONS; version++) {
        assertThat(Files.readString(servers.bucket().resolve("race/%020d.json".formatted(version))))
            .isEqualTo(firstWon.contains(version) ? "first\n" : "second\n");
      }
    }
  }

  private static Process racer(String name) throws IOException {
    return Child.start(
        environment,
        CommitRacer.class,
        environment.get("HEDUI_S3"),
        "s3a://hedui/race",
        String.valueOf(VERSIONS),
        name);
  }

  private static void go(Process racer) throws IOException {
    OutputStream begin = racer.getOutputStream();
    begin.write('\n');
    begin.flush();
  }

  @Test
  void ofTwoRunsBegunAtOnceOneRunsAndTheOtherIsToldByExitCode()
      throws IOException, InterruptedException {
    Process one = run();
    Process other = run();
    // One of them ends at once; its stream is short and the other's is read meanwhile.
    String said = output(one) + output(other);

    assertThat(List.of(one.waitFor(), other.waitFor())).as(said).containsExactlyInAnyOrder(0, 4);
    assertThat(said).contains("[LAKE_LOCKED]").contains("is complete");
  }

  private static Process run() throws IOException {
    return TestTerminal.process(environment, "run", "--business-date=" + EARLY);
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
