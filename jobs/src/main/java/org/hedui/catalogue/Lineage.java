package org.hedui.catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Where the values of a query's columns come from, read off the plan that Spark made of its SQL.
 * What only chooses rows (joins, filters, groups) is not told.
 */
final class Lineage {
  private final Map<ExprId, Set<Source>> sources = new HashMap<>();
  private final Map<Long, List<Attribute>> shared = new HashMap<>();

  private Lineage() {}

  /**
   * A column of a table or view that the SQL names.
   *
   * @param table its name as the SQL writes it
   * @param column the column
   */
  record Source(String table, String column) implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      int byTable = table.compareTo(other.table);
      return byTable == 0 ? column.compareTo(other.column) : byTable;
    }
  }

  /**
   * The columns that each column of {@code rows} is made of.
   *
   * @param rows a query over temporary views; it is analysed, not run
   * @return by column in order; a column that is made of no other has none
   */
  static Map<String, Set<Source>> of(Dataset<Row> rows) {
    LogicalPlan plan = rows.queryExecution().analyzed();
    Lineage lineage = new Lineage();
    lineage.follow(plan);
    Map<String, Set<Source>> byColumn = new LinkedHashMap<>();
    for (Attribute column : list(plan.output())) {
      byColumn.put(column.name(), lineage.of(column.exprId()));
    }
    return byColumn;
  }

  private void follow(LogicalPlan plan) {
    if (plan instanceof View view) {
      String table = view.desc().identifier().table();
      for (Attribute column : list(view.output())) {
        sources.put(column.exprId(), Set.of(new Source(table, column.name())));
      }
      return;
    }
    if (plan instanceof WithCTE with) {
      for (CTERelationDef definition : list(with.cteDefs())) {
        follow(definition.child());
        shared.put(definition.id(), list(definition.child().output()));
      }
    }
    if (plan instanceof CTERelationRef reference) {
      same(list(reference.output()), shared.getOrDefault(reference.cteId(), List.of()));
      return;
    }
    list(plan.children()).forEach(this::follow);
    list(plan.expressions()).forEach(this::name);
    if (plan instanceof Union union) {
      list(union.children()).forEach(part -> same(list(union.output()), list(part.output())));
    } else if (plan instanceof Generate generate) {
      for (Expression generator : list(generate.expressions())) {
        Set<Source> made = of(generator);
        list(generate.generatorOutput()).forEach(column -> add(column.exprId(), made));
      }
    }
  }

  /** What {@code to} are called here are {@code from}, place by place. */
  private void same(List<Attribute> to, List<Attribute> from) {
    for (int at = 0; at < Math.min(to.size(), from.size()); at++) {
      add(to.get(at).exprId(), of(from.get(at).exprId()));
    }
  }

  private void name(Expression expression) {
    if (expression instanceof Alias alias) {
      add(alias.exprId(), of(alias.child()));
    } else {
      list(expression.children()).forEach(this::name);
    }
  }

  private Set<Source> of(Expression expression) {
    Set<Source> found = new TreeSet<>();
    if (expression instanceof Attribute column) {
      found.addAll(of(column.exprId()));
    }
    if (expression instanceof SubqueryExpression subquery) {
      follow(subquery.plan());
      list(subquery.plan().output()).forEach(column -> found.addAll(of(column.exprId())));
    }
    list(expression.children()).forEach(part -> found.addAll(of(part)));
    return found;
  }

  private Set<Source> of(ExprId column) {
    return sources.getOrDefault(column, Set.of());
  }

  private void add(ExprId column, Set<Source> from) {
    Set<Source> all = new TreeSet<>(of(column));
    all.addAll(from);
    sources.put(column, all);
  }

  private static <T> List<T> list(Seq<T> items) {
    return JavaConverters.seqAsJavaList(items);
  }
}
