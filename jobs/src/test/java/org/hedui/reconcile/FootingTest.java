package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.hedui.contract.Rule;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Figures of plans, reports, budgets and allocations are reckoned again. */
@ExtendWith(SparkTest.class)
class FootingTest {
  private static final List<Rule> RULES =
      Fixtures.schemas().rules().values().stream()
          .filter(rule -> rule.grain().equals("figure"))
          .sorted(Comparator.comparing(Rule::code))
          .toList();

  @TempDir private static Path lake;

  @Test
  void everyStatementOfTheFoundingDocumentsGetsItsVerdict() throws IOException {
    List<Map<String, Object>> statements = statements();
    List<String> figures = new ArrayList<>();
    for (int number = 0; number < statements.size(); number++) {
      figures.addAll(figures(number, statements.get(number)));
    }

    Map<String, Row> judged =
        judged(
            new ViewRows(lake)
                .with(
                    "plan_figure",
                    """
                    SELECT 'plan_figure/2023-11-30/plan.csv' AS source_file, *
                    FROM VALUES %s
                      AS row(record_id, source_row, document, statement_no, kind, role, item_no, value, unit, note)
                    """
                        .formatted(String.join(", ", figures))));

    assertThat(judged).hasSameSizeAs(statements).hasSizeGreaterThan(40);
    assertSoftly(
        softly -> {
          for (int number = 0; number < statements.size(); number++) {
            Map<String, Object> statement = statements.get(number);
            softly
                .assertThat(words(judged.get(String.valueOf(number)), statement))
                .as("%s %s", statement.get("source"), statement.get("says"))
                .isEqualTo(expected(statement));
          }
        });
  }

  @Test
  void budgetsAndAllocationsAreReckonedToTheYuan() {
    Map<String, Row> judged =
        judged(
            new ViewRows(lake)
                .with(
                    "aid_budget",
                    """
                    SELECT name AS record_id, name AS record_key, '2023-1' AS term, '529921' AS county_code,
                           'VOC_LIVING' AS programme, planned_heads, budget, disbursed
                    FROM VALUES ('exact', 12, 6000, 3000), ('a-yuan', 12, 6001, -1), ('false', 12, 7550, 8000),
                      ('wan', 12, 0.6, 0), ('unknown', NULL, 0, 0) AS row(name, planned_heads, budget, disbursed)
                    """)
                .with(
                    "policy_standard",
                    """
                    SELECT '5299' AS locality, 'VOC_LIVING' AS programme_code, 'p' AS policy_id,
                           '2022-1' AS from_term, 1 AS half, 500 AS yuan
                    """)
                .with(
                    "fund_allocation",
                    """
                    SELECT name AS record_id, name AS record_key, allocated, 0 AS central, 600 AS province,
                           200 AS city, county
                    FROM VALUES ('full', 1000, 200), ('short', 1002, 200), ('open', 1000, NULL)
                      AS row(name, allocated, county)
                    """));

    assertThat(judged.keySet().stream().map(key -> key + " " + found(judged.get(key))))
        .containsExactlyInAnyOrder(
            "exact/PRODUCT ",
            "exact/RATE ",
            "a-yuan/PRODUCT ",
            "a-yuan/RATE BUD-08",
            "false/PRODUCT BUD-06",
            "false/RATE BUD-08",
            "wan/PRODUCT BUD-06 BUD-09",
            "wan/RATE ",
            "unknown/PRODUCT ?BUD-06 ?BUD-09",
            "unknown/RATE ?BUD-08",
            "full/SUM ",
            "short/SUM BUD-07",
            "open/SUM ?BUD-07");
  }

