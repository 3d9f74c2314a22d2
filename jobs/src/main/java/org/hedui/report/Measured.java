package org.hedui.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.QualityRule;

/** Registries against their contracts, from the rows of {@link Question#QUALITY}. */
final class Measured {
  private static final Set<String> FLAWED = Set.of("failed", "error");

  private final Scope scope;
  private final Map<String, List<Row>> byRun;
  private final List<Row> own;

  /** Quality rules by run. */
  Measured(Scope scope, List<Row> rows) {
    this.scope = scope;
    this.byRun = rows.stream().collect(Collectors.groupingBy(row -> row.getAs("run_id")));
    this.own = byRun.getOrDefault(scope.run().runId(), List.of());
  }

  /** Every registry that was measured, by name. */
  List<RunFacts.Quality> quality() {
    Map<String, List<Row>> byRegistry =
        own.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.<String>getAs("registry"), TreeMap::new, Collectors.toList()));
    return byRegistry.entrySet().stream()
        .map(
            entry ->
                new RunFacts.Quality(
                    entry.getKey(),
                    scope.titleZh(entry.getKey()),
                    count(entry.getValue(), "passed"::equals),
                    count(entry.getValue(), "failed"::equals),
                    count(entry.getValue(), "error"::equals),
                    count(entry.getValue(), "not_applicable"::equals),
                    scope.before().map(before -> failed(before.runId(), entry.getKey())),
                    scope.line().stream()
                        .filter(run -> byRun.containsKey(run.runId()))
                        .map(
                            run ->
                                new RunFacts.Point(run.date(), failed(run.runId(), entry.getKey())))
                        .toList()))
        .toList();
  }

  private long failed(String run, String registry) {
    return count(
        byRun.getOrDefault(run, List.of()).stream()
            .filter(row -> row.getAs("registry").equals(registry))
            .toList(),
        FLAWED::contains);
  }

  private static long count(List<Row> rows, Predicate<String> state) {
    return rows.stream().filter(row -> state.test(row.getAs("state"))).count();
  }

  /** What failed, errors first, what is new before what is not. */
  List<RunFacts.Flaw> flaws() {
    Set<String> before =
        scope.before().stream()
            .flatMap(run -> byRun.getOrDefault(run.runId(), List.of()).stream())
            .filter(row -> FLAWED.contains(row.<String>getAs("state")))
            .map(row -> row.<String>getAs("quality_id"))
            .collect(Collectors.toSet());
    return own.stream()
        .filter(row -> FLAWED.contains(row.<String>getAs("state")))
        .map(row -> flaw(row, !before.contains(row.<String>getAs("quality_id"))))
        .sorted(
            Comparator.comparing(RunFacts.Flaw::severity)
                .thenComparing(flaw -> !flaw.fresh())
                .thenComparing(RunFacts.Flaw::qualityId))
        .toList();
  }

  private RunFacts.Flaw flaw(Row row, boolean fresh) {
    String id = row.getAs("quality_id");
    return new RunFacts.Flaw(
        id,
        row.getAs("registry"),
        Optional.ofNullable(row.getAs("column_name")),
        row.getAs("dimension"),
        row.getAs("severity"),
        row.getAs("state"),
        Optional.ofNullable(row.getAs("value")),
        Optional.ofNullable(row.getAs("threshold")),
        description(row.getAs("registry"), id),
        fresh);
  }

  private String description(String registry, String id) {
    return Optional.ofNullable(scope.lake().schemas().contracts().get(registry)).stream()
        .map(Contract::quality)
        .flatMap(List::stream)
        .filter(rule -> rule.id().equals(id))
        .map(QualityRule::description)
        .findFirst()
        .orElse("");
  }
}
