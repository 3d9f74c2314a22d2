package org.hedui.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.ingest.IngestStage;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline reads a county as its truth tells. */
@ExtendWith(SparkTest.class)
class SyntheticIngestTest {
  @TempDir private Path folder;

  @Test
  void everyRowIsKnownAndOnlyShiftedOnesAreInQuarantine() throws IOException {
    SynthSettings settings = new SynthSettings(300, 11, ErrorLevel.HIGH, "529922", Fixtures.DATE);
    Path county = folder.resolve("county");
    SyntheticCounty.write(settings, county, written -> {});
    String landing = county.resolve("landing").toString();
    // A session of its own, fitted as a run fits its own: interpreted, a small county goes faster.
    SparkSession session = SparkTest.session().newSession();
    SparkSessions.fit(session, landing);
    Lake lake = new Lake(session, folder.resolve("lake").toString(), Fixtures.schemas());
    new IngestStage().run(new RunContext(lake, Fixtures.DATE, landing, "test"));

    List<Map<String, String>> truth = TruthTables.read(county, "mention");
    Map<String, String> fates = fates(lake);
    assertThat(fates.keySet())
        .isEqualTo(truth.stream().map(SyntheticIngestTest::place).collect(Collectors.toSet()));
    assertThat(truth).hasSize(fates.size());
    for (Map<String, String> row : truth) {
      List<String> errors = List.of(row.get("errors").split(";"));
      String expected =
          errors.contains("SAME_FILE")
              ? "SAME_FILE"
              : errors.contains("SHIFTED")
                  ? "ROW_TOO_LONG"
                  : errors.contains("DUPLICATE_ROW") ? "SAME_ROW" : "LOADED";
      assertThat(fates.get(place(row))).as("%s", row).isEqualTo(expected);
    }
    assertThat(fates.values()).contains("ROW_TOO_LONG", "SAME_ROW", "SAME_FILE");
  }

  private static String place(Map<String, String> row) {
    return row.get("source_file") + "|" + row.get("source_row");
  }

  /** What became of each delivered row, by file and row. */
  private static Map<String, String> fates(Lake lake) {
    Map<String, String> fates = new HashMap<>();
    for (Contract registry : lake.schemas().contracts(Contract.Kind.REGISTRY)) {
      collect(lake, new TableName(Layer.BRONZE, registry.name()), "'LOADED'", fates);
    }
    collect(lake, TableName.of("bronze.quarantine"), "reason", fates);
    collect(lake, TableName.of("bronze.duplicate"), "reason", fates);
    return fates;
  }

  private static void collect(Lake lake, TableName table, String fate, Map<String, String> fates) {
    for (Row row :
        lake.readOrEmpty(table)
            .selectExpr("concat(source_file, '|', source_row)", fate)
            .collectAsList()) {
      assertThat(fates.put(row.getString(0), row.getString(1))).as("%s", row).isNull();
    }
  }
}
