package org.hedui.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.SparkTest;
import org.hedui.assess.QualityResult.Measurement;
import org.hedui.contract.Contract;
import org.hedui.contract.Contract.Gate;
import org.hedui.contract.QualityRule;
import org.hedui.contract.QualityRule.Comparison;
import org.hedui.contract.QualityRule.Metric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Deequ measures of eight rows that can be counted by hand, and how it is judged. */
@ExtendWith(SparkTest.class)
class JudgeTest {
  private static final LocalDate DAY = LocalDate.of(2023, 11, 30);

  private static Dataset<Row> eightRows(SparkSession spark) {
    return Fixtures.silver(
        spark,
        Fixtures.row("1", "甲", "1", "202301", false),
        Fixtures.row("2", null, "2", null, true),
        Fixtures.row(
            "2", "乙", null, null, false, "CODE_UNKNOWN:sex", "MONTH_UNREADABLE:stop_month"),
        Fixtures.row("3", null, "", null, true),
        Fixtures.row(null, "丙", "1", "202302", false, "CODE_UNKNOWN:head_sex"),
        Fixtures.row(null, "丁", "1", "202302", false),
        Fixtures.row("4", "戊", "2", null, null, (String[]) null),
        Fixtures.row("4", "己", "2", "202303", false));
  }

  private static final Contract CONTRACT =
      Fixtures.contract(
          Gate.BLOCK,
          Fixtures.atMost(60, Metric.NULL_VALUES, "name", "stop_month"),
          Fixtures.atMost(1, Metric.NULL_VALUES, "salary"),
          Fixtures.atMost(30, Metric.INVALID_VALUES, "name"),
          Fixtures.atMost(30, Metric.INVALID_VALUES, "stop_month"),
          Fixtures.atMost(70, Metric.DUPLICATE_VALUES, "person_no"),
          Fixtures.atMost(70, Metric.DUPLICATE_VALUES, "person_no", "sex"),
          Fixtures.atMost(1, Metric.DUPLICATE_VALUES, "salary"),
          Fixtures.condition(60, "sex = '1'"),
          Fixtures.condition(60, "sex IS NULL OR sex <> '2'"),
          Fixtures.condition(60, "CAST(NULL AS STRING) = sex"));

  private static Scan scan;

  @BeforeAll
  static void measureOnce() {
    scan = Scan.of(CONTRACT, eightRows(SparkTest.session()));
  }

  @Test
  void countsNullsOnceTheBlanksThatMeanNoneAreTakenOut() {
    assertMeasured(Fixtures.atMost(30, Metric.NULL_VALUES, "name"), 25, 2, 8);
    assertMeasured(Fixtures.atMost(30, Metric.NULL_VALUES, "sex"), 12.5, 1, 8);
    assertMeasured(Fixtures.atMost(30, Metric.NULL_VALUES, "stop_month"), 25, 2, 8);
    assertMeasured(Fixtures.atMost(60, Metric.NULL_VALUES, "name", "stop_month"), 50, 4, 8);
  }

  @Test
  void countsRowsFlaggedInTheColumnItself() {
    assertMeasured(Fixtures.atMost(30, Metric.INVALID_VALUES, "sex"), 12.5, 1, 8);
    assertMeasured(Fixtures.atMost(30, Metric.INVALID_VALUES, "stop_month"), 12.5, 1, 8);
    assertMeasured(Fixtures.atMost(30, Metric.INVALID_VALUES, "name"), 0, 0, 8);
  }

  @Test
  void countsRowsThatShareTheirKeyAmongRowsThatHaveOne() {
    assertMeasured(Fixtures.atMost(70, Metric.DUPLICATE_VALUES, "person_no"), 400.0 / 6, 4, 6);
    assertMeasured(Fixtures.atMost(70, Metric.DUPLICATE_VALUES, "person_no", "sex"), 40, 2, 5);
  }

  @Test
  void countsRowsInWhichAConditionDoesNotHold() {
    assertMeasured(Fixtures.condition(60, "sex = '1'"), 62.5, 5, 8);
    assertMeasured(Fixtures.condition(60, "sex IS NULL OR sex <> '2'"), 37.5, 3, 8);
  }

  @Test
  void aConditionThatIsNullInEveryRowHoldsInNone() {
    assertMeasured(Fixtures.condition(60, "CAST(NULL AS STRING) = sex"), 100, 8, 8);
  }

  @Test
  void countsRows() {
    assertMeasured(Fixtures.anyRows(), 8, 8, 8);
  }

