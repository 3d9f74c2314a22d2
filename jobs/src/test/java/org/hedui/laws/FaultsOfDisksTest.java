package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Path;
import org.hedui.SparkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that takes nothing any more fails the run for people; then `restart` finishes it. */
@Tag("slow") // Processes and a file system of their own.
@ExtendWith({SparkTest.class, Undisturbed.class})
class FaultsOfDisksTest {
  @TempDir private Path folder;
  private SmallDisk disk;
  private FaultTrial trial;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.make(folder);
    trial = FaultTrial.local(disk.path().resolve("lake"));
  }

  @AfterEach
  void unmount() throws IOException {
    trial.forget();
    disk.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 50})
  void aFullDisk(int commit) throws IOException, InterruptedException {
    trial.run(CommitFault.shell("before", commit, disk.full())).as("FAILED", 1).told("DISK_FULL");
    disk.free();
    trial.continueAndCompare("full at commit " + commit);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 50})
  void aDiskThatIsReadOnlyFromNowOn(int commit) throws IOException, InterruptedException {
    trial
        .run(CommitFault.shell("before", commit, disk.readOnly()))
        .as("FAILED", 2)
        .told("LAKE_UNWRITABLE");
    disk.repair();
    trial.continueAndCompare("read-only from commit " + commit);
  }
}
