package org.hedui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Facts read from small tables: two published runs, one that was refused, one that failed. */
@ExtendWith(SparkTest.class)
class FactsReaderTest {
  private static final LocalDate OCTOBER = LocalDate.of(2023, 10, 31);
  private static final LocalDate NOVEMBER = LocalDate.of(2023, 11, 30);

  @TempDir private static Path folder;
  private static Lake lake;
  private static RunFacts first;
  private static RunFacts second;
  private static RunFacts refused;
  private static int jobs;

  @BeforeAll
  static void write() {
    lake = Fixtures.context(folder).lake();
    run("r1", OCTOBER, "COMPLETED", null);
    run("r2", NOVEMBER, "COMPLETED", null);
    run("r3", NOVEMBER, "REFUSED", "[GATE_CLOSED] Row 529901199001011234 of 13800138000.");
    ops(
        "ops.feed",
        "r1",
        List.of(
            feed("poverty_register", "LOADED", 100, 98, 1, 1),
            feed("school", "LOADED", 5, 5, 0, 0)));
    ops(
        "ops.feed",
        "r2",
        List.of(
            feed("poverty_register", "LOADED", 120, 118, 1, 1),
            feed("poverty_register", "REJECTED", 0, 0, 0, 0),
            earlier(feed("poverty_register", "LOADED", 999, 999, 0, 0)),
            feed("death_register", "LOADED", 7, 6, 1, 0)));
    ops("ops.feed", "r3", List.of(feed("poverty_register", "LOADED", 120, 118, 1, 1)));
    ops(
        "ops.quality_result",
        "r1",
        List.of(quality("a", "failed", "2.0"), quality("b", "passed", "0.0")));
    ops(
        "ops.quality_result",
        "r2",
        List.of(
            quality("a", "failed", "3.5"),
            quality("b", "error", "NULL"),
            quality("c", "not_applicable", "NULL")));
    ops("ops.quality_result", "r3", List.of(quality("a", "failed", "4.0")));
    ops("ops.rule_result", "r1", List.of(rule("MIS-01", 1), rule("SUB-01", 1)));
    ops("ops.rule_result", "r2", List.of(rule("MIS-01", 2), rule("FIL-01", 1)));
    slice(
        "gold.exception_case",
        OCTOBER,
        List.of(
            exception("stays", "MIS-01", "HIGH", "NEW", true, "'529921100201'"),
            exception("clears", "MIS-01", "HIGH", "NEW", true, "NULL"),
            exception("closes", "IDQ-15", "LOW", "NEW", true, "'529921'"),
            exception("comes back", "IDQ-15", "LOW", "AUTO_CLEARED", false, "NULL")));
    slice(
        "gold.exception_case",
        NOVEMBER,
        List.of(
            exception("stays", "MIS-01", "HIGH", "NEW", true, "'529921100201'"),
            exception("clears", "MIS-01", "HIGH", "AUTO_CLEARED", false, "NULL"),
            exception("closes", "IDQ-15", "LOW", "CLOSED", false, "'529921'"),
            exception("comes back", "IDQ-15", "LOW", "REOPENED", true, "NULL"),
            exception("new", "FIL-01", "HIGH", "NEW", true, "NULL"),
            exception("new and closed", "MIS-01", "HIGH", "CLOSED", false, "NULL")));
    lake.publish("r1", OCTOBER, versions());
    lake.publish("r2", NOVEMBER, versions());
    // What a refused run left behind is not of the run that was published.
    slice(
        "gold.exception_case",
        NOVEMBER,
        List.of(exception("left behind", "MIS-01", "HIGH", "NEW", true, "NULL")));
    Runs runs = Runs.of(lake);
    first = FactsReader.read(lake, runs, "r1", List.of());
    jobs = SparkTest.jobs(() -> second = FactsReader.read(lake, runs, "r2", List.of()));
    refused = FactsReader.read(lake, runs, "r3", List.of());
  }

