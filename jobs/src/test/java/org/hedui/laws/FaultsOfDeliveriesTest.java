package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hedui.SparkTest;
import org.hedui.ingest.ChangingFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A delivery that is replaced while a run reads it; {@code DeliveryChangeTest} tries all moments.
 */
@Tag("slow") // Processes of their own.
@ExtendWith({SparkTest.class, Undisturbed.class})
class FaultsOfDeliveriesTest {
  @TempDir private Path folder;

  @Test
  void aRunThatReadOldAndNewIsRefusedAndRestartReadsTheNew()
      throws IOException, InterruptedException {
    Path landing = folder.resolve("landing");
    Shell.run("cp", "-a", Undisturbed.landing().toString(), landing.toString());
    Path replaced = delivery(landing);
    Path whole = folder.resolve("whole.csv");
    Files.copy(replaced, whole);
    List<String> lines = Files.readAllLines(whole);
    Files.write(replaced, lines.subList(0, lines.size() - 1));
    FaultTrial trial = FaultTrial.local(folder.resolve("lake"));
    Undisturbed.fault();
    List<String> change =
        List.of(
            "--conf=spark.hadoop.fs.file.impl=" + ChangingFiles.class.getName(),
            // Each of the six files is opened twice to be inspected and then once to be loaded.
            "--conf=spark.hadoop." + ChangingFiles.AT + "=13",
            "--conf=spark.hadoop." + ChangingFiles.SCRIPT + "=cp " + whole + " " + replaced);

    Ended.of(trial.start("run", landing.toString(), change))
        .as("FAILED", 1)
        .told("DELIVERY_CHANGED");

    trial.restart().as("COMPLETED", 0);
    trial.compare("delivery replaced");
  }

  private static Path delivery(Path landing) throws IOException {
    try (Stream<Path> files = Files.walk(landing.resolve("student_register/" + MiniCounty.EARLY))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }
}
