package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What localities add to the rules and change of them holds for their divisions only. */
@ExtendWith(SparkTest.class)
class LocalRulesTest {
  private static final LocalDate DATE = LocalDate.of(2024, 3, 31);

  @TempDir static Path folder;
  private static Schemas schemas;

  @BeforeAll
  static void addThoseOfTwoLocalities() throws IOException {
    Path copy = copy(Fixtures.home().resolve("schemas"), folder.resolve("schemas"));
    write(
        copy.resolve("local/5299.yaml"),
        """
        locality: "5299"
        source: 样例市教育局文件
        rules:
          - {rule: SUB-06, since: 2023-09-01, severity: HIGH, parameters: {days_of_term: 60}}
          - {rule: SUB-06, since: 2024-04-01, parameters: {days_of_term: 10}}
        """);
    write(
        copy.resolve("local/529921.yaml"),
        """
        locality: "529921"
        source: 青岚县教育局文件
        rules:
          - {rule: SUB-06, since: 2023-09-01, parameters: {days_of_term: 30}}
        """);
    write(
        copy.resolve("rules/LOC-529921-01.yaml"),
        """
        code: LOC-529921-01
        version: 1
        since: 2023-09-01
        title: {zh: "发放日期在周末", en: "Paid on a weekend"}
        severity: LOW
        owner: EDU
        grain: payment
        unit: record
        applies_to: >-
          amount > 0 OR amount IS NULL
        predicate: >-
          weekday(pay_date) >= 5
        evidence: {paid_on: "pay_date"}
        guidance: {zh: "核实发放日期。", en: "Check the day."}
        """);
    schemas = SchemasLoader.require(copy);
  }

  @Test
  void theLongestLocalityThatSaysSomethingDecidesEachPart() {
    // 16 November 2023 is 76 days after 1 September.
    assertThat(
            severities(
                "SUB-06",
                List.of(
                    paid("529921101201", "2023-11-16"),
                    paid("529921101202", "2023-10-15"),
                    paid("529922101201", "2023-11-16"),
                    paid("529922101202", "2023-10-15"),
                    paid("520123101201", "2023-11-16"),
                    paid("520123101202", "2023-12-16"),
                    paid(null, "2023-11-16"),
                    paid(null, "2023-12-16"))))
        .isEqualTo(
            Map.of(
                "529921101201", "HIGH",
                "529921101202", "HIGH",
                "529922101201", "HIGH",
                "520123101202", "MEDIUM",
                "unknown", "MEDIUM"));
  }

  @Test
  void evidenceShowsTheDaysAndAChangeNotYetInForceChangesNothing() {
    Rule rule = schemas.rules().get("SUB-06").on(DATE);
    assertThat(rule.local())
        .extracting(change -> change.locality() + " " + change.parameters().get("days_of_term"))
        .containsExactly("529921 30", "5299 60");
    assertThat(schemas.rules().get("SUB-06").on(LocalDate.of(2024, 4, 1)).local())
        .extracting(change -> change.parameters().get("days_of_term"))
        .containsExactly("30", "10");
    assertThat(schemas.rules().get("SUB-06").on(LocalDate.of(2023, 8, 31)).local()).isEmpty();
  }

  @Test
  void aLocalitysOwnRuleJudgesItsOwnDivisionsOnly() {
    // 18 November 2023 is a Saturday.
    assertThat(
            severities(
                "LOC-529921-01",
                List.of(
                    paid("529921101201", "2023-11-18"),
                    paid("529921101202", "2023-11-17"),
                    paid("529922101201", "2023-11-18"),
                    paid(null, "2023-11-18"))))
        .isEqualTo(Map.of("529921101201", "LOW"));
    assertThat(result("LOC-529921-01", List.of(paid("529922101201", "2023-11-18"))))
        .isEqualTo(RuleResult.of("LOC-529921-01", 1, 0, 0, 0));
  }

  @Test
  void theHousesOwnRulesStayAnalysable() {
    assertThat(RuleSql.faults(context())).isEmpty();
  }

  private static Map<String, String> paid(String division, String day) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("subject_key", "'%s %s'".formatted(division, day));
    row.put("division_code", division == null ? "NULL" : "'" + division + "'");
    row.put("pay_date", "DATE'" + day + "'");
    row.put("term_start", "DATE'2023-09-01'");
    row.put("amount", "500");
    return row;
  }

  private static Map<String, String> severities(String rule, List<Map<String, String>> payments) {
    Map<String, String> severities = new LinkedHashMap<>();
    evaluation(rule, payments)
        .findings()
        .orElseThrow()
        .selectExpr("coalesce(division_code, 'unknown')", "severity")
        .collectAsList()
        .forEach(row -> severities.put(row.getString(0), row.getString(1)));
    return severities;
  }

  private static RuleResult result(String rule, List<Map<String, String>> payments) {
    return evaluation(rule, payments).computed().results().get(0);
  }

  private static RuleEngine.Evaluation evaluation(String rule, List<Map<String, String>> payments) {
    RunViews views = new RunViews(context());
    Dataset<Row> view = Fixtures.rows(views.select("grain/payment").schema(), payments);
    return RuleEngine.of(views).prepare(view, "payment", List.of(schemas.rules().get(rule)));
  }

  private static RunContext context() {
    Lake lake = new Lake(SparkTest.session(), folder.resolve("lake").toString(), schemas);
    return new RunContext(lake, DATE, "", "test");
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(to.resolve(from.relativize(file).toString()), Files.readString(file));
      }
    }
    return to;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