  @Test
  void deliveriesAddUpAndAreComparedWithTheEarlierDate() {
    RunFacts.Delivery poverty = delivery(second, "poverty_register");
    assertThat(poverty.rowsIn()).isEqualTo(120);
    assertThat(poverty.rowsBefore()).hasValue(100L);
    assertThat(poverty.trend())
        .containsExactly(new RunFacts.Point(OCTOBER, 100), new RunFacts.Point(NOVEMBER, 120));
    assertThat(poverty.files()).isEqualTo(Map.of("LOADED", 1L, "REJECTED", 1L));
    assertThat(poverty.addsUp()).isTrue();
    assertThat(poverty.arrived()).hasValue(LocalDate.of(2023, 10, 1));
    assertThat(second.unbalanced()).isEmpty();
    assertThat(second.refused())
        .extracting(RunFacts.RefusedFile::state)
        .containsExactly("REJECTED");
    assertThat(delivery(second, "student_register").overdue()).hasValue(true);
    assertThat(poverty.overdue()).hasValue(false);
    assertThat(second.changes().orElseThrow().feedsNew()).containsExactly("death_register");
    assertThat(second.changes().orElseThrow().feedsGone()).containsExactly("school");

    assertThat(first.before()).isEmpty();
    assertThat(first.changes()).isEmpty();
    assertThat(delivery(first, "poverty_register").rowsBefore()).isEmpty();
  }

  @Test
  void qualityIsComparedRuleByRule() {
    RunFacts.Quality quality = second.quality().get(0);
    assertThat(quality.failed()).isEqualTo(1);
    assertThat(quality.unmeasured()).isEqualTo(1);
    assertThat(quality.notApplicable()).isEqualTo(1);
    assertThat(quality.failedBefore()).hasValue(1L);
    assertThat(quality.trend()).extracting(RunFacts.Point::value).containsExactly(1L, 2L);
    assertThat(second.flaws())
        .extracting(RunFacts.Flaw::qualityId, RunFacts.Flaw::fresh, RunFacts.Flaw::value)
        .containsExactly(tuple("b", true, Optional.empty()), tuple("a", false, Optional.of(3.5)));
  }

  @Test
  void openCasesAreThoseOfBeforeAndWhatCameAndWent() {
    RunFacts.Flow flow = second.cases().orElseThrow().total();
    assertThat(flow).isEqualTo(new RunFacts.Flow(3, 3, 1, 1, 1, 1, 0, 1));
    assertThat(flow.open())
        .isEqualTo(flow.before() + flow.fresh() + flow.reopened() - flow.cleared() - flow.closed());
    assertThat(second.cases().orElseThrow().byDivision())
        .extracting(RunFacts.DivisionCases::division)
        .containsExactly("", "529921", "529921100");
    assertThat(second.cases().orElseThrow().trend())
        .containsExactly(
            new RunFacts.OpenOn(OCTOBER, Map.of("HIGH", 2L, "LOW", 1L)),
            new RunFacts.OpenOn(NOVEMBER, Map.of("HIGH", 2L, "LOW", 1L)));
    assertThat(first.cases().orElseThrow().total())
        .isEqualTo(new RunFacts.Flow(3, 0, 3, 0, 0, 0, 0, 0));
  }

  @Test
  void whatChangedIsTold() {
    assertThat(second.changes().orElseThrow().rules())
        .extracting(
            RunFacts.RuleChange::rule, RunFacts.RuleChange::before, RunFacts.RuleChange::now)
        .containsExactly(
            tuple("FIL-01", Optional.empty(), Optional.of(1)),
            tuple("MIS-01", Optional.of(1), Optional.of(2)),
            tuple("SUB-01", Optional.of(1), Optional.empty()));
    assertThat(second.changes().orElseThrow().tables())
        .containsExactly(
            new RunFacts.TableRows(
                "gold.exception_case",
                Fixtures.schemas().contract("gold.exception_case").titleZh(),
                6,
                4));
    assertThat(second.changes().orElseThrow().settings()).isEmpty();
  }

  @Test
  void aRefusedRunTellsNothingThatItDidNotPublish() {
    assertThat(refused.run().published()).isFalse();
    assertThat(refused.run().message()).hasValue("[GATE_CLOSED] Row … of ….");
    assertThat(refused.cases()).isEmpty();
    assertThat(refused.links()).isEmpty();
    assertThat(refused.before().orElseThrow().runId()).isEqualTo("r1");
    assertThat(delivery(refused, "poverty_register").rowsIn()).isEqualTo(120);
    assertThat(delivery(refused, "poverty_register").overdue()).isEmpty();
    assertThat(refused.flaws()).hasSize(1);
    assertThat(refused.changes().orElseThrow().rules()).isEmpty();
  }

  @Test
  void aQuestionIsAJobAndAnUnknownRunIsRefused() {
    // Each of the tables that are there is asked once; Delta reads its logs beside.
    assertThat(jobs).isLessThanOrEqualTo(20);
    Runs runs = Runs.of(lake);
    assertThatThrownBy(() -> FactsReader.read(lake, runs, "x", List.of()))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("hedui status");
  }

