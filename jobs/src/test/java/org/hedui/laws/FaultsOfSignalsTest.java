package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Path;
import org.hedui.SparkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that a service manager asks to stop ends as stopped, wherever it is. */
@Tag("slow") // Processes of their own.
@ExtendWith({SparkTest.class, Undisturbed.class})
class FaultsOfSignalsTest {
  @TempDir private static Path folder;

  private final FaultTrial trial = FaultTrial.local(folder.resolve("lake"));

  @AfterEach
  void clear() throws IOException {
    trial.forget();
  }

  /** Commit 1 says that the run is on, when its job execution does not exist yet. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void sigtermStopsARun(int commit) throws IOException, InterruptedException {
    trial
        .run(CommitFault.shell("after", commit, "kill -TERM " + Shell.PARENT + "; sleep 1"))
        .as("STOPPED", 1)
        .told("STOPPED");
    trial.continueAndCompare("stopped at commit " + commit);
  }
}
