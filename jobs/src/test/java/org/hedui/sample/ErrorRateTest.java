package org.hedui.sample;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The view {@code gold/error_rate} over tables of a few columns: nothing is read from a lake. Three
 * counties, each with two townships of 100 and 50 households, of which ten and five were drawn in
 * sample s1; in the fourth, cases were answered.
 */
@ExtendWith(SparkTest.class)
class ErrorRateTest {
  private static final ErrorRate EXIT = ErrorRate.all(Fixtures.schemas()).get(0);

  private static SparkSession session;
  private static Map<String, Row> cells;

  @BeforeAll
  static void reckonOnce() {
    isolate();
    view(
        "division",
        """
        SELECT code, parent_code
        FROM VALUES ('529921', '529900'), ('529922', '529900'), ('529923', '529900'), ('529924', '529900'),
                    ('529900', '520000'), ('520000', NULL) AS d(code, parent_code)
        """);
    view("county", "SELECT explode(array('529921', '529922', '529923')) AS county");
    view(
        "rated_household",
        """
        SELECT 'WRONG_EXIT' AS rate_code, concat(county, 'h', id) AS household_id,
               concat(county, if(id < 100, '100', '101')) AS town, if(id < 100, 2, 3) AS members
        FROM county, range(150)
        UNION ALL SELECT 'MISSED', concat('h', id), '529924100', 4 FROM range(1000)
        """);
    // In the third county s2 draws from the second township again, s3 too: nobody has answered it.
    view(
        "sample",
        """
        SELECT concat(county, 's1') AS sample_id, 'WRONG_EXIT' AS rate_code, concat(county, town) AS town, 1 AS sample_no,
               DATE '2023-11-30' AS population_date, households, drawn
        FROM county, VALUES ('100', 100L, 10L), ('101', 50L, 5L) AS t(town, households, drawn)
        UNION ALL SELECT '529923s2', 'WRONG_EXIT', '529923101', 2, DATE '2023-11-30', 50L, 30L
        UNION ALL SELECT '529923s3', 'WRONG_EXIT', '529923101', 3, DATE '2023-11-30', 50L, 30L
        """);
    view(
        "sample_household",
        """
        SELECT concat(county, 's1') AS sample_id, concat(county, 'h', id) AS household_id,
               concat(county, if(id < 100, '100', '101')) AS town,
               CASE WHEN id = 0 THEN 4 WHEN id < 100 THEN 2 ELSE 3 END AS members
        FROM county, range(105) WHERE id < 10 OR id >= 100
        UNION ALL SELECT concat('529923', sample), concat('529923h', id), '529923101', 3
        FROM range(100, 130), VALUES ('s2'), ('s3') AS s(sample)
        """);
    // Household 0: 3 of 4 members; 100: all 3. 8 is not found, 9 blank; 1 was answered twice, 2
    // again
    // after the business date.
    view(
        "sample_answer",
        """
        SELECT concat(county, 's1') AS sample_id, concat(county, household) AS household_id, answer_no, answer,
               members_wrong, decided_on
        FROM county, (
          SELECT *
          FROM VALUES ('h0', 1, 'WRONG', 3, DATE '2023-12-05'), ('h100', 1, 'WRONG', 3, DATE '2023-12-05'),
                      ('h1', 1, 'WRONG', 2, DATE '2023-12-05'), ('h1', 2, 'RIGHT', NULL, DATE '2023-12-05'),
                      ('h2', 3, 'WRONG', 2, DATE '2024-01-15'), ('h8', 1, 'UNVERIFIABLE', NULL, DATE '2023-12-05')
            AS a(household, answer_no, answer, members_wrong, decided_on)
          UNION ALL
          SELECT concat('h', id), 1, 'RIGHT', NULL, DATE '2023-12-05'
          FROM range(105) WHERE id BETWEEN 2 AND 7 OR id > 100
        )
        WHERE county = '529921' OR (county = '529922' AND NOT household LIKE 'h10_')
          OR (county = '529923' AND household IN ('h0', 'h3', 'h4', 'h5'))
        UNION ALL SELECT '529923s3', '529923h100', 1, 'UNVERIFIABLE', NULL, DATE '2023-12-05'
        UNION ALL
        SELECT '529923s2', concat('529923h', id), 1, if(id < 103, 'WRONG', 'RIGHT'), if(id < 103, 1, NULL),
               DATE '2023-12-05'
        FROM range(100, 130)
        """);
    // The household a0 of social assistance shares three members with h70 and one with h71.
    view(
        "membership",
        """
        SELECT 'a0' AS household_id, concat('p', id) AS person_id, 'social_assistance' AS source FROM range(4)
        UNION ALL SELECT if(id < 3, 'h70', 'h71'), concat('p', id), 'poverty_register' FROM range(4)
        """);
    view(
        "case",
        """
        SELECT concat('c', id) AS exception_id, 'MIS-01' AS rule_code, concat('h', id) AS household_id,
               CAST(NULL AS STRING) AS person_id, if(id < 10, 'CONFIRMED', 'SOURCE_WRONG') AS verdict,
               if(id < 10, 'CONFIRMED', 'NOT_CONFIRMED') AS state, id < 10 AS open
        FROM range(50)
        UNION ALL SELECT 'd', 'MIS-01', 'h0', NULL, 'CONFIRMED', 'CONFIRMED', true -- twice the same household
        UNION ALL SELECT concat('w', id), 'MIS-02', 'h60', concat('q', id), 'CONFIRMED', 'CONFIRMED', true FROM range(2)
        UNION ALL SELECT concat('x', id), 'MIS-02', 'h61', concat('r', id), 'CONFIRMED', 'CONFIRMED', true FROM range(4)
        UNION ALL SELECT 'e', 'MIS-02', 'a0', NULL, 'CONFIRMED', 'CONFIRMED', true
        UNION ALL SELECT 'f', 'MIS-01', 'h80', NULL, NULL, 'NEW', true
        UNION ALL SELECT 'g', 'MIS-01', 'h81', NULL, 'UNVERIFIABLE', 'VERIFYING', true
        UNION ALL SELECT 'i', 'MIS-01', 'h82', NULL, NULL, 'AUTO_CLEARED', false
        UNION ALL SELECT 'j', 'MIS-01', 'h83', NULL, 'CONFIRMED', 'AUTO_CLEARED', false -- true, and mended since
        UNION ALL SELECT 'k', 'SUB-01', 'h84', NULL, 'CONFIRMED', 'CONFIRMED', true -- no rule of a rate
        UNION ALL SELECT 'l', 'MIS-01', 'elsewhere', NULL, 'CONFIRMED', 'CONFIRMED', true
        """);
    cells = new TreeMap<>();
    for (Row row : rates().collectAsList()) {
      cells.put(
          String.join(" ", row.getAs("division_code"), row.getAs("basis"), row.getAs("unit")), row);
    }
  }

