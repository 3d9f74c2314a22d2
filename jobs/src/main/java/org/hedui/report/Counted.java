package org.hedui.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.hedui.contract.CodeList;

/** Who is who and how large tables are, from {@link Question#LINKS} and {@link Question#TABLES}. */
final class Counted {
  private static final double BINS = 20;

  private final Scope scope;

  /** Numbers by what they tell of, code and business date. */
  private final Map<String, Map<String, Map<LocalDate, Long>>> counts;

  /** Numbers by what they tell of, code and business date. */
  Counted(Scope scope, List<Row> rows) {
    this.scope = scope;
    this.counts =
        rows.stream()
            .filter(row -> row.getString(1) != null)
            .collect(
                Collectors.groupingBy(
                    row -> row.getString(0),
                    Collectors.groupingBy(
                        row -> row.getString(1),
                        TreeMap::new,
                        Collectors.toMap(
                            row -> LocalDate.parse(row.getString(2)), row -> row.getLong(3)))));
  }

  /** Persons and how their rows were linked. */
  RunFacts.Links links() {
    return new RunFacts.Links(
        now("silver.person", "all"),
        before("silver.person", "all"),
        now("silver.household", "all"),
        before("silver.household", "all"),
        byCode("silver.identity_link", "match_rule"),
        pairs(),
        byCode("silver.person_event", "person_event"),
        bins(),
        ofPairs().map(Pair::model).filter(Objects::nonNull).findFirst());
  }

  /** Rows of published tables that have or had some, by name. */
  List<RunFacts.TableRows> tables() {
    return counts.getOrDefault("rows", Map.of()).keySet().stream()
        .map(
            table ->
                new RunFacts.TableRows(
                    table,
                    scope.titleZh(table),
                    now("rows", table),
                    before("rows", table).orElse(0L)))
        .toList();
  }

  private long now(String what, String code) {
    return on(scope.run().businessDate(), what, code);
  }

  private Optional<Long> before(String what, String code) {
    return scope.before().map(run -> on(run.businessDate(), what, code));
  }

  private long on(LocalDate date, String what, String code) {
    return counts.getOrDefault(what, Map.of()).getOrDefault(code, Map.of()).getOrDefault(date, 0L);
  }

  /** In the order of the code list; codes that do not occur are left out. */
  private List<RunFacts.Count> byCode(String what, String list) {
    return known(list)
        .filter(code -> counts.getOrDefault(what, Map.of()).containsKey(code))
        .map(
            code ->
                new RunFacts.Count(
                    code, scope.words(list, code), now(what, code), before(what, code)))
        .toList();
  }

  private Stream<String> known(String list) {
    return Optional.ofNullable(scope.lake().schemas().codes().get(list)).stream()
        .flatMap(codes -> codes.codes().stream())
        .map(CodeList.Code::code);
  }

  private record Pair(String decision, int bin, String model, LocalDate date, long pairs) {}

  private Stream<Pair> allPairs() {
    return counts.getOrDefault("silver.link_pair", Map.of()).entrySet().stream()
        .flatMap(
            entry -> {
              String[] parts = entry.getKey().split("\\|", 3);
              return entry.getValue().entrySet().stream()
                  .map(
                      on ->
                          new Pair(
                              parts[0],
                              Integer.parseInt(parts[1]),
                              parts[2],
                              on.getKey(),
                              on.getValue()));
            });
  }

  private Stream<Pair> ofPairs() {
    return allPairs().filter(pair -> pair.date().equals(scope.run().businessDate()));
  }

  private List<RunFacts.Count> pairs() {
    Map<String, Map<LocalDate, Long>> byDecision =
        allPairs()
            .collect(
                Collectors.groupingBy(
                    Pair::decision,
                    Collectors.groupingBy(Pair::date, Collectors.summingLong(Pair::pairs))));
    return known("link_decision")
        .filter(byDecision::containsKey)
        .map(
            code ->
                new RunFacts.Count(
                    code,
                    scope.words("link_decision", code),
                    byDecision.get(code).getOrDefault(scope.run().businessDate(), 0L),
                    scope
                        .before()
                        .map(run -> byDecision.get(code).getOrDefault(run.businessDate(), 0L))))
        .toList();
  }

  private List<RunFacts.Bin> bins() {
    Map<Integer, Map<String, Long>> bins =
        ofPairs()
            .collect(
                Collectors.groupingBy(
                    Pair::bin,
                    TreeMap::new,
                    Collectors.groupingBy(Pair::decision, Collectors.summingLong(Pair::pairs))));
    return bins.entrySet().stream()
        .map(bin -> new RunFacts.Bin(bin.getKey() / BINS, bin.getValue()))
        .sorted(Comparator.comparingDouble(RunFacts.Bin::from))
        .toList();
  }
}
