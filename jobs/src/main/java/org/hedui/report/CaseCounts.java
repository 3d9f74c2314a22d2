package org.hedui.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.hedui.contract.Rule;

/**
 * The exceptions, from the rows of {@link Question#CASES} and {@link Question#TREND}.
 *
 * @param divisions names of divisions by code
 */
record CaseCounts(Scope scope, Map<String, String> divisions) {
  private static final int COUNTY = 6;

  /** Cases by rule, division, severity and business date. */
  RunFacts.Cases of(List<Row> cases, List<Row> trend) {
    Map<String, List<Row>> byKind =
        cases.stream().collect(Collectors.groupingBy(row -> row.getAs("what")));
    List<Row> rules = byKind.getOrDefault("rule", List.of());
    return new RunFacts.Cases(
        sum(rules),
        rules.stream()
            .map(
                row ->
                    new RunFacts.RuleCases(
                        row.getAs("code"),
                        row.getAs("part"),
                        scope.rule(row.getAs("code")),
                        flow(row)))
            .sorted(
                Comparator.comparing((RunFacts.RuleCases rule) -> severity(rule.severity()))
                    .thenComparing(
                        Comparator.comparingLong((RunFacts.RuleCases rule) -> rule.flow().open())
                            .reversed())
                    .thenComparing(RunFacts.RuleCases::rule))
            .toList(),
        divisions(byKind.getOrDefault("division", List.of())),
        severities(rules),
        trend(trend));
  }

  private List<RunFacts.DivisionCases> divisions(List<Row> rows) {
    Map<String, List<Row>> byCode =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.<String>getAs("code"), TreeMap::new, Collectors.toList()));
    return byCode.entrySet().stream()
        .map(
            entry ->
                new RunFacts.DivisionCases(
                    entry.getKey(),
                    name(entry.getKey(), divisions),
                    entry.getValue().stream()
                        .collect(
                            Collectors.toMap(
                                row -> row.<String>getAs("part"), row -> row.<Long>getAs("open"))),
                    sum(entry.getValue())))
        .toList();
  }

  /** The names of a county and of a township in it. */
  static String name(String code, Map<String, String> divisions) {
    return Stream.of(code.substring(0, Math.min(COUNTY, code.length())), code)
        .distinct()
        .map(part -> divisions.getOrDefault(part, ""))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private List<RunFacts.SeverityCases> severities(List<Row> rules) {
    Map<String, List<Row>> bySeverity =
        rules.stream().collect(Collectors.groupingBy(row -> row.<String>getAs("part")));
    return bySeverity.entrySet().stream()
        .sorted(Comparator.comparing(entry -> severity(entry.getKey())))
        .map(
            entry ->
                new RunFacts.SeverityCases(
                    entry.getKey(), scope.words("severity", entry.getKey()), sum(entry.getValue())))
        .toList();
  }

  private List<RunFacts.OpenOn> trend(List<Row> rows) {
    Map<LocalDate, Map<String, Long>> byDate =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> LocalDate.parse(row.getString(0)),
                    Collectors.toMap(row -> row.getString(1), row -> row.getLong(2))));
    // A date without open cases has no row, and was zero.
    return scope.line().stream()
        .map(run -> new RunFacts.OpenOn(run.date(), byDate.getOrDefault(run.date(), Map.of())))
        .toList();
  }

  private static Rule.Severity severity(String code) {
    return Rule.Severity.valueOf(code);
  }

  private static RunFacts.Flow sum(List<Row> rows) {
    return rows.stream().map(CaseCounts::flow).reduce(RunFacts.Flow.NONE, RunFacts.Flow::plus);
  }

  private static RunFacts.Flow flow(Row row) {
    Function<String, Long> number = name -> row.<Long>getAs(name);
    return new RunFacts.Flow(
        number.apply("open"),
        number.apply("before"),
        number.apply("fresh"),
        number.apply("reopened"),
        number.apply("cleared"),
        number.apply("closed"),
        number.apply("overdue"),
        number.apply("due_soon"));
  }
}
