package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
          .toList();

  @TempDir private static Path lake;

  @Test
  void everyStatementOfTheFoundingDocumentsGetsItsVerdict() throws IOException {
    List<Map<String, Object>> statements = statements();
    List<Map<String, String>> figures = new ArrayList<>();
    for (int number = 0; number < statements.size(); number++) {
      figures.addAll(figures(number, statements.get(number)));
    }

    Map<String, Row> judged = judged(Map.of("plan_figure", figures));

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
            Map.of(
                "aid_budget",
                List.of(
                    budget("exact", "12", "6000", "3000"),
                    budget("a-yuan", "12", "6001", "-1"),
                    budget("false", "12", "7550", "8000"),
                    budget("wan", "12", "0.6", "0"),
                    budget("unknown", "NULL", "0", "0")),
                "policy_standard",
                List.of(
                    Map.of(
                        "locality", "'5299'",
                        "programme_code", "'VOC_LIVING'",
                        "policy_id", "'p'",
                        "from_term", "'2022-1'",
                        "half", "1",
                        "yuan", "500")),
                "fund_allocation",
                List.of(
                    allocation("full", "1000", "200"),
                    allocation("short", "1002", "200"),
                    allocation("open", "1000", "NULL"))));

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
  private static Map<String, Row> judged(Map<String, List<Map<String, String>>> tables) {
    ViewRows.select(lake, "grain/figure", tables).createOrReplaceTempView("judged");
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

  private static Map<String, String> budget(
      String name, String heads, String yuan, String disbursed) {
    return Map.of(
        "record_id",
        text(name),
        "record_key",
        text(name),
        "term",
        "'2023-1'",
        "county_code",
        "'529921'",
        "programme",
        "'VOC_LIVING'",
        "planned_heads",
        heads,
        "budget",
        yuan,
        "disbursed",
        disbursed);
  }

  private static Map<String, String> allocation(String name, String allocated, String county) {
    return Map.of(
        "record_id",
        text(name),
        "record_key",
        text(name),
        "allocated",
        allocated,
        "central",
        "0",
        "province",
        "600",
        "city",
        "200",
        "county",
        county);
  }

  private static List<Map<String, String>> figures(int number, Map<String, Object> statement) {
    List<Map<String, String>> figures = new ArrayList<>();
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

  private static Map<String, String> figure(
      int number, Map<String, Object> statement, String role, int item, Object value, String unit) {
    Map<String, String> figure = new HashMap<>();
    figure.put("record_id", text("%d %s %d".formatted(number, role, item)));
    figure.put("source_file", "'plan_figure/2023-11-30/plan.csv'");
    figure.put("source_row", String.valueOf(item));
    figure.put("document", text((String) statement.get("source")));
    figure.put("statement_no", text(String.valueOf(number)));
    figure.put("kind", text((String) statement.get("kind")));
    figure.put("role", text(role.toUpperCase(Locale.ROOT)));
    figure.put("item_no", String.valueOf(item));
    figure.put("value", text((String) value));
    figure.put("unit", text(unit));
    figure.put("note", text((String) statement.getOrDefault("note", "")));
    return figure;
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
        .sorted()
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
