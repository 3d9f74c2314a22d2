package org.hedui.publish;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Budgets, allocations, shares and coverage over rows whose result was reckoned by hand. */
@ExtendWith(SparkTest.class)
class MoneyViewsTest {
  @TempDir private static Path lake;

  @Test
  void aBudgetIsMeasuredAgainstTheYearAndTheHeads() {
    Dataset<Row> execution =
        new ViewRows(lake)
            .with(
                "aid_budget",
                """
                SELECT programme, '529921' AS county_code, '2019-2' AS term, heads AS planned_heads, budget, disbursed,
                       DATE(as_of) AS as_of_date, DATE(delivered) AS delivery_date, 'b.csv' AS source_file,
                       1 AS source_row
                FROM VALUES
                  -- 生均公用经费4122人351.3万，1-6月拨付80万
                  ('PUBLIC_FUNDS', 4122, 3513000, 800000, '2020-06-30', '2020-07-01'),
                  ('PUBLIC_FUNDS', 4122, 3513000, 500000, '2020-03-31', '2020-04-01'),
                  -- 6311名631.1万, 完成率121.67%；1961名156.88万, 115.22%；478名239万
                  ('SEN_GRANT', 6311, 5187000, 6311000, '2020-12-31', '2021-01-01'),
                  ('PRE_AID', 1961, 1361600, 1568800, '2020-12-31', '2021-01-01'),
                  ('HED_CONT', 478, NULL, 2390000, '2020-12-31', '2021-01-01'),
                  -- Nothing to divide by; nothing known; told again of the same day.
                  ('NUT', 0, 0, 10, '2020-01-01', '2020-01-02'),
                  ('LOAN', NULL, 100, NULL, '2020-01-01', '2020-01-02'),
                  ('HEATING', 1, 100, 10, '2020-01-01', '2020-01-02'),
                  ('HEATING', 1, 100, 20, '2020-01-01', '2020-02-02'),
                  (NULL, 1, 100, 20, '2020-01-01', '2020-02-02')
                  AS row(programme, heads, budget, disbursed, as_of, delivered)
                """)
            .select("gold/budget_execution");

    assertThat(
            texts(
                execution.select(
                    "programme_code",
                    "as_of_date",
                    "rate",
                    "elapsed",
                    "lag_points",
                    "over_budget",
                    "budget_a_head",
                    "disbursed_a_head",
                    "newest")))
        .containsExactlyInAnyOrder(
            "PUBLIC_FUNDS 2020-06-30 22.77 49.73 26.96 false 852.26 194.08 true",
            "PUBLIC_FUNDS 2020-03-31 14.23 24.86 10.63 false 852.26 121.30 false",
            "SEN_GRANT 2020-12-31 121.67 100.00 -21.67 true 821.90 1000.00 true",
            "PRE_AID 2020-12-31 115.22 100.00 -15.22 true 694.34 800.00 true",
            "HED_CONT 2020-12-31 - 100.00 - - - 5000.00 true",
            "NUT 2020-01-01 - 0.27 - true - - true",
            "LOAN 2020-01-01 - 0.27 - - - - true",
            "HEATING 2020-01-01 20.00 0.27 -19.73 false 100.00 20.00 true");
  }

