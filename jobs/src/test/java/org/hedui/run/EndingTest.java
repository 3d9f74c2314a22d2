package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LakeLock;
import org.hedui.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The last line on the error stream says what the exit code says. */
@ExtendWith(SparkTest.class)
class EndingTest {
  private static final String RUN = "hedui: run 20231130-\\d+-[0-9a-f]{6} ";

  @TempDir private Path folder;
  private Path lake;
  private Path schemas;

  @BeforeEach
  void prepare() throws IOException {
    lake = folder.resolve("lake");
    schemas = TestSchemas.write(folder);
    Files.createDirectory(folder.resolve("landing"));
  }

  private String last(int exitCode, Stage stage, String... args) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_SCHEMAS", schemas.toString(),
                "HEDUI_LAKE", lake.toString(),
                "HEDUI_LANDING", folder.resolve("landing").toString()));
    assertThat(terminal.execute(List.of(stage), args)).as(terminal.err()).isEqualTo(exitCode);
    List<String> lines = new ArrayList<>(terminal.err().lines().toList());
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private static Stage failing(int exitCode) {
    return new ScriptedStage(
        "ingest",
        context -> {
          throw new HeduiException("SOMETHING", exitCode, "Mend it.");
        });
  }

  @Test
  void itAgreesWithTheExitCodeOfEveryOutcome() {
    String[] run = {"run", "--business-date=20231130"};
    assertThat(last(1, failing(1), run)).matches(RUN + "FAILED exit 1");
    assertThat(last(2, failing(2), run)).matches(RUN + "FAILED exit 2");
    assertThat(last(3, failing(3), run)).matches(RUN + "REFUSED exit 3");
    assertThat(last(1, PipelineTest.endless(), run)).matches(RUN + "STOPPED exit 1");
    assertThat(last(0, ScriptedStage.idle("link"), "restart")).matches(RUN + "COMPLETED exit 0");
    try (LakeLock lock = LakeLock.acquire(new LakeAddress(lake.toString()), null, "a test")) {
      lock.check();
      assertThat(last(4, failing(1), run)).isEqualTo("hedui: run - LOCKED exit 4");
    }
    assertThat(last(2, failing(1), "run")).isEqualTo("hedui: run - WRONG_USE exit 2");
    assertThat(last(2, failing(1), "restart", "--lake=hdfs://x/y"))
        .isEqualTo("hedui: run - WRONG_USE exit 2");
    assertThat(last(0, failing(1), "run", "--help")).isEmpty();
  }

  @Test
  void aBackfillRunsWhatIsMissingOnceAndStopsAtTheFirstFailure() {
    String[] backfill = {
      "backfill", "--from=20230901", "--to=20231130", "--dates=month_ends", "--landing=" + folder
    };
    List<String> dates = new ArrayList<>();
    Stage broken =
        new ScriptedStage(
            "ingest",
            context -> {
              dates.add(context.businessDate().toString());
              if (context.businessDate().getMonthValue() == 10) {
                throw new HeduiException("SOMETHING", 1, "Mend it.");
              }
            });
    assertThat(last(1, broken, backfill)).isEqualTo("hedui: backfill 1/3 FAILED exit 1");
    assertThat(dates).containsExactly("2023-09-30", "2023-10-31");

    dates.clear();
    Stage mended =
        new ScriptedStage("ingest", context -> dates.add(context.businessDate().toString()));
    assertThat(last(0, mended, backfill)).isEqualTo("hedui: backfill 2/2 COMPLETED exit 0");
    assertThat(dates).containsExactly("2023-10-31", "2023-11-30");

    dates.clear();
    assertThat(last(0, mended, backfill)).isEmpty();
    assertThat(dates).isEmpty();
  }
}
