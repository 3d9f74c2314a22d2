package org.hedui.assess;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.amazon.deequ.analyzers.Analyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.hedui.contract.Contract;
import org.hedui.contract.QualityRule;
import org.hedui.contract.QualityRule.Metric;

/**
 * The figures of one registry: one pass for all that can share it, one grouped pass a key.
 *
 * @param figures figures by analyzer
 * @param singletons number of rows alone with their key, by the key's columns
 */
record Scan(Map<Analyzer<?, ?>, Figure> figures, Map<List<String>, Figure> singletons) {

  /**
   * Measures a registry. Nothing is thrown: what cannot be measured is unknown, and why.
   *
   * @param contract its contract
   * @param rows its silver rows
   */
  static Scan of(Contract contract, Dataset<Row> rows) {
    Map<Analyzer<?, ?>, Figure> figures = new HashMap<>();
    Set<Analyzer<?, ?>> conditions = new LinkedHashSet<>();
    for (QualityRule rule : contract.quality()) {
      if (rule.metric() == Metric.COMPLIANCE) {
        fault(rows, rule)
            .ifPresentOrElse(
                reason -> figures.put(Analyzers.holds(rule), new Figure.Unknown(reason)),
                () -> conditions.add(Analyzers.holds(rule)));
      }
    }
    figures.putAll(shared(rows, Analyzers.own(contract), conditions));
    Map<List<String>, Figure> singletons = new HashMap<>();
    Analyzers.keys(contract).forEach(key -> singletons.put(key, singletons(rows, key)));
    return new Scan(figures, singletons);
  }

  /** The number of rows. */
  Figure rows() {
    return figures.get(Analyzers.rows());
  }

  /** The figure of an analyzer that was run. */
  Figure figure(Analyzer<?, ?> analyzer) {
    return figures.get(analyzer);
  }

  /** The rows outside the share that {@code analyzer} measured. */
  Tally tally(Analyzer<?, ?> analyzer) {
    if (!(rows() instanceof Figure.Known rows)) {
      return unknown(rows());
    }
    if (rows.count() == 0) {
      return new Tally.Counted(0, 0);
    }
    if (!(figure(analyzer) instanceof Figure.Known share)) {
      return unknown(figure(analyzer));
    }
    return new Tally.Counted(rows.count() - Math.round(share.value() * rows.value()), rows.count());
  }

  /** The rows, of those with a whole key, that share it with another row. */
  Tally duplicates(List<String> key) {
    if (!(tally(Analyzers.keyed(key)) instanceof Tally.Counted keyed)) {
      return tally(Analyzers.keyed(key));
    }
    long candidates = keyed.rows() - keyed.violations();
    if (candidates == 0) {
      return new Tally.Counted(0, 0);
    }
    return singletons.get(key) instanceof Figure.Known alone
        ? new Tally.Counted(candidates - alone.count(), candidates)
        : unknown(singletons.get(key));
  }

  private static Tally unknown(Figure figure) {
    return new Tally.Unknown(((Figure.Unknown) figure).reason());
  }

  // A condition that fails only on rows, such as a bad regular expression, takes the whole pass
  // with it: then each is measured by itself.
  private static Map<Analyzer<?, ?>, Figure> shared(
      Dataset<Row> rows, Set<Analyzer<?, ?>> own, Set<Analyzer<?, ?>> conditions) {
    List<Analyzer<?, ?>> all = new ArrayList<>(own);
    all.addAll(conditions);
    Map<Analyzer<?, ?>, Figure> figures = Deequ.run(rows, all);
    if (figures.get(Analyzers.rows()) instanceof Figure.Unknown && !conditions.isEmpty()) {
      figures.putAll(Deequ.run(rows, own));
      conditions.forEach(condition -> figures.putAll(Deequ.run(rows, List.of(condition))));
    }
    return figures;
  }

  // Deequ's Uniqueness counts the rows in a job of its own; over groups a shareable Size will do.
  private static Figure singletons(Dataset<Row> rows, List<String> key) {
    try {
      Dataset<Row> groups =
          rows.where(Analyzers.filled(key))
              .groupBy(key.stream().map(functions::col).toArray(Column[]::new))
              .agg(count(lit(1)).as(Analyzers.GROUP_SIZE));
      return Deequ.run(groups, List.of(Analyzers.singletons())).get(Analyzers.singletons());
    } catch (Exception e) {
      return new Figure.Unknown(Faults.reason(e));
    }
  }

  // Spark would refuse the whole pass for one condition that does not fit the schema.
  private static Optional<String> fault(Dataset<Row> rows, QualityRule rule) {
    try {
      rows.select(expr(Analyzers.holds(rule).predicate()));
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(Faults.reason(e));
    }
  }
}
