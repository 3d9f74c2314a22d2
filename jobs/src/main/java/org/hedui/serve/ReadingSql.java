package org.hedui.serve;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.hedui.contract.HeduiException;
import scala.Product;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * What a statement may be made of. Everything that is not listed is refused, so that what a later
 * Spark brings is refused, too, until somebody has thought about it.
 */
final class ReadingSql {
  /** Parts of a query as it is parsed: how rows are taken, joined, counted and sorted. */
  private static final Set<String> PARSED =
      Set.of(
          "Aggregate",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "Offset",
          "OneRowRelation",
          "Pivot",
          "Project",
          "Repartition",
          "RepartitionByExpression",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Union",
          "Unpivot",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedWith",
          "WithWindowDefinition");

  /** Table functions that make rows of nothing but their arguments. */
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of("as_of", "range", "explode", "explode_outer", "posexplode", "inline", "stack");

  /**
   * Kinds of functions as Spark sorts them. Not there: {@code misc_funcs}, which call Java, tell of
   * files and of the server, and {@code xml_funcs}.
   */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "agg_funcs",
          "array_funcs",
          "bitwise_funcs",
          "collection_funcs",
          "conditional_funcs",
          "conversion_funcs",
          "csv_funcs",
          "datetime_funcs",
          "generator_funcs",
          "hash_funcs",
          "json_funcs",
          "lambda_funcs",
          "map_funcs",
          "math_funcs",
          "predicate_funcs",
          "string_funcs",
          "struct_funcs",
          "url_funcs",
          "window_funcs");

  /** The classes behind functions of other kinds, which SQL reaches without their names as well. */
  private static final Set<String> FORBIDDEN_CLASSES = forbiddenClasses();

  private ReadingSql() {}

  /**
   * Looks at a statement as it was parsed, wherever in a node something may stand.
   *
   * @throws HeduiException SQL_REFUSED if it does more than read
   */
  static void requireParsed(LogicalPlan plan) {
    requirePart(plan);
  }

  private static void requirePart(Object part) {
    if (part instanceof LogicalPlan plan && !PARSED.contains(plan.getClass().getSimpleName())) {
      throw refused("only queries can be run here");
    }
    if (part instanceof UnresolvedTableValuedFunction function) {
      List<String> name = JavaConverters.seqAsJavaList(function.name());
      if (name.size() != 1 || !TABLE_FUNCTIONS.contains(name.get(0).toLowerCase(Locale.ROOT))) {
        throw refused("the table function " + String.join(".", name) + " is not offered");
      }
    } else if (part instanceof UnresolvedFunction function) {
      requireFunction(JavaConverters.seqAsJavaList(function.nameParts()));
    } else if (part instanceof UnresolvedGenerator generator) {
      requireFunction(List.of(generator.name().unquotedString().split("\\.")));
    } else if (part instanceof UnresolvedAttribute column
        && JavaConverters.seqAsJavaList(column.nameParts()).stream()
            .anyMatch("_metadata"::equalsIgnoreCase)) {
      throw refused("what Spark knows of files is not offered");
    }
    if (part instanceof scala.collection.Iterable<?> parts) {
      JavaConverters.asJavaIterable(parts).forEach(ReadingSql::requirePart);
    } else if (part instanceof Product node) {
      JavaConverters.asJavaIterator(node.productIterator())
          .forEachRemaining(ReadingSql::requirePart);
    }
  }

  private static void requireFunction(List<String> name) {
    boolean offered =
        name.size() == 1
            && JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction()).stream()
                .filter(known -> known.funcName().equalsIgnoreCase(name.get(0)))
                .map(known -> FunctionRegistry.builtin().lookupFunction(known).get())
                .anyMatch(function -> FUNCTIONS.contains(function.getGroup()));
    if (!offered) {
      throw refused("the function " + String.join(".", name) + " is not offered");
    }
  }

  /**
   * Looks at a statement once Spark knows what it means.
   *
   * @param paths where the tables lie that the statement may read: whatever else it reads is
   *     refused
   * @throws HeduiException SQL_REFUSED if it reads anything else
   */
  static void requireAnalysed(LogicalPlan plan, Set<String> paths) {
    if (plan.children().isEmpty() && !mayBeRead(plan, paths)) {
      throw refused("only tables can be read here");
    }
    expressions(plan).forEach(ReadingSql::requireAnalysed);
    plans(plan.children()).forEach(child -> requireAnalysed(child, paths));
    plans(plan.innerChildren()).forEach(child -> requireAnalysed(child, paths));
    plans(plan.subqueries()).forEach(child -> requireAnalysed(child, paths));
  }

  private static void requireAnalysed(Expression expression) {
    if (FORBIDDEN_CLASSES.contains(expression.getClass().getName())) {
      throw refused("the function " + expression.prettyName() + " is not offered");
    }
    nodes(expression.children(), Expression.class).forEach(ReadingSql::requireAnalysed);
  }

  private static boolean mayBeRead(LogicalPlan leaf, Set<String> paths) {
    if (leaf instanceof LogicalRelation relation) {
      return relation.relation() instanceof HadoopFsRelation files
          && JavaConverters.seqAsJavaList(files.location().rootPaths()).stream()
              .map(path -> path.toString().replaceFirst("^file:/+", "/"))
              .allMatch(paths::contains);
    }
    return Set.of("LocalRelation", "OneRowRelation", "Range", "CTERelationRef")
        .contains(leaf.getClass().getSimpleName());
  }

  private static Set<String> forbiddenClasses() {
    List<ExpressionInfo> all =
        JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction()).stream()
            .map(name -> FunctionRegistry.builtin().lookupFunction(name).get())
            .toList();
    Set<String> offered =
        all.stream()
            .filter(function -> FUNCTIONS.contains(function.getGroup()))
            .map(ExpressionInfo::getClassName)
            .collect(Collectors.toSet());
    return all.stream()
        .map(ExpressionInfo::getClassName)
        .filter(name -> !offered.contains(name))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static HeduiException refused(String why) {
    return new HeduiException(
        "SQL_REFUSED", 2, "The endpoint only reads: " + why + ". Use SELECT over the tables.");
  }

  private static List<Expression> expressions(LogicalPlan plan) {
    return nodes(plan.expressions(), Expression.class);
  }

  private static List<LogicalPlan> plans(Seq<? extends TreeNode<?>> nodes) {
    return nodes(nodes, LogicalPlan.class);
  }

  private static <T> List<T> nodes(Seq<?> nodes, Class<T> kind) {
    return JavaConverters.seqAsJavaList(nodes).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
