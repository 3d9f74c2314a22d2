package org.hedui.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Rule;
import org.hedui.stage.RunViews;
import org.hedui.stage.SqlFault;

/**
 * Evaluates all rules of a grain over its view in one pass: while the findings are read, the counts
 * of every rule are observed.
 */
final class RuleEngine {
  private final RunViews views;
  private final Map<String, String> owners;

  private RuleEngine(RunViews views, Map<String, String> owners) {
    this.views = views;
    this.owners = Map.copyOf(owners);
  }

  /**
   * An engine for the tables and dates of a run; a rule owned by the source goes to its registry.
   */
  static RuleEngine of(RunViews views) {
    Map<String, String> owners =
        views.context().schemas().contracts(Contract.Kind.REGISTRY).stream()
            .collect(Collectors.toMap(Contract::name, Contract::owner));
    return new RuleEngine(views, owners);
  }

  /** The rules by grain, in order of grain and code. */
  static Map<String, List<Rule>> byGrain(Collection<Rule> rules) {
    return rules.stream()
        .sorted(Comparator.comparing(Rule::code))
        .collect(Collectors.groupingBy(Rule::grain, TreeMap::new, Collectors.toList()));
  }

  /**
   * Prepares the rules of one grain. A rule whose SQL does not fit the view becomes an error result
   * of its own; the others go on.
   *
   * @param view the grain view
   * @param rules its rules
   */
  Evaluation prepare(Dataset<Row> view, String grain, List<Rule> rules) {
    String name = "grain_" + grain;
    view.createOrReplaceTempView(name);
    LocalDate date = views.context().businessDate();
    List<Rule> standing = rules.stream().map(rule -> rule.on(date)).toList();
    try {
      // To analyse them together takes a fraction of the time of one after the other.
      return evaluation(name, standing, List.of());
    } catch (Exception anyOfThem) {
      // Spark throws the checked AnalysisException from Scala, which Java cannot name here.
      return withoutFaults(name, standing);
    }
  }

  private Evaluation withoutFaults(String view, List<Rule> rules) {
    List<Rule> sound = new ArrayList<>();
    List<RuleResult> errors = new ArrayList<>();
    for (Rule rule : rules) {
      try {
        evaluation(view, List.of(rule), List.of());
        sound.add(rule);
      } catch (Exception e) {
        errors.add(RuleResult.error(rule.code(), rule.version(), SqlFault.message(e)));
      }
    }
    return sound.isEmpty()
        ? new Evaluation(Optional.empty(), Optional.empty(), sound, errors)
        : evaluation(view, sound, errors);
  }

  private Evaluation evaluation(String view, List<Rule> rules, List<RuleResult> errors) {
    Observation observation = new Observation();
    List<Column> counts = new ArrayList<>();
    for (Rule rule : rules) {
      for (int outcome : List.of(GrainSql.FAILED, GrainSql.PASSED, GrainSql.UNKNOWN)) {
        counts.add(
            count_if(col("`" + rule.code() + "`").equalTo(outcome))
                .as(rule.code() + "/" + outcome));
      }
    }
    String outcomes = view + "_outcome";
    views
        .sql(GrainSql.outcomes(view, rules))
        .observe(
            observation, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
        .createOrReplaceTempView(outcomes);
    Dataset<Row> findings = views.sql(GrainSql.findings(outcomes, rules, owners));
    return new Evaluation(Optional.of(findings), Optional.of(observation), rules, errors);
  }

  /**
   * A prepared grain.
   *
   * @param findings one row a finding; reading it once also fills {@code observation}
   * @param observation the counts
   * @param rules the rules that are evaluated
   * @param errors the rules that are not
   */
  record Evaluation(
      Optional<Dataset<Row>> findings,
      Optional<Observation> observation,
      List<Rule> rules,
      List<RuleResult> errors) {

    /**
     * The same with the findings computed. Each grain by itself: with a union of all of them, every
     * task would be sent the plans of all.
     */
    Evaluation computed() {
      return new Evaluation(findings.map(Dataset::localCheckpoint), observation, rules, errors);
    }

    /** The results; waits until the findings have been read. */
    List<RuleResult> results() {
      List<RuleResult> results = new ArrayList<>(errors);
      if (observation.isPresent()) {
        Map<String, Object> counts = counts(observation.get());
        for (Rule rule : rules) {
          results.add(
              RuleResult.of(
                  rule.code(),
                  rule.version(),
                  count(counts, rule, GrainSql.FAILED),
                  count(counts, rule, GrainSql.PASSED),
                  count(counts, rule, GrainSql.UNKNOWN)));
        }
      }
      return results;
    }

    private static Map<String, Object> counts(Observation observation) {
      try {
        return observation.getAsJava();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The stage was stopped.", e);
      }
    }

    private static long count(Map<String, Object> counts, Rule rule, int outcome) {
      return ((Number) counts.get(rule.code() + "/" + outcome)).longValue();
    }
  }
}
