package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong use gives one clear message and exit code 2; help and version are everywhere. */
class CommandLineTest {
  @TempDir private Path folder;

  private static TestTerminal execute(int exitCode, String... args) {
    TestTerminal terminal = new TestTerminal(Map.of());
    int actual = terminal.execute(List.of(), args);
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --buisness-date 2023-11-30                 | did you mean --business-date",
        "run                                            | --business-date",
        "run --business-date 2023-02-30 --lake x        | is no date",
        "run --business-date 30.11.2023 --lake x        | is no date",
        "run --business-date 20231130                   | [LAKE_MISSING]",
        "run --business-date 20231130 --lake x          | [LANDING_MISSING]",
        "run --business-date 20231130 --lake hdfs://h/x | [LAKE_ADDRESS]",
        "run --business-date 20231130 --lake s3a://bb/x | [JDBC_URL_MISSING]",
        "backfill --from 20230901 --lake x              | --to",
        "backfill --from 20230901 --to 20230801 --lake x | [PERIOD_REVERSED]",
        "backfill --from 1 --to 2 --only some --lake x  | is no date",
        "schedule --lake x                              | --config",
        "schedule --config x --lake x                   | [SCHEDULE_MISSING]",
        "schedule --config x --once --plan --lake x     | mutually exclusive",
        "stauts                                         | did you mean status",
        "status --jdbc-url jdbc:mysql://x               | [JDBC_URL]",
        "sql                                            | SQL",
        "sql --format xml select                        | --format",
        "sql select --lake /not/there                   | [LAKE_MISSING]",
        "sql select --limit -1 --lake /                 | --limit",
        "evaluate --lake x                              | --truth",
        "evaluate --lake x --truth /not/there           | [TRUTH_MISSING]",
        "synth --output x                               | --persons",
        "synth --persons 9 --output x                   | [SYNTH_PERSONS]",
        "synth --persons 900 --output x --errors much   | --errors",
        "synth --persons 900 --output x --county 520102 | [SYNTH_COUNTY]",
        "synth --persons 900 --output x --date 1999-1-1 | is no date",
        "synth --rows 9 --output x                      | [SYNTH_ROWS]",
        "synth --rows 99 --persons 900 --output x       | mutually exclusive",
        "synth --rows 99 --county 529922 --output x     | --persons",
        "synth --rows 99 --output /not/there/x          | [SYNTH_OUTPUT]",
        "link --config x --input y                      | --output",
        "link --config x --input y --output z           | [LINK_CONFIG_MISSING]",
        "explain                                        | ID",
        "explain a b c --lake /                         | c",
        "explain a --lake /not/there                    | [LAKE_MISSING]",
        "review import x --lake /                       | --by",
        "review import x --by a --on 29991231 --lake /  | --on",
        "review import x --by a --lake /                | [FILE_UNREADABLE]",
        "simulate --policy x --lake /                   | --business-date",
        "simulate --business-date 20231130 --lake /     | --policy",
        "export cases --output x --lake /               | .xlsx",
        "export cases --division 52a --lake /           | --division",
        "export cases --state CLEARED --lake /          | --state",
        "export cases --state AUTO_CLEARED --lake /     | AUTO_CLEARED",
        "import cases --by a --lake /                   | FILE",
        "import cases x --by a --on 29991231 --lake /   | --on",
        "import cases x --by a --lake /                 | [FILE_UNREADABLE]",
        "erase --by a --reason b --lake x               | --person",
        "erase --by a --reason b --person x --lake /    | --person",
        "rotate-key --lake /                            | --by",
        "rotate-key --by a --lake /                     | --reason",
        "maintain --keep-days 0 --lake /                | --keep-days",
        "maintain                                       | [LAKE_MISSING]",
        "audit verify --head x --lake /                 | [HEAD_UNREADABLE]",
        "audit head --lake /not/there                   | [LAKE_MISSING]",
      })
  void wrongUse(String arguments, String message) {
    // What a scheduler reads comes after what people read.
    String err =
        execute(2, arguments.split(" ", -1)).err().replace("hedui: run - WRONG_USE exit 2\n", "");

    assertThat(err).startsWith("hedui: [").contains(message).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo ",
        "run ",
        "check ",
        "status ",
        "restart ",
        "backfill ",
        "schedule ",
        "sql ",
        "synth ",
        "evaluate ",
        "link ",
        "explain ",
        "simulate ",
        "rules ",
        "review ",
        "review export ",
        "review import ",
        "export ",
        "export cases ",
        "import ",
        "import cases ",
        "maintain ",
        "erase ",
        "rotate-key ",
        "audit ",
        "audit head ",
        "audit verify "
      })
  void everyCommandHasHelpAndVersion(String command) {
    assertThat(execute(0, (command + "--help").split(" ", -1)).out())
        .contains("Usage: hedui")
        .contains("4   another run holds the lock");
    assertThat(execute(0, (command + "--version").split(" ", -1)).out()).startsWith("hedui ");
  }

  @Test
  void statusOfAnUntouchedLakeMakesNothing() {
    assertThat(execute(0, "status", "--lake", folder.toString()).out()).contains("no runs");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void checkCountsWhatIsRight() {
    Path schemas = Fixtures.home().resolve("schemas");
    assertThat(execute(0, "check", "--schemas", schemas.toString()).out())
        .contains("26 registries, 2 references", "98 rules");
  }

  @Test
  void rulesAreListedWithoutALake() {
    assertThat(execute(0, "rules", "--lake", folder.toString()).out().lines())
        .hasSize(2 + 98)
        .anyMatch(line -> line.startsWith("SUB-01  HIGH") && line.contains("应享未享"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void checkMissesTheContractsThatStagesWriteBy() throws IOException {
    Path schemas = TestSchemas.write(folder);
    assertThat(execute(2, "check", "--schemas", schemas.toString()).err())
        .contains("contracts/silver.mention.odcs.yaml:1: [CONTRACT_MISSING]")
        .contains("[REGISTRY_MISSING]");
  }

  @Test
  void checkReportsEveryFaultByFileAndLine() throws IOException {
    Path schemas = TestSchemas.write(folder);
    for (String table : new String[] {"ops.run", "ops.feed"}) {
      Path file = schemas.resolve("contracts/" + table + ".odcs.yaml");
      Files.writeString(file, Files.readString(file).replace("status: active", "status: x"));
    }
    assertThat(execute(2, "check", "--schemas", schemas.toString()).err())
        .contains("contracts/ops.feed.odcs.yaml:6: [")
        .contains("contracts/ops.run.odcs.yaml:6: [")
        .contains("2 faults");
  }

  @Test
  void aLakeThatIsAFileIsRefused() throws IOException {
    Path schemas = TestSchemas.write(folder);
    Path lake = Files.createFile(folder.resolve("lake"));
    Path key = Files.writeString(folder.resolve("key"), SparkTest.KEY);
    TestTerminal terminal =
        execute(
            2,
            "run",
            "--business-date=20231130",
            "--lake=" + lake,
            "--landing=" + folder,
            "--schemas=" + schemas,
            "--key-file=" + key);
    assertThat(terminal.err()).startsWith("hedui: [LAKE_UNWRITABLE]").hasLineCount(2);
  }
}