  private static void isolate() {
    // The names of these tables are taken in other tests. Few rows are interpreted, as in a run.
    session = SparkTest.session().newSession();
    session.conf().set("spark.sql.codegen.wholeStage", false);
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.adaptive.enabled", false);
    view(
        "codes_error_rate",
        """
        SELECT code, bar_percent, judged_by, rules
        FROM VALUES ('WRONG_EXIT', '2', 'SAMPLE', 'EXT-01'), ('MISSED', '3', 'SAMPLE', 'MIS-01|MIS-02')
          AS c(code, bar_percent, judged_by, rules)
        """);
  }

  private static void view(String name, String sql) {
    session.sql(sql).createOrReplaceTempView(name);
  }

  private static Dataset<Row> rates() {
    return session.sql(
        Fixtures.schemas().views().get("shared/error_rate"),
        Map.of("business_date", LocalDate.of(2023, 12, 31)));
  }

  /** Some columns of a cell, in the order of their names. */
  private static String told(String cell, String... columns) {
    Row row = cells.get(cell);
    return Arrays.stream(columns)
        .map(
            column ->
                row.getAs(column) instanceof Double share
                    ? "%.4f".formatted(share)
                    : String.valueOf(row.<Object>getAs(column)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void anEstimateIsThatOfTheHandComputedExample() {
    // p = (100 / 8 + 50 / 5) / 150; g = (100² 0.92 / 8 + 50² 0.9 / 5) / 150² = 0.07111.
    Row households = cells.get("529921 SAMPLE HOUSEHOLD");
    assertThat(households.<Double>getAs("rate")).isEqualTo(0.15, within(1e-12));
    assertThat(households.<Double>getAs("lower")).isEqualTo(0.043448632514912204, within(1e-9));
    assertThat(households.<Double>getAs("upper")).isEqualTo(0.4067427972920983, within(1e-9));
    assertThat(
            told(
                "529921 SAMPLE HOUSEHOLD",
                "numerator",
                "denominator",
                "bar",
                "verdict",
                "official",
                "answered",
                "unanswered",
                "towns",
                "suppressed"))
        .isEqualTo("22.50 150.00 0.0200 MISSED true 13 2 2 false");
    assertThat(households.<String>getList(households.fieldIndex("sample_ids")))
        .containsExactly("529921s1");

    // p = (100 / 8 * 3 + 50 / 5 * 3) / (100 / 8 * 18 + 50 / 5 * 15); mean squares 5.5 and 9.
    Row persons = cells.get("529921 SAMPLE PERSON");
    assertThat(persons.<Double>getAs("rate")).isEqualTo(0.18, within(1e-12));
    assertThat(persons.<Double>getAs("lower")).isEqualTo(0.056789290418287744, within(1e-9));
    assertThat(persons.<Double>getAs("upper")).isEqualTo(0.4445408705548225, within(1e-9));

    assertThat(cells.keySet())
        .filteredOn(cell -> cell.startsWith("529921"))
        .hasSize(6)
        .contains("529921100 SAMPLE PERSON", "529921101 SAMPLE HOUSEHOLD");
  }

  @Test
  void aTownshipWithoutAnAnswerLeavesItsCountyOpen() {
    String[] columns = {
      "verdict", "rate", "numerator", "towns_answered", "towns", "answered", "unanswered"
    };
    assertThat(told("529922 SAMPLE HOUSEHOLD", columns)).isEqualTo("UNDECIDED null null 1 2 8 7");
    assertThat(told("529922100 SAMPLE HOUSEHOLD", columns))
        .isEqualTo("MISSED 0.1250 12.50 1 1 8 2");
    assertThat(told("529922101 SAMPLE HOUSEHOLD", columns))
        .isEqualTo("UNDECIDED null null 0 1 0 5");
    // So it leaves city and province.
    assertThat(told("529900 SAMPLE HOUSEHOLD", "verdict", "rate", "division_level"))
        .isEqualTo("UNDECIDED null 2");
    assertThat(told("520000 SAMPLE PERSON", "verdict", "rate", "division_level"))
        .isEqualTo("UNDECIDED null 1");
  }

  @Test
  void theNewestSampleWithAnAnswerCountsAndSmallCellsAreSuppressed() {
    // Three of thirty are a small count where most of the fifty households were visited.
    assertThat(told("529923101 SAMPLE HOUSEHOLD", "suppressed", "rate", "verdict", "answered"))
        .isEqualTo("true null null null");
    Row town = cells.get("529923101 SAMPLE HOUSEHOLD");
    assertThat(town.<String>getList(town.fieldIndex("sample_ids"))).containsExactly("529923s2");
    // Four answers are too few.
    assertThat(told("529923100 SAMPLE PERSON", "suppressed", "rate")).isEqualTo("true null");
    // (100 / 4 + 50 / 30 * 3) / 150
    assertThat(told("529923 SAMPLE HOUSEHOLD", "suppressed", "rate", "verdict"))
        .isEqualTo("false 0.2000 MISSED");
  }

  @Test
  void confirmedCasesCountByHouseholdAndPersonOverTheReviewedAndOverAll() {
    // Households: ten, h61 as all its members are, h70. Reviewed are also h60, h83 and 40 others.
    // Persons: four of each of these households, and two of h60.
    String[] columns = {
      "numerator", "denominator", "lower", "upper", "verdict", "official", "answered", "unanswered"
    };
    assertThat(told("529924 POPULATION HOUSEHOLD", columns))
        .isEqualTo("12.00 1000.00 0.0120 null UNDECIDED false 54 2");
    assertThat(told("529924 POPULATION PERSON", columns))
        .isEqualTo("50.00 4000.00 0.0125 null UNDECIDED false 54 2");
    assertThat(told("529924 REVIEWED HOUSEHOLD", columns))
        .isEqualTo("12.00 54.00 0.2222 0.2222 MISSED false 54 2");
    assertThat(told("529924 REVIEWED PERSON", columns))
        .isEqualTo("50.00 216.00 0.2315 0.2315 MISSED false 54 2");
  }

  /**
   * 300 counties of three townships with 0, 3 and 6 % of their 600 households in error; every tenth
   * is not found. An interval of 95 % has to hold the truth of 93 % of the counties at least.
   */
  @Test
  @Tag("slow") // Half a minute.
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    isolate();
    view(
        "division",
        """
        SELECT CAST(100000 + id AS STRING) AS code, '529900' AS parent_code FROM range(300)
        UNION ALL SELECT '529900', NULL
        """);
    view("membership", "SELECT '' AS household_id, '' AS person_id, '' AS source WHERE false");
    view(
        "case",
        """
        SELECT '' AS exception_id, '' AS rule_code, '' AS household_id, '' AS person_id, '' AS verdict, '' AS state,
               false AS open
        WHERE false
        """);
    Dataset<Row> population =
        session.sql(
            """
            SELECT 'WRONG_EXIT' AS rate_code, concat('h', id) AS household_id,
                   concat(100000 + id div 600, '10', id % 3) AS town, CAST(1 + pmod(hash(id), 6) AS INT) AS members,
                   pmod(xxhash64(id, 'error'), 100) < 3 * (id % 3) AS wrong
            FROM range(180000)
            """);
    population.createOrReplaceTempView("rated_household");
    Sample sample =
        new SampleDraw(
                new SampleDesign(EXIT, Fixtures.DATE, "", false, Optional.of(36_000), 1, 20231130L),
                population)
            .draw();
    frame(
            sample.strata().stream()
                .map(town -> RowFactory.create(town.town(), town.households(), town.drawn()))
                .toList(),
            "town string, households bigint, drawn bigint")
        .selectExpr(
            "'s' AS sample_id",
            "'WRONG_EXIT' AS rate_code",
            "1 AS sample_no",
            "DATE '2023-11-30' AS population_date",
            "*")
        .createOrReplaceTempView("sample");
    frame(
            sample.households().stream()
                .map(drawn -> RowFactory.create(drawn.id(), drawn.town(), drawn.members()))
                .toList(),
            "household_id string, town string, members int")
        .selectExpr("'s' AS sample_id", "*")
        .createOrReplaceTempView("sample_household");
    view(
        "sample_answer",
        """
        SELECT 's' AS sample_id, household_id, 1 AS answer_no,
               CASE WHEN pmod(xxhash64(household_id, 'away'), 10) = 0 THEN 'UNVERIFIABLE' WHEN wrong THEN 'WRONG' ELSE 'RIGHT' END AS answer,
               CASE WHEN wrong THEN rated_household.members END AS members_wrong, DATE '2023-12-05' AS decided_on
        FROM sample_household JOIN rated_household USING (household_id)
        """);
    Dataset<Row> truth =
        session.sql(
            """
            SELECT left(town, 6) AS division_code, unit, sum(if(wrong, m, 0)) / sum(m) AS truth
            FROM (SELECT *, explode(map('HOUSEHOLD', 1, 'PERSON', members)) AS (unit, m) FROM rated_household)
            GROUP BY ALL
            """);

    List<Row> held =
        rates()
            .where("division_level = 3")
            .join(truth, new String[] {"division_code", "unit"}, "inner")
            .groupBy("unit")
            .agg(
                expr("count(*)"),
                expr("avg(int(truth BETWEEN lower AND upper))"),
                expr("avg(rate - truth)"))
            .orderBy("unit")
            .collectAsList();

    assertThat(held).allMatch(row -> row.getLong(1) == 300);
    assertThat(held).allMatch(row -> row.getDouble(2) >= 0.93, held.toString());
    // The estimate is not off to one side.
    assertThat(held).allMatch(row -> Math.abs(row.getDouble(3)) < 0.003, held.toString());
  }

  private static Dataset<Row> frame(List<Row> rows, String schema) {
    return session.createDataFrame(rows, StructType.fromDDL(schema));
  }
}
