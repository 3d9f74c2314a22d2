package org.hedui.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;

/** What was delivered, from the rows of {@link Question#FEED}. */
final class Feeds {
  private final Scope scope;
  private final Map<String, Map<String, List<Row>>> byRun;

  /** Files and rows by run, registry and state. */
  Feeds(Scope scope, List<Row> rows) {
    this.scope = scope;
    this.byRun =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs("run_id"),
                    Collectors.groupingBy(row -> row.<String>getAs("registry"))));
  }

  /**
   * Every registry that has a contract or of which something lies there, by name.
   *
   * @param late names of those that are late
   */
  List<RunFacts.Delivery> deliveries(List<Row> late) {
    Set<String> overdue = late.stream().map(row -> row.getString(0)).collect(Collectors.toSet());
    Map<String, List<Row>> own = byRun.getOrDefault(scope.run().runId(), Map.of());
    if (own.isEmpty()) {
      // A run that ended before it looked knows of no delivery, also of none that is missing.
      return List.of();
    }
    Set<String> names = new TreeSet<>(own.keySet());
    Stream.of(Contract.Kind.REGISTRY, Contract.Kind.REFERENCE)
        .flatMap(kind -> scope.lake().schemas().contracts(kind).stream())
        .map(Contract::name)
        .forEach(names::add);
    return names.stream()
        .map(name -> delivery(name, own.getOrDefault(name, List.of()), overdue.contains(name)))
        .toList();
  }

  private RunFacts.Delivery delivery(String registry, List<Row> states, boolean late) {
    List<Row> loaded = states.stream().filter(row -> row.getAs("state").equals("LOADED")).toList();
    return new RunFacts.Delivery(
        registry,
        scope.titleZh(registry),
        loaded.stream()
            .map(row -> row.<String>getAs("arrived"))
            .filter(Objects::nonNull)
            .findFirst()
            .map(LocalDate::parse),
        scope.run().published() ? Optional.of(late) : Optional.empty(),
        states.stream()
            .collect(Collectors.toMap(row -> row.getAs("state"), row -> row.<Long>getAs("files"))),
        sum(states, "rows_in"),
        sum(states, "rows_loaded"),
        sum(states, "rows_quarantined"),
        sum(states, "rows_duplicate"),
        sum(states, "rows_erased"),
        scope.before().map(before -> rowsIn(before.runId(), registry)),
        scope.line().stream()
            .filter(run -> byRun.containsKey(run.runId()))
            .map(run -> new RunFacts.Point(run.date(), rowsIn(run.runId(), registry)))
            .toList());
  }

  private long rowsIn(String run, String registry) {
    return sum(byRun.getOrDefault(run, Map.of()).getOrDefault(registry, List.of()), "rows_in");
  }

  private static long sum(List<Row> rows, String column) {
    return rows.stream()
        .filter(row -> !row.isNullAt(row.fieldIndex(column)))
        .mapToLong(row -> row.<Long>getAs(column))
        .sum();
  }

  /** Files that were not loaded, from the rows of {@link Question#REFUSED}. */
  static List<RunFacts.RefusedFile> refused(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new RunFacts.RefusedFile(
                    row.getString(0),
                    LongNumbers.hidden(row.getString(1)),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)).orElse(""),
                    LongNumbers.hidden(Optional.ofNullable(row.getString(4)).orElse(""))))
        .toList();
  }
}