  @Test
  void aRuleInRowsIsComparedInRows() {
    QualityRule rule =
        new QualityRule(
            "member.name.rows",
            Metric.NULL_VALUES,
            List.of("name"),
            "",
            Comparison.LESS_THAN,
            2,
            false,
            true,
            "completeness",
            "");
    QualityResult result = judge(rule, List.of());
    assertThat(result.measurement()).contains(new Measurement(2, 2, 8));
    assertThat(result.state()).isEqualTo(QualityState.FAILED);
    assertThat(result.message()).contains("2 rows (2 of 8 rows), must be < 2 rows");
  }

  @ParameterizedTest
  @CsvSource({"25, PASSED", "24.9, FAILED"})
  void theThresholdItselfIsKept(double threshold, QualityState state) {
    QualityResult result = judge(Fixtures.atMost(threshold, Metric.NULL_VALUES, "name"), List.of());
    assertThat(result.state()).isEqualTo(state);
    assertThat(result.columns()).contains("name");
    assertThat(result.message().isPresent()).isEqualTo(state == QualityState.FAILED);
  }

  @Test
  void comparesTheRowCountWithTheDateBefore() {
    QualityRule rule = Fixtures.change("RelativeRateOfChange(0.9, 1.1)");
    List<RowCount> history =
        List.of(new RowCount(DAY.minusDays(9), 8), new RowCount(DAY.minusDays(2), 10));
    QualityResult result = judge(rule, history);
    assertThat(result.measurement()).contains(new Measurement(0.8, 8, 10));
    assertThat(result.state()).isEqualTo(QualityState.FAILED);
    assertThat(result.message())
        .contains(
            "0.8 times the rows of before (8 after 10 rows), must be RelativeRateOfChange(0.9, 1.1)");
    assertThat(judge(rule, history.subList(0, 1)).state()).isEqualTo(QualityState.PASSED);
  }

  @Test
  void withoutAnEarlierDateThereIsNoChange() {
    QualityRule rule = Fixtures.change("RelativeRateOfChange(0.9, 1.1)");
    for (List<RowCount> history :
        List.of(List.<RowCount>of(), List.of(new RowCount(DAY.minusDays(1), 0)))) {
      QualityResult result = judge(rule, history);
      assertThat(result.state()).isEqualTo(QualityState.NOT_APPLICABLE);
      assertThat(result.message())
          .contains("There is no earlier business date with rows to compare with.");
    }
  }

  @Test
  void anUnknownStrategyIsAnError() {
    QualityResult result = judge(Fixtures.change("Holt(1)"), List.of());
    assertThat(result.state()).isEqualTo(QualityState.ERROR);
    assertThat(result.message().orElseThrow()).contains("such as RelativeRateOfChange(0.9, 1.1)");
  }

  @Test
  void onlyTheRowCountOfAnEmptyDeliveryIsJudged() {
    Contract contract =
        Fixtures.contract(
            Gate.BLOCK,
            Fixtures.anyRows(),
            Fixtures.atMost(1, Metric.NULL_VALUES, "name"),
            Fixtures.atMost(1, Metric.INVALID_VALUES, "sex"),
            Fixtures.atMost(1, Metric.DUPLICATE_VALUES, "person_no"),
            Fixtures.condition(1, "sex = '1'"),
            Fixtures.change("RelativeRateOfChange(0.9, 1.1)"));
    Scan scan = Scan.of(contract, Fixtures.silver(SparkTest.session()));
    Assessment assessment = Assessment.of(contract, scan, DAY, List.of());
    assertThat(assessment.results().get(0).state()).isEqualTo(QualityState.FAILED);
    assertThat(assessment.results().get(0).message()).contains("0 rows, must be > 0 rows");
    assertThat(assessment.results().subList(1, 6))
        .extracting(QualityResult::state)
        .containsOnly(QualityState.NOT_APPLICABLE);
    assertThat(assessment.profile())
        .singleElement()
        .satisfies(metric -> assertThat(metric.value()).hasValue(0));
  }