  @Test
  void aBudgetGoesToRegisteredPupilsFirstAndThenByFactors() {
    Dataset<Row> allocation =
        new ViewRows(lake)
            .with(
                "aid_budget",
                """
                SELECT programme, county AS county_code, '2023-1' AS term, heads AS planned_heads, budget,
                       DATE(as_of) AS as_of_date, 'b.csv' AS source_file, 1 AS source_row
                FROM VALUES
                  ('BOARD_PRI', '529921', 10, 2000.01, '2023-11-30'),
                  ('BOARD_PRI', '529921', 10, 5.00, '2023-10-31'),
                  ('DAY_PRI', '529921', 4, 1000.01, '2023-11-30'),
                  ('VOC_LIVING', '529803', 5, 100.00, '2023-11-30'),
                  -- Not known how much; nobody whom it owes anything.
                  ('VOC_GRANT', '529803', 5, NULL, '2023-11-30'),
                  ('NUT', '529803', 5, 100.00, '2023-11-30')
                  AS row(programme, county, heads, budget, as_of)
                """)
            .with(
                "policy_standard",
                """
                SELECT locality, programme AS programme_code, programme AS policy_id, '2022-1' AS from_term, 1 AS half,
                       yuan
                FROM VALUES ('5299', 'BOARD_PRI', 500), ('5299', 'BOARD_PRI', 300), ('5299', 'DAY_PRI', 500),
                  ('529803', 'VOC_LIVING', 500), ('529803', 'VOC_GRANT', 500), ('529803', 'NUT', 500)
                  AS row(locality, programme, yuan)
                """)
            .with(
                "allocation_rule",
                """
                SELECT '5299' AS locality, from_term, weights, small_school_below
                FROM VALUES
                  ('2022-1', map('enrolled', 30.00BD, 'hardship', 40.00BD, 'boarders', 10.00BD, 'small_school', 10.00BD,
                                 'performance', 10.00BD), 3),
                  ('2020-1', map('enrolled', 100.00BD), NULL),
                  ('2024-1', map('enrolled', 100.00BD), NULL)
                  AS row(from_term, weights, small_school_below)
                """)
            .with(
                "entitlement",
                """
                SELECT pupil AS person_id, programme AS programme_code, term, 500 AS amount, confirmed,
                       class AS basis_class, pupil AS enrolment_record_id, county AS county_code
                FROM VALUES
                  ('a1', '529921', 'FPKF', '2023-1', true), ('a2', '529921', 'FPDB', '2023-1', true),
                  ('a3', '529921', 'DB', '2023-1', true), ('b1', '529921', 'FPKF', '2023-1', true),
                  ('c1', '529921', 'DB', '2023-1', true),
                  ('a4', '529921', 'FPKF', '2023-1', false), ('b2', '529921', 'FPKF', '2022-2', true),
                  ('x1', '529803', 'DB', '2023-1', true), ('x2', '529803', 'TEKUN', '2023-1', true),
                  ('y1', '529803', 'NONE', '2023-1', true)
                  AS row(pupil, county, class, term, confirmed)
                LATERAL VIEW explode(if(county = '529921', array('BOARD_PRI', 'DAY_PRI'), array('VOC_LIVING', 'VOC_GRANT')))
                  AS programme
                """)
            .with(
                "student_register",
                """
                SELECT pupil AS record_id, upper(substring(pupil, 1, 1)) AS school_code, status, 'DAY' AS boarding
                FROM VALUES ('a1', '01'), ('a2', '01'), ('a3', '01'), ('a4', '01'), ('a5', '03'), ('b1', '01'), ('b2', '01'),
                  ('c1', '01'), ('x1', '01'), ('x2', '01'), ('y1', '01') AS row(pupil, status)
                """)
            .with(
                "identity_link",
                """
                SELECT pupil AS record_id, pupil AS person_id
                FROM VALUES ('a1'), ('a2'), ('a3'), ('a4'), ('a5'), ('b1'), ('b2'), ('c1'), ('x1'), ('x2'), ('y1')
                  AS row(pupil)
                """)
            .with(
                "school",
                """
                SELECT * FROM VALUES ('A', '529921100'), ('B', '529921101'), ('C', '529921101')
                  AS row(school_code, town_code)
                """)
            .with(
                "work_task",
                """
                SELECT town AS division_code, planned, done, DATE(due) AS due_date
                FROM VALUES ('529921100', 10, 12, '2022-12-31'), ('529921101', 10, 5, '2022-12-31'),
                  ('529921101', 10, 10, '2023-12-31'), ('529921101', 0, 10, '2022-12-31') AS row(town, planned, done, due)
                """)
            .select("gold/fund_allocation");

    assertThat(
            texts(
                allocation.select(
                    "programme_code",
                    "school_code",
                    "entitled_pupils",
                    "registered_pupils",
                    "factor_share",
                    "first_part",
                    "rest_part",
                    "allocated",
                    "shortfall",
                    "unallocated",
                    "quota_heads",
                    "quota_left")))
        .containsExactlyInAnyOrder(
            "BOARD_PRI A 3 2 0.512698 1000.00 256.36 1256.36 0.00 0.00 7 0",
            "BOARD_PRI B 1 1 0.267460 500.00 133.73 633.73 0.00 0.00 3 0",
            "BOARD_PRI C 1 0 0.219841 0.00 109.92 109.92 0.00 0.00 0 0",
            // It does not even reach the registered: they share it.
            "DAY_PRI A 3 2 0.512698 666.67 0.00 666.67 499.99 0.00 3 0",
            "DAY_PRI B 1 1 0.267460 333.34 0.00 333.34 499.99 0.00 1 0",
            "DAY_PRI C 1 0 0.219841 0.00 0.00 0.00 499.99 0.00 0 0",
            // No word of weights: by pupils entitled. Nobody registered: no quotas.
            "VOC_LIVING X 2 0 0.666667 0.00 66.67 66.67 0.00 0.00 - -",
            "VOC_LIVING Y 1 0 0.333333 0.00 33.33 33.33 0.00 0.00 - -");
  }

