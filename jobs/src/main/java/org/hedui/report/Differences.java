package org.hedui.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.hedui.contract.Bilingual;

/** What is otherwise than in the run before. */
final class Differences {
  private static final int SHOWN_HASH = 12;

  private Differences() {}

  /**
   * The changes.
   *
   * @param rules the rows of {@link Question#RULES}
   */
  static RunFacts.Changes of(
      Scope scope,
      RunFacts.Run before,
      List<Row> rules,
      List<RunFacts.Delivery> deliveries,
      Counted counted) {
    return new RunFacts.Changes(
        settings(before, scope.run()),
        rules(scope, before, rules),
        deliveries.stream()
            .filter(feed -> feed.rowsIn() > 0 && feed.rowsBefore().filter(n -> n == 0).isPresent())
            .map(RunFacts.Delivery::registry)
            .toList(),
        deliveries.stream()
            .filter(feed -> feed.rowsIn() == 0 && feed.rowsBefore().filter(n -> n > 0).isPresent())
            .map(RunFacts.Delivery::registry)
            .toList(),
        counted.tables());
  }

  private static List<RunFacts.Setting> settings(RunFacts.Run before, RunFacts.Run now) {
    List<RunFacts.Setting> settings = new ArrayList<>();
    settings.add(
        new RunFacts.Setting(
            new Bilingual("程序版本", "Program"), before.codeVersion(), now.codeVersion()));
    settings.add(
        new RunFacts.Setting(
            new Bilingual("契约、规则与政策（散列）", "Contracts, rules and policies (hash)"),
            hash(before),
            hash(now)));
    settings.add(
        new RunFacts.Setting(
            new Bilingual("使用未确认标准", "Unconfirmed standards used"),
            unconfirmed(before),
            unconfirmed(now)));
    return settings.stream()
        .filter(setting -> !Objects.equals(setting.before(), setting.now()))
        .toList();
  }

  /** The beginning of the hash of its schemas. */
  static String hash(RunFacts.Run run) {
    return run.schemasHash().substring(0, Math.min(SHOWN_HASH, run.schemasHash().length()));
  }

  private static String unconfirmed(RunFacts.Run run) {
    return run.useUnconfirmed().map(used -> used ? "是 yes" : "否 no").orElse("—");
  }

  private static List<RunFacts.RuleChange> rules(Scope scope, RunFacts.Run before, List<Row> rows) {
    Map<String, Map<String, Integer>> versions =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getString(0),
                    Collectors.toMap(row -> row.getString(1), row -> row.getInt(2))));
    Map<String, Integer> then = versions.getOrDefault(before.runId(), Map.of());
    Map<String, Integer> now = versions.getOrDefault(scope.run().runId(), Map.of());
    if (now.isEmpty()) {
      // The run did not come so far.
      return List.of();
    }
    TreeSet<String> codes = new TreeSet<>(then.keySet());
    codes.addAll(now.keySet());
    return codes.stream()
        .filter(code -> !Objects.equals(then.get(code), now.get(code)))
        .map(
            code ->
                new RunFacts.RuleChange(
                    code,
                    scope.rule(code),
                    Optional.ofNullable(then.get(code)),
                    Optional.ofNullable(now.get(code))))
        .toList();
  }
}
