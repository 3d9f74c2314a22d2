package org.hedui.assess;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.QualityRule;
import org.hedui.contract.QualityRule.Metric;
import org.hedui.contract.Semantic;
import scala.Option;

/** The Deequ analyzers of a contract. All of them share one scan. */
final class Analyzers {
  /** Column of a grouped frame: the number of rows in the group. */
  static final String GROUP_SIZE = "group_size";

  private Analyzers() {}

  /** All but the contract's own SQL conditions: these cannot fail on a row. */
  static Set<Analyzer<?, ?>> own(Contract contract) {
    Set<Analyzer<?, ?>> analyzers = new LinkedHashSet<>();
    analyzers.add(rows());
    for (Column column : contract.columns()) {
      analyzers.add(complete(contract, List.of(column.name())));
      analyzers.add(distinct(column.name()));
      if (column.semantic() == Semantic.CODE) {
        analyzers.add(valid(List.of(column.name())));
      }
    }
    keys(contract).forEach(key -> analyzers.add(keyed(key)));
    for (QualityRule rule : contract.quality()) {
      if (rule.metric() == Metric.NULL_VALUES) {
        analyzers.add(complete(contract, rule.columns()));
      } else if (rule.metric() == Metric.INVALID_VALUES) {
        analyzers.add(valid(rule.columns()));
      }
    }
    return analyzers;
  }

  /** The sets of columns whose uniqueness is measured: the key and those of the rules. */
  static Set<List<String>> keys(Contract contract) {
    Set<List<String>> keys = new LinkedHashSet<>();
    if (!contract.key().isEmpty()) {
      keys.add(contract.key().stream().map(Column::name).toList());
    }
    contract.quality().stream()
        .filter(rule -> rule.metric() == Metric.DUPLICATE_VALUES)
        .forEach(rule -> keys.add(rule.columns()));
    return keys;
  }

  /** Counts the rows. */
  static Analyzer<?, ?> rows() {
    return new Size(Deequ.none());
  }

  /** Counts the groups of one row. */
  static Analyzer<?, ?> singletons() {
    return new Size(Option.apply(GROUP_SIZE + " = 1"));
  }

  /** Share of the rows whose cells in {@code columns} are filled, or blank as a value. */
  static Analyzer<?, ?> complete(Contract contract, List<String> columns) {
    if (columns.size() == 1 && !hasBlankFlag(contract, columns.get(0))) {
      return new Completeness(columns.get(0), Deequ.none(), Deequ.none());
    }
    String sql =
        columns.stream()
            .map(
                column ->
                    hasBlankFlag(contract, column)
                        ? "(`%1$s` IS NOT NULL OR `%1$s_blank`)".formatted(column)
                        : filled(List.of(column)))
            .collect(Collectors.joining(" AND "));
    return condition("complete", sql, columns);
  }

  /** Share of the rows in which standardising flagged none of {@code columns}. */
  static Analyzer<?, ?> valid(List<String> columns) {
    String sql =
        columns.stream()
            .map("NOT coalesce(exists(issues, issue -> endswith(issue, ':%s')), false)"::formatted)
            .collect(Collectors.joining(" AND "));
    return condition("valid", sql, List.of("issues"));
  }

  /** Share of the rows that have a value in each of {@code columns}. */
  static Analyzer<?, ?> keyed(List<String> columns) {
    return condition("keyed", filled(columns), columns);
  }

  /** Share of the rows in which a rule's own SQL condition holds. */
  static Compliance holds(QualityRule rule) {
    return condition(rule.id(), rule.implementation(), List.of());
  }

  /** Distinct values of a column, by HyperLogLog++. */
  static Analyzer<?, ?> distinct(String column) {
    return new ApproxCountDistinct(column, Deequ.none());
  }

  /** SQL that holds if each of {@code columns} has a value. */
  static String filled(List<String> columns) {
    return columns.stream().map("`%s` IS NOT NULL"::formatted).collect(Collectors.joining(" AND "));
  }

  // A condition that is NULL does not hold; were it NULL in every row, Deequ would have no figure.
  private static Compliance condition(String name, String sql, List<String> columns) {
    return new Compliance(
        name, "coalesce(" + sql + ", false)", Deequ.none(), Deequ.list(columns), Deequ.none());
  }

  private static boolean hasBlankFlag(Contract contract, String name) {
    return contract.columns().stream()
        .filter(column -> column.name().equals(name))
        .filter(Column::blankMeansNone)
        .map(Column::semantic)
        .anyMatch(semantic -> semantic == Semantic.DATE || semantic == Semantic.YEAR_MONTH);
  }
}
