package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hedui.SparkTest;
import org.hedui.synth.PersonTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bench/link} reads. */
@ExtendWith(SparkTest.class)
class LinkMeasuringTest {
  private static final String CONFIG =
      """
      id: rec_id
      fields:
        - {name: surname, kind: name}
        - {name: date_of_birth, kind: date}
        - {name: soc_sec_id, kind: code}
      blocking: [[soc_sec_id], [date_of_birth], [surname]]
      """;

  @TempDir private Path folder;

  @Test
  void linkTellsHowRightAndHowFastItWas() throws IOException {
    Path table = folder.resolve("table.csv");
    PersonTable.write(400, 3, table);
    TestTerminal terminal = new TestTerminal(Map.of());

    int exitCode =
        terminal.execute(
            List.of(),
            "link",
            "--config=" + Files.writeString(folder.resolve("config.yaml"), CONFIG),
            "--input=" + table,
            "--output=" + folder.resolve("out"),
            "--truth=regexp_extract(rec_id, 'rec-([0-9]+)', 1)",
            "--timings");

    assertThat(exitCode).as("%s", terminal.err()).isZero();
    assertThat(terminal.out())
        .containsPattern("(?m)^400 records, [\\d,]+ candidate pairs \\([\\d.]+ a record\\), ")
        .containsPattern("(?m)^true pairs \\d+, found \\d+, pair completeness 0\\.\\d{4}$")
        .containsPattern("(?m)^default +P [01]\\.\\d+ R 0\\.\\d+ F1 0\\.\\d+$")
        .containsPattern("(?m)^best \\(-?[\\d.]+ bits\\) +P ")
        .containsPattern("(?m)^clusters +P ")
        .containsPattern("(?m)^B-cubed +P ")
        .containsPattern("(?m)^processor [\\d.]+ s$")
        .containsPattern("(?m)^slowest stage [\\d.]+ s, \\d+ tasks, .* ratio [1-9][\\d.]*$");
    assertThat(Files.readAllLines(folder.resolve("out/clusters.csv")))
        .hasSize(401)
        .startsWith("input,unique_id,cluster_id");
    assertThat(folder.resolve("out/pairs.csv")).isNotEmptyFile();
  }
}
