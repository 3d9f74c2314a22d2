package org.hedui.laws;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hedui.laws.MiniCounty.EARLY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.hedui.run.TestTerminal;

/** A lake whose runs meet a fault, and what is demanded of it when it is over. */
final class FaultTrial {
  private final Path root;
  private final String lake;
  private final DataSource database;
  private final Map<String, String> environment;

  private FaultTrial(Path root, String lake, DataSource database, Map<String, String> environment) {
    this.root = root;
    this.lake = lake;
    this.database = database;
    this.environment = environment;
  }

  /** A lake in a folder, with its repository inside. */
  static FaultTrial local(Path root) {
    return new FaultTrial(root, root.toString(), null, Map.of());
  }

  /**
   * A lake elsewhere.
   *
   * @param root the folder where the server of its storage keeps it
   * @param database holds repository and lock
   */
  static FaultTrial remote(
      Path root, String lake, DataSource database, Map<String, String> environment) {
    return new FaultTrial(root, lake, database, environment);
  }

  /** Runs in a process of its own that meets a fault around its commits. */
  Ended run(String commitFault) throws IOException, InterruptedException {
    return Ended.of(start("run", CommitFault.options(commitFault)));
  }

  /** Continues in a process of its own. */
  Ended restart(String... options) throws IOException, InterruptedException {
    return Ended.of(start("restart", List.of(options)));
  }

  /** Starts a process of its own. */
  Process start(String command, List<String> options) throws IOException {
    return start(command, Undisturbed.landing().toString(), options);
  }

  /** The same, with a landing folder of its own. */
  Process start(String command, String landing, List<String> options) throws IOException {
    Undisturbed.run();
    List<String> arguments = new ArrayList<>(List.of(command, "--lake=" + lake));
    if (command.equals("run")) {
      arguments.addAll(List.of("--business-date=" + EARLY, "--landing=" + landing));
    }
    arguments.addAll(options);
    return TestTerminal.process(environment, arguments.toArray(String[]::new));
  }

  /** Continues in this process, or runs anew if nothing began; what is published must be equal. */
  void continueAndCompare(String moment) throws IOException {
    Undisturbed.fault();
    Undisturbed.run();
    LawLake own = new LawLake(root, Undisturbed.SCHEMAS);
    int exitCode = own.restart(TestTerminal.stages());
    if (exitCode == 2) {
      // The repository did not know of the run yet, or knew that all is done.
      exitCode = own.run(EARLY, Undisturbed.landing(), TestTerminal.stages());
    }
    assertThat(exitCode).as(moment).isZero();
    compare(moment);
  }

  /** Demands equal tables, and that nothing is left of a fault. */
  void compare(String moment) throws IOException {
    LawLake own = new LawLake(root, Undisturbed.SCHEMAS);
    Undisturbed.compare(moment, own.published());
    assertThat(own.read("ops.run").where("state = 'RUNNING'").count()).as(moment).isZero();
    assertThat(
            own.read("ops.feed")
                .where(
                    expr(
                        "rows_in <> rows_loaded + rows_quarantined + rows_duplicate + rows_erased"))
                .count())
        .as(moment)
        .isZero();
    assertThat(LakeLock.holder(new LakeAddress(lake), database)).as(moment).isEmpty();
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as(moment)
          .noneMatch(name -> name.matches("lock\\.holder|probe.*|.*\\.part|.*\\.tmp"));
    }
  }

  /** Removes the lake. */
  void forget() throws IOException {
    DeltaLog.clearCache();
    Shell.run("rm", "-rf", root.toString());
  }
}
