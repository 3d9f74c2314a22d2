package org.hedui.lake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.types.DataTypes;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;

/**
 * Puts tables in the place of their names in a parsed statement, before Spark looks for them in a
 * catalog:
 *
 * <ul>
 *   <li>{@code as_of('gold.person', DATE '2023-11-30')}: the table as it was on that date
 *   <li>{@code history.person}: all business dates of {@code gold.person}
 *   <li>any other name, as its reader is given it
 * </ul>
 *
 * <p>Names and dates are read from the parsed statement, never put into SQL text, so nothing can be
 * injected by them.
 */
public final class Substitution {
  /** The schema of the tables with all their business dates. */
  public static final String HISTORY = "history";

  private final Reader reader;
  private final Set<String> named = new HashSet<>();

  /** What a reader may see. */
  public interface Reader {
    /**
     * A table by the parts of its name, in lower case.
     *
     * @return nothing to leave the name to Spark
     * @throws HeduiException if it may not be read
     */
    Optional<Dataset<Row>> table(List<String> name);

    /**
     * The tables of the statement, for {@code as_of} and {@code history}.
     *
     * @param table the table whose past is asked for
     * @throws HeduiException if it may not be read
     */
    PublishedTables past(TableName table);
  }

  private Substitution(Reader reader) {
    this.reader = reader;
  }

  /** The statement with the reader's tables in it. */
  public static LogicalPlan in(LogicalPlan parsed, Reader reader) {
    Substitution substitution = new Substitution(reader);
    substitution.collectNames(parsed);
    return substitution.plan(parsed);
  }

  /** A statement that is ready to be run. */
  public static Dataset<Row> dataset(SparkSession spark, LogicalPlan plan) {
    return Dataset.ofRows(spark, plan);
  }

  /** Names that WITH gives: these are no tables. */
  private void collectNames(LogicalPlan plan) {
    if (plan instanceof UnresolvedWith with) {
      JavaConverters.seqAsJavaList(with.cteRelations())
          .forEach(
              relation -> {
                named.add(relation._1().toLowerCase(Locale.ROOT));
                collectNames(relation._2());
              });
    }
    JavaConverters.seqAsJavaList(plan.children()).forEach(this::collectNames);
    JavaConverters.seqAsJavaList(plan.subqueries()).forEach(this::collectNames);
  }

  private LogicalPlan plan(LogicalPlan plan) {
    return plan.transformUpWithSubqueries(
        new Partial(
            node -> {
              if (node instanceof UnresolvedRelation relation) {
                return relation(relation);
              }
              if (node instanceof UnresolvedTableValuedFunction function) {
                return function(function);
              }
              // What WITH names are no children of it.
              return node instanceof UnresolvedWith with ? with(with) : node;
            }));
  }

  private LogicalPlan with(UnresolvedWith with) {
    List<Tuple2<String, SubqueryAlias>> relations =
        JavaConverters.seqAsJavaList(with.cteRelations()).stream()
            .map(relation -> new Tuple2<>(relation._1(), (SubqueryAlias) plan(relation._2())))
            .toList();
    return with.copy(with.child(), JavaConverters.asScalaBuffer(relations).toList());
  }

  private LogicalPlan relation(UnresolvedRelation relation) {
    List<String> name =
        JavaConverters.seqAsJavaList(relation.multipartIdentifier()).stream()
            .map(part -> part.toLowerCase(Locale.ROOT))
            .toList();
    if (name.size() == 1 && named.contains(name.get(0))) {
      return relation;
    }
    Optional<Dataset<Row>> table =
        name.size() == 2 && name.get(0).equals(HISTORY)
            ? Optional.of(history(name.get(1)))
            : reader.table(name);
    return table.map(rows -> aliased(rows, name)).orElse(relation);
  }

  private Dataset<Row> history(String table) {
    TableName name = new TableName(Layer.GOLD, table);
    return reader.past(name).history(name);
  }

  private LogicalPlan function(UnresolvedTableValuedFunction function) {
    List<String> name = JavaConverters.seqAsJavaList(function.name());
    if (name.size() != 1 || !name.get(0).equalsIgnoreCase("as_of")) {
      return function;
    }
    List<Expression> arguments = JavaConverters.seqAsJavaList(function.functionArgs());
    if (arguments.size() != 2) {
      throw wrongAsOf();
    }
    TableName table = table(arguments.get(0));
    LocalDate date = date(arguments.get(1));
    return aliased(
        reader.past(table).asOf(table, date), List.of(table.layer().folder(), table.table()));
  }

  private static LogicalPlan aliased(Dataset<Row> rows, List<String> name) {
    int last = name.size() - 1;
    return new SubqueryAlias(
        new AliasIdentifier(name.get(last), list(name.subList(0, last))),
        rows.queryExecution().analyzed());
  }

  private static Seq<String> list(List<String> items) {
    return JavaConverters.asScalaBuffer(items).toList();
  }

  private static TableName table(Expression argument) {
    String text = text(argument).toLowerCase(Locale.ROOT);
    if (!text.matches("[a-z]+\\.[a-z][a-z0-9_]*")) {
      throw wrongAsOf();
    }
    try {
      return TableName.of(text);
    } catch (IllegalArgumentException unknownLayer) {
      throw wrongAsOf();
    }
  }

  private static LocalDate date(Expression argument) {
    if (argument instanceof Literal literal
        && literal.dataType().equals(DataTypes.DateType)
        && literal.value() != null) {
      return LocalDate.ofEpochDay(((Number) literal.value()).longValue());
    }
    try {
      return LocalDate.parse(text(argument));
    } catch (DateTimeException noDate) {
      throw wrongAsOf();
    }
  }

  private static String text(Expression argument) {
    if (argument instanceof Literal literal && literal.dataType().equals(DataTypes.StringType)) {
      return String.valueOf(literal.value());
    }
    throw wrongAsOf();
  }

  private static HeduiException wrongAsOf() {
    return new HeduiException(
        "SQL_INVALID",
        2,
        "as_of takes the name of a table and a date, both written out: as_of('gold.person', DATE"
            + " '2023-11-30').");
  }

  /** A function of all nodes, as Spark's trees ask for it. */
  private static final class Partial extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
    private final Function<LogicalPlan, LogicalPlan> function;

    Partial(Function<LogicalPlan, LogicalPlan> function) {
      this.function = function;
    }

    @Override
    public boolean isDefinedAt(LogicalPlan node) {
      return true;
    }

    @Override
    public <A extends LogicalPlan, B> B applyOrElse(A node, scala.Function1<A, B> otherwise) {
      @SuppressWarnings("unchecked")
      B result = (B) function.apply(node);
      return result;
    }
  }
}
