package org.hedui.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.keep.Maintenance;
import org.hedui.lake.Lake;
import org.hedui.run.TestTerminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A lake that is cleared up, saved and restored is the lake it was, and the next run goes on. */
@Tag("slow")
@ExtendWith(SparkTest.class)
class KeptLakeTest {
  private static final Path SCHEMAS = Fixtures.home().resolve("schemas");

  @TempDir private Path folder;

  private String hedui(Path root, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_SCHEMAS", SCHEMAS.toString()));
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--lake=" + root);
    assertThat(terminal.execute(TestTerminal.stages(), all.toArray(String[]::new)))
        .as("%s %s", terminal.out(), terminal.err())
        .isZero();
    System.out.println(terminal.out());
    return terminal.out();
  }

  @Test
  void aLakeComesBackFromItsCopyAndIsClearedUpAndARunGivesTheSameAgain() throws IOException {
    Path root = folder.resolve("lake");
    Path landing = MiniCounty.write(folder);
    LawLake lake = new LawLake(root, SCHEMAS);
    lake.run(MiniCounty.EARLY, landing);
    List<String> published = lake.published();
    Path backup = folder.resolve("backup");
    FileUtils.moveDirectory(root.toFile(), backup.toFile());
    FileUtils.copyDirectory(backup.toFile(), root.toFile());
    DeltaLog.clearCache();

    LawLake restored = new LawLake(root, SCHEMAS);
    assertThat(hedui(root, "audit", "verify")).contains("as they were written");
    assertThat(restored.published()).isEqualTo(published);

    assertThat(hedui(root, "maintain", "--dry-run")).contains("Would be done:");
    assertThat(hedui(root, "maintain")).contains("Done:");
    assertThat(restored.published()).isEqualTo(published);
    assertThat(hedui(root, "maintain")).contains("Done: 0 files merged, 0 removed");
    Lake tables = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
    new Maintenance(tables, Instant.now(), Duration.ZERO).run();
    assertThat(restored.published()).isEqualTo(published);

    restored.run(MiniCounty.EARLY, landing);
    assertThat(restored.published()).isEqualTo(published);
    assertThat(hedui(root, "audit", "verify")).contains("as they were written");
  }
}