  @Test
  void levelsOweTheirSharesToTheCentAndAreComparedWithWhatCame() {
    Dataset<Row> shares =
        new ViewRows(lake)
            .with(
                "entitlement",
                """
                SELECT '529921' AS county_code, *
                FROM VALUES
                  ('p1', 'PRE_AID', '2023-1', 333.33, true, 0, 200.00, 26.67, 106.66, 0),
                  ('p2', 'PRE_AID', '2023-1', 500.00, true, 0, 300.00, 40.00, 160.00, 0),
                  -- Two counties share its costs differently; not confirmed; another term; no shares at all.
                  ('p3', 'PRE_AID', '2023-1', 100.00, true, NULL, NULL, NULL, NULL, NULL),
                  ('p4', 'PRE_AID', '2023-1', 500.00, false, 0, 300.00, 40.00, 160.00, 0),
                  ('p1', 'PRE_AID', '2022-2', 500.00, true, 0, 300.00, 40.00, 160.00, 0),
                  ('p1', 'BOARD_PRI', '2023-1', 500.00, true, NULL, NULL, NULL, NULL, NULL)
                  AS row(person_id, programme_code, term, amount, confirmed, share_central, share_province, share_city,
                         share_county, share_rest)
                """)
            .with("delivered", "SELECT array('fund_allocation') AS registries")
            .with(
                "fund_allocation",
                """
                SELECT '529921' AS county_code, programme, '2023-1' AS term, central, province, city, county,
                       DATE(received) AS received_date
                FROM VALUES ('PRE_AID', 0, 400, 60, NULL, '2023-10-20'), ('PRE_AID', 0, 150, 0, 200, '2023-11-30'),
                  ('PRE_AID', 0, 150, 0, 200, '2023-12-01'), ('PRE_AID', 0, 150, 0, 200, NULL),
                  ('DAY_PRI', 0, 60, 20, 20, '2023-10-20') AS row(programme, central, province, city, county, received)
                """)
            .select("gold/cost_share");

    assertThat(
            texts(
                shares.select(
                    "programme_code",
                    "level",
                    "owed",
                    "unshared",
                    "due",
                    "due_percent",
                    "received",
                    "balance")))
        .containsExactlyInAnyOrder(
            "PRE_AID CENTRAL 933.33 100.00 0.00 0.00 0.00 0.00",
            "PRE_AID PROVINCE 933.33 100.00 500.00 60.00 550.00 50.00",
            "PRE_AID CITY 933.33 100.00 66.67 8.00 60.00 -6.67",
            "PRE_AID COUNTY 933.33 100.00 266.66 32.00 - -",
            "PRE_AID REST 933.33 100.00 0.00 0.00 - -",
            "BOARD_PRI CENTRAL 500.00 500.00 - - 0.00 -",
            "BOARD_PRI PROVINCE 500.00 500.00 - - 0.00 -",
            "BOARD_PRI CITY 500.00 500.00 - - 0.00 -",
            "BOARD_PRI COUNTY 500.00 500.00 - - 0.00 -",
            "DAY_PRI CENTRAL 0.00 0.00 0.00 - 0.00 0.00",
            "DAY_PRI PROVINCE 0.00 0.00 0.00 - 60.00 60.00",
            "DAY_PRI CITY 0.00 0.00 0.00 - 20.00 20.00",
            "DAY_PRI COUNTY 0.00 0.00 0.00 - 20.00 20.00");
  }