  @Test
  void aKeyThatNoRowHasIsNotApplicable() {
    Contract contract =
        Fixtures.contract(Gate.BLOCK, Fixtures.atMost(1, Metric.DUPLICATE_VALUES, "person_no"));
    Dataset<Row> rows =
        Fixtures.silver(SparkTest.session(), Fixtures.row(null, "甲", "1", null, true));
    assertThat(Assessment.of(contract, Scan.of(contract, rows), DAY, List.of()).results())
        .singleElement()
        .satisfies(result -> assertThat(result.state()).isEqualTo(QualityState.NOT_APPLICABLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "salary > 3 | `salary` cannot be resolved",
        "sex = = '1' | Syntax error",
        "length(name) | data type mismatch",
        "name | data type mismatch",
        "name RLIKE '[' | Spark stopped with",
        "length(raise_error(name)) > 0 | Spark stopped with"
      })
  void oneBrokenConditionIsAnErrorAndTheOthersAreMeasured(String sql, String message) {
    QualityRule good =
        new QualityRule(
            "member.good",
            Metric.COMPLIANCE,
            List.of(),
            "sex IS NOT NULL",
            Comparison.LESS_OR_EQUAL,
            50,
            true,
            true,
            "consistency",
            "");
    Contract contract =
        Fixtures.contract(
            Gate.BLOCK,
            Fixtures.condition(0, sql),
            good,
            Fixtures.atMost(30, Metric.NULL_VALUES, "name"));
    List<QualityResult> results =
        Assessment.of(contract, Scan.of(contract, eightRows(SparkTest.session())), DAY, List.of())
            .results();
    assertThat(results)
        .extracting(QualityResult::state)
        .containsExactly(QualityState.ERROR, QualityState.PASSED, QualityState.PASSED);
    assertThat(results.get(0).message().orElseThrow())
        .contains(message)
        .doesNotContain("甲", "乙", "丙", "丁", "戊", "己");
  }

  @Test
  void aColumnThatSilverLacksIsAnError() {
    for (Metric metric : List.of(Metric.NULL_VALUES, Metric.DUPLICATE_VALUES)) {
      QualityResult result = judge(Fixtures.atMost(1, metric, "salary"), List.of());
      assertThat(result.state()).isEqualTo(QualityState.ERROR);
      assertThat(result.message().orElseThrow()).contains("salary");
    }
  }

  @Test
  void profilesEveryColumn() {
    Contract contract = Fixtures.contract(Gate.WARN);
    List<ProfileMetric> profile =
        Assessment.of(contract, Scan.of(contract, eightRows(SparkTest.session())), DAY, List.of())
            .profile();
    assertThat(profile)
        .extracting(
            metric -> metric.column() + " " + metric.name().text(),
            metric -> metric.value().orElseThrow())
        .map(tuple -> Arrays.asList(tuple.toArray()))
        .containsExactly(
            List.of("* RowCount", 8.0),
            List.of("person_no Completeness", 0.75),
            List.of("person_no ApproxCountDistinct", 4.0),
            List.of("name Completeness", 0.75),
            List.of("name ApproxCountDistinct", 6.0),
            List.of("sex Completeness", 0.875),
            List.of("sex ApproxCountDistinct", 3.0),
            List.of("sex Conformity", 0.875),
            List.of("stop_month Completeness", 0.75),
            List.of("stop_month ApproxCountDistinct", 3.0),
            List.of("person_no Uniqueness", 2.0 / 6));
  }

  @Test
  void aRegistryTakesOnePassAndOneMoreAKey() {
    SparkSession spark = SparkTest.session().newSession();
    // Adaptive execution submits each shuffle as a job of its own, which would count passes twice.
    spark.conf().set("spark.sql.adaptive.enabled", false);
    Contract contract =
        Fixtures.contract(
            Gate.BLOCK,
            Fixtures.anyRows(),
            Fixtures.atMost(1, Metric.NULL_VALUES, "name"),
            Fixtures.atMost(1, Metric.NULL_VALUES, "stop_month"),
            Fixtures.atMost(1, Metric.INVALID_VALUES, "sex"),
            Fixtures.atMost(1, Metric.DUPLICATE_VALUES, "person_no"),
            Fixtures.condition(1, "sex = '1'"),
            Fixtures.condition(1, "name IS NOT NULL"));
    assertThat(SparkTest.jobs(() -> Scan.of(contract, eightRows(spark)))).isEqualTo(2);
  }

  private static void assertMeasured(
      QualityRule rule, double value, long numerator, long denominator) {
    QualityResult result = judge(rule, List.of());
    assertThat(result.measurement()).contains(new Measurement(value, numerator, denominator));
    assertThat(result.state())
        .isEqualTo(
            rule.comparison().holds(value, rule.threshold())
                ? QualityState.PASSED
                : QualityState.FAILED);
  }

  private static QualityResult judge(QualityRule rule, List<RowCount> history) {
    return new Judge(CONTRACT, scan, DAY, history).result(rule);
  }
}
