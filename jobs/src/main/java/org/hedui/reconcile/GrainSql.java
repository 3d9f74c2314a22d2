package org.hedui.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.hedui.contract.Rule;
import org.hedui.function.CaseHashes;

/** The SQL that evaluates the rules of one grain over its view, as text. */
final class GrainSql {
  /** Outcome of a rule for one subject. */
  static final int PASSED = 0;

  static final int FAILED = 1;
  static final int UNKNOWN = 2;

  /** The subject is not in the rule's population. */
  static final int OUTSIDE = 3;

  private GrainSql() {}

  /**
   * One column a rule, named by its code, that holds the outcome; all other columns of the view.
   */
  static String outcomes(String view, List<Rule> rules) {
    List<String> columns = new ArrayList<>(List.of("*"));
    rules.forEach(rule -> columns.add(outcome(rule) + " AS `" + rule.code() + "`"));
    return "SELECT " + String.join(",\n  ", columns) + "\nFROM " + view;
  }

  /**
   * One row a finding: the subject columns, what rule found it, and the records that prove it.
   *
   * @param view a view that holds {@link #outcomes}
   * @param owners department by registry, for rules owned by the source of the record
   */
  static String findings(String view, List<Rule> rules, Map<String, String> owners) {
    List<String> found = new ArrayList<>();
    for (Rule rule : rules) {
      found.add(
          """
          CASE WHEN `%1$s` = %2$d THEN named_struct('rule_code', '%1$s', 'rule_version', %3$d,
            'severity', %4$s, 'owner', %5$s, 'evidence', %6$s, 'records', %7$s) END"""
              .formatted(
                  rule.code(),
                  FAILED,
                  rule.version(),
                  severity(rule),
                  owner(rule, owners),
                  evidence(rule),
                  rule.records().map(sql -> scope(rule, sql)).orElse("records")));
    }
    return """
    SELECT %s AS exception_id, *
    FROM (
      SELECT found.*, subject_type, subject_key, period, person_id, household_id, division_code,
             programme_code, term
      FROM (SELECT *, explode(array_compact(array(%s))) AS found FROM %s)
    )
    """
        .formatted(CaseHashes.EXCEPTION_ID, String.join(",\n", found), view);
  }

  private static String outcome(Rule rule) {
    return "CASE WHEN %s THEN coalesce(CAST((%s) AS INT), %d) ELSE %d END"
        .formatted(
            Stream.concat(
                    rule.locality().map(GrainSql::within).stream(),
                    rule.appliesTo().map(sql -> "(" + scope(rule, sql) + ")").stream())
                .reduce((left, right) -> left + " AND " + right)
                .orElse("true"),
            scope(rule, rule.predicate()),
            UNKNOWN,
            OUTSIDE);
  }

  private static String evidence(Rule rule) {
    if (rule.evidence().isEmpty()) {
      return "CAST(map() AS MAP<STRING, STRING>)";
    }
    List<String> entries = new ArrayList<>();
    new TreeMap<>(rule.evidence())
        .forEach(
            (name, sql) -> {
              entries.add("'" + name + "'");
              entries.add("coalesce(CAST(" + scope(rule, sql) + " AS STRING), '')");
            });
    return "map(" + String.join(", ", entries) + ")";
  }

  private static String owner(Rule rule, Map<String, String> owners) {
    if (!rule.owner().equals("source")) {
      return "'" + rule.owner() + "'";
    }
    StringBuilder cases = new StringBuilder("CASE registry");
    new TreeMap<>(owners)
        .forEach(
            (registry, owner) -> cases.append(" WHEN '%s' THEN '%s'".formatted(registry, owner)));
    return cases.append(" ELSE 'SYS' END").toString();
  }

  private static String severity(Rule rule) {
    return chosen(
        rule,
        change -> change.severity().map(severity -> "'" + severity + "'"),
        "'" + rule.severity() + "'");
  }

  private static String scope(Rule rule, String sql) {
    String scoped = sql;
    for (String name : rule.parameters().keySet()) {
      String value =
          chosen(
              rule,
              change ->
                  Optional.of(":" + rule.parameter(name, change))
                      .filter(parameter -> change.parameters().containsKey(name)),
              ":" + rule.parameter(name));
      scoped = scoped.replaceAll(":" + name + "\\b", Matcher.quoteReplacement(value));
    }
    return scoped;
  }

  /** What the first locality that says something says, of a subject in it; else the standard. */
  private static String chosen(
      Rule rule, Function<Rule.Local, Optional<String>> said, String standard) {
    StringBuilder cases = new StringBuilder();
    for (Rule.Local change : rule.local()) {
      said.apply(change)
          .ifPresent(
              value ->
                  cases.append(" WHEN %s THEN %s".formatted(within(change.locality()), value)));
    }
    return cases.isEmpty() ? standard : "CASE" + cases + " ELSE " + standard + " END";
  }

  private static String within(String locality) {
    return "startswith(division_code, '" + locality + "')";
  }
}