  @Test
  void personsAidedAreNotPersonTimesAndSmallCellsStayHidden() {
    Dataset<Row> indicators =
        new ViewRows(lake)
            .with(
                "division",
                """
                SELECT * FROM VALUES ('520000', '1', NULL), ('529900', '2', '520000'), ('529921', '3', '529900'),
                  ('529922', '3', '529900') AS row(code, level, parent_code)
                """)
            // 133 pupils of one county, one of them at two schools; 13 of another, 3 of them in
            // junior high.
            .with(
                "student_register",
                """
                SELECT concat('r', id) AS record_id, if(id BETWEEN 200 AND 212, 'B', 'A') AS school_code,
                       if(id % 100 < 10 OR id BETWEEN 20 AND 133, 'PRI', 'JUN') AS stage,
                       if(id = 300, '03', '01') AS status
                FROM range(301) WHERE id < 134 OR id BETWEEN 200 AND 212 OR id = 300
                """)
            .with(
                "identity_link",
                """
                SELECT concat('r', id) AS record_id, concat('p', if(id = 133, 0, id)) AS person_id FROM range(301)
                """)
            .with(
                "school",
                "SELECT * FROM VALUES ('A', '529921'), ('B', '529922') AS row(school_code, county_code)")
            .with(
                "entitlement",
                """
                SELECT concat('p', id) AS person_id, 'PRE_AID' AS programme_code, '2023-1' AS term, 100 AS amount,
                       true AS confirmed, '529921' AS county_code
                FROM range(34) WHERE id < 12 OR id >= 24
                """)
            .with(
                "paid",
                """
                SELECT concat('p', if(id = 24, 300, id)) AS person_id, 'PRE_AID' AS programme_code, '2023-1' AS term,
                       if(id = 25, NULL, 80) AS paid, if(id < 6, 2, if(id = 25, 0, 1)) AS paid_rows
                FROM range(26)
                """)
            .select("gold/indicator");

    assertThat(
            texts(
                indicators
                    .where("division_level = 3 OR (division_level = 1 AND stage = 'ALL')")
                    .withColumn("value", expr("round(100 * value, 2)"))
                    .select(
                        "indicator_code",
                        "division_code",
                        "stage",
                        "numerator",
                        "denominator",
                        "value",
                        "suppressed")))
        .containsExactlyInAnyOrder(
            "AID_COVERAGE_PUPILS 529921 ALL 12.00 22.00 54.55 false",
            "AID_COVERAGE_YUAN 529921 ALL 960.00 2200.00 43.64 false",
            "AID_GAP_PUPILS 529921 ALL 22.00 22.00 100.0 false",
            "AID_GAP_YUAN 529921 ALL 1240.00 2200.00 56.36 false",
            // Two of those owed are in junior high.
            "AID_COVERAGE_PUPILS 529921 PRI - - - true",
            "AID_COVERAGE_YUAN 529921 PRI - - - true",
            "AID_GAP_PUPILS 529921 PRI - - - true",
            "AID_GAP_YUAN 529921 PRI - - - true",
            "AID_COVERAGE_PUPILS 529921 JUN - - - true",
            "AID_COVERAGE_YUAN 529921 JUN - - - true",
            "AID_GAP_PUPILS 529921 JUN - - - true",
            "AID_GAP_YUAN 529921 JUN - - - true",
            // 资助面18.05%: persons, not the 30 payments to them.
            "AID_REACH_PERSONS 529921 ALL 24.00 133.00 18.05 false",
            "AID_REACH_TIMES 529921 ALL 30.00 - 3000.0 false",
            "AID_REACH_PERSONS 529922 ALL 0.00 13.00 0.0 false",
            "AID_REACH_TIMES 529922 ALL 0.00 - 0.0 false",
            // The three of junior high are few, and the city less the other county would tell of
            // them.
            "AID_REACH_PERSONS 529921 PRI - - - true",
            "AID_REACH_TIMES 529921 PRI - - - true",
            "AID_REACH_PERSONS 529921 JUN - - - true",
            "AID_REACH_TIMES 529921 JUN - - - true",
            "AID_REACH_PERSONS 529922 JUN - - - true",
            "AID_REACH_TIMES 529922 JUN - - - true",
            "AID_REACH_PERSONS 529922 PRI - - - true",
            "AID_REACH_TIMES 529922 PRI - - - true",
            // The whole province.
            "AID_COVERAGE_PUPILS 520000 ALL 12.00 22.00 54.55 false",
            "AID_COVERAGE_YUAN 520000 ALL 960.00 2200.00 43.64 false",
            "AID_GAP_PUPILS 520000 ALL 22.00 22.00 100.0 false",
            "AID_GAP_YUAN 520000 ALL 1240.00 2200.00 56.36 false",
            "AID_REACH_PERSONS 520000 ALL 24.00 146.00 16.44 false",
            "AID_REACH_TIMES 520000 ALL 30.00 - 3000.0 false");
  }

  /** The rows as text, NULL as a dash. */
  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(
            row ->
                Arrays.stream(row.schema().fieldNames())
                    .map(name -> text(row.getAs(name)))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? "-" : value.toString();
  }
}