  private static RunFacts.Delivery delivery(RunFacts facts, String registry) {
    return facts.deliveries().stream()
        .filter(feed -> feed.registry().equals(registry))
        .findFirst()
        .orElseThrow();
  }

  private static void run(String id, LocalDate date, String state, String message) {
    Map<String, String> row = new HashMap<>();
    row.put("business_date", "DATE'" + date + "'");
    row.put("attempt", "1");
    row.put("state", "'" + state + "'");
    row.put("started_at", "TIMESTAMP'2023-12-01 08:00:00'");
    // The clock of publications is the wall's: these runs never end before they are published.
    row.put("ended_at", "TIMESTAMP'2999-01-01 00:00:00'");
    row.put("code_version", "'1'");
    row.put("schemas_hash", "'abc'");
    row.put("message", message == null ? "NULL" : "'" + message + "'");
    lake.replaceRun(
        TableName.of("ops.run"), rows("ops.run", TableDefinition.RUN_ID, List.of(row)), id);
  }

  private static Map<String, String> feed(
      String registry, String state, int in, int loaded, int quarantined, int duplicate) {
    Map<String, String> row = new HashMap<>();
    row.put("source_file", "'" + registry + "/" + state + in + ".csv'");
    row.put("business_date", "DATE'2023-11-30'");
    row.put("registry", "'" + registry + "'");
    row.put("delivery_date", "DATE'2023-10-01'");
    row.put("state", "'" + state + "'");
    row.put("rows_in", String.valueOf(in));
    row.put("rows_loaded", String.valueOf(loaded));
    row.put("rows_quarantined", String.valueOf(quarantined));
    row.put("rows_duplicate", String.valueOf(duplicate));
    row.put("unknown_columns", "array()");
    row.put("missing_columns", "array()");
    return row;
  }

  private static Map<String, String> earlier(Map<String, String> feed) {
    feed.put("earlier", "true");
    return feed;
  }

  private static Map<String, String> quality(String id, String state, String value) {
    return Map.of(
        "quality_id",
        "'" + id + "'",
        "business_date",
        "DATE'2023-11-30'",
        "registry",
        "'poverty_register'",
        "dimension",
        "'completeness'",
        "severity",
        id.equals("b") ? "'error'" : "'warning'",
        "state",
        "'" + state + "'",
        "value",
        value);
  }

  private static Map<String, String> rule(String code, int version) {
    return Map.of(
        "rule_code", "'" + code + "'",
        "business_date", "DATE'2023-11-30'",
        "rule_version", String.valueOf(version),
        "state", "'passed'",
        "failed", "0",
        "passed", "1",
        "not_applicable", "0",
        "exempted", "0");
  }

  private static Map<String, String> exception(
      String id, String rule, String severity, String state, boolean open, String division) {
    Map<String, String> row = new HashMap<>();
    row.put("exception_id", "'" + id + "'");
    row.put("rule_code", "'" + rule + "'");
    row.put("rule_version", "1");
    row.put("severity", "'" + severity + "'");
    row.put("owner", "'POV'");
    row.put("subject_type", "'PERSON'");
    row.put("subject_key", "'" + id + "'");
    row.put("division_code", division);
    row.put("state", "'" + state + "'");
    row.put("evidence", rule.equals("FIL-01") ? "map('registry', 'student_register')" : "map()");
    row.put("first_seen", "DATE'2023-10-31'");
    row.put("last_seen", "DATE'2023-10-31'");
    row.put("seen_count", "1");
    row.put("state_since", "DATE'2023-10-31'");
    row.put("opened_on", "DATE'2023-10-31'");
    // Without a date it is never due.
    row.put(
        "due_date", id.startsWith("new") || division.equals("NULL") ? "NULL" : "DATE'2023-12-15'");
    row.put("open", String.valueOf(open));
    row.put("overdue", "false");
    row.put("version", "'1'");
    return row;
  }

  private static void ops(String table, String run, List<Map<String, String>> rows) {
    lake.replaceRun(TableName.of(table), rows(table, TableDefinition.RUN_ID, rows), run);
  }

  private static void slice(String table, LocalDate date, List<Map<String, String>> rows) {
    lake.replace(TableName.of(table), rows(table, TableDefinition.BUSINESS_DATE, rows), date);
  }

  private static Dataset<Row> rows(String table, String without, List<Map<String, String>> rows) {
    return Fixtures.rows(lake.definition(TableName.of(table)).schema(), rows).drop(without);
  }

  private static Map<String, Long> versions() {
    TableName cases = TableName.of("gold.exception_case");
    return Map.of(cases.toString(), lake.version(cases));
  }
}