  /** The rows of the grain by the record that is the subject, and its kind if it has several. */
  private static Map<String, Row> judged(ViewRows rows) {
    rows.select("grain/figure").createOrReplaceTempView("judged");
    return SparkTest.session()
        .sql(GrainSql.outcomes("judged", RULES), RunViews.parameters(Fixtures.context(lake)))
        .selectExpr(
            "concat_ws('/', split(records[0].record_id, ' ')[0],"
                + " CASE WHEN registry <> 'plan_figure' THEN kind END) AS name",
            "*")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getAs("name"), Function.identity()));
  }

  private static List<String> figures(int number, Map<String, Object> statement) {
    List<String> figures = new ArrayList<>();
    String unit = statement.containsKey("unit") ? (String) statement.get("unit") : "";
    for (String role : List.of("total", "rate", "numerator", "denominator")) {
      if (statement.containsKey(role)) {
        boolean measured = role.equals("total") || role.equals("rate");
        figures.add(figure(number, statement, role, 1, statement.get(role), measured ? unit : ""));
      }
    }
    for (String role : List.of("parts", "heads", "standards")) {
      List<?> values = (List<?>) statement.getOrDefault(role, List.of());
      IntStream.range(0, values.size())
          .mapToObj(
              item ->
                  figure(
                      number,
                      statement,
                      role.equals("heads") ? role : role.replaceAll("s$", ""),
                      item + 1,
                      values.get(item),
                      ""))
          .forEach(figures::add);
    }
    return figures;
  }

  /** A row of the registry as a row of SQL. */
  private static String figure(
      int number, Map<String, Object> statement, String role, int item, Object value, String unit) {
    return Stream.of(
            text("%d %s %d".formatted(number, role, item)),
            String.valueOf(item),
            text((String) statement.get("source")),
            text(String.valueOf(number)),
            text((String) statement.get("kind")),
            text(role.toUpperCase(Locale.ROOT)),
            String.valueOf(item),
            text((String) value),
            text(unit),
            text((String) statement.getOrDefault("note", "")))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }

  private static String expected(Map<String, Object> statement) {
    boolean unknown = statement.get("verdict").equals("unknown");
    String rules =
        unknown
            ? RULES.stream()
                .filter(
                    rule ->
                        rule.appliesTo().orElseThrow().contains("'" + statement.get("kind") + "'"))
                .map(rule -> "?" + rule.code())
                .collect(Collectors.joining(" "))
            : (String) statement.getOrDefault("found", "");
    return "%s, reckoned %s, difference %s, found %s"
        .formatted(
            statement.get("verdict"),
            statement.get("reckoned"),
            statement.get("difference"),
            rules);
  }

  /** What came out, to as many decimals as are expected. */
  private static String words(Row row, Map<String, Object> statement) {
    return "%s, reckoned %s, difference %s, found %s"
        .formatted(
            Objects.requireNonNullElse(row.getAs("verdict"), "unknown"),
            statement.containsKey("reckoned")
                ? like(row.getAs("reckoned"), statement.get("reckoned"))
                : null,
            like(row.getAs("difference"), statement.getOrDefault("difference", "0")),
            found(row));
  }

  private static BigDecimal like(BigDecimal value, Object expected) {
    return value == null
        ? null
        : value.setScale(new BigDecimal((String) expected).scale(), RoundingMode.HALF_UP);
  }

  /** The rules that find the row, with a question mark those that cannot judge it. */
  private static String found(Row row) {
    return RULES.stream()
        .map(Rule::code)
        .flatMap(
            code ->
                switch (row.<Integer>getAs(code)) {
                  case GrainSql.FAILED -> Stream.of(code);
                  case GrainSql.UNKNOWN -> Stream.of("?" + code);
                  default -> Stream.empty();
                })
        .collect(Collectors.joining(" "));
  }

  @SuppressWarnings("unchecked") // The shape of the file, which the assertions check.
  private static List<Map<String, Object>> statements() throws IOException {
    try (InputStream file = FootingTest.class.getResourceAsStream("/footing/statements.yaml")) {
      return (List<Map<String, Object>>) new Yaml().load(file);
    }
  }
}
