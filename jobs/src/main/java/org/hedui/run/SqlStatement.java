package org.hedui.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.LakeCatalog;
import org.hedui.lake.PublishedTables;
import org.hedui.lake.Substitution;
import scala.collection.JavaConverters;

/** One SQL statement that reads: SELECT, WITH, VALUES, DESCRIBE, SHOW, EXPLAIN. */
final class SqlStatement {
  private static final List<String> READING_COMMANDS = List.of("Describe", "Show", "Explain");

  private final SparkSession spark;
  private final LakeCatalog catalog;
  private final String text;

  /** A statement over the tables of {@code catalog}; nothing is checked yet. */
  SqlStatement(SparkSession spark, LakeCatalog catalog, String text) {
    this.spark = spark;
    this.catalog = catalog;
    this.text = text.strip().replaceFirst(";$", "");
  }

  /**
   * Checks the statement and makes it ready; Spark reads rows when they are asked for.
   *
   * @throws HeduiException SQL_REFUSED if it does more than read, SQL_INVALID if it is wrong,
   *     TABLE_UNKNOWN if it names a table that is not there; all exit code 2
   */
  Dataset<Row> prepare() {
    try {
      LogicalPlan parsed = spark.sessionState().sqlParser().parsePlan(text);
      refuseUnlessReading(parsed);
      if (text.toUpperCase(Locale.ROOT).startsWith("SHOW")) {
        catalog.registerAll();
      } else {
        catalog.registerNamedIn(text);
      }
      return parsed instanceof Command
          ? spark.sql(text)
          : Substitution.dataset(spark, Substitution.in(parsed, new Past(catalog)));
    } catch (ParseException e) {
      throw invalid(e);
    } catch (Exception e) {
      // Scala does not declare what it throws, so the compiler knows of no AnalysisException.
      if (e instanceof AnalysisException analysis) {
        throw "TABLE_OR_VIEW_NOT_FOUND".equals(analysis.getErrorClass())
            ? unknownTable(analysis)
            : invalid(analysis);
      }
      throw e;
    }
  }

  /** Names are the session's own; only what was before comes from the lake itself. */
  private record Past(LakeCatalog catalog) implements Substitution.Reader {
    @Override
    public Optional<Dataset<Row>> table(List<String> name) {
      return Optional.empty();
    }

    @Override
    public PublishedTables past(TableName table) {
      return catalog.published();
    }
  }

  private static void refuseUnlessReading(LogicalPlan plan) {
    String kind = plan.getClass().getSimpleName();
    if (READING_COMMANDS.stream().anyMatch(kind::startsWith)) {
      return;
    }
    if (plan instanceof Command
        || plan instanceof ParsedStatement
        || plan instanceof ScriptTransformation) {
      throw new HeduiException(
          "SQL_REFUSED",
          ExitCodes.WRONG_USE,
          "This command only reads: SELECT, WITH, VALUES, DESCRIBE, SHOW, EXPLAIN.");
    }
    parts(plan.children()).forEach(SqlStatement::refuseUnlessReading);
    parts(plan.subqueries()).forEach(SqlStatement::refuseUnlessReading);
    parts(plan.innerChildren()).forEach(SqlStatement::refuseUnlessReading);
  }

  private static List<LogicalPlan> parts(scala.collection.Seq<?> nodes) {
    return JavaConverters.seqAsJavaList(nodes).stream()
        .filter(LogicalPlan.class::isInstance)
        .map(LogicalPlan.class::cast)
        .toList();
  }

  private static HeduiException invalid(AnalysisException e) {
    return new HeduiException("SQL_INVALID", ExitCodes.WRONG_USE, firstLine(e));
  }

  private HeduiException unknownTable(AnalysisException e) {
    StringBuilder message = new StringBuilder(firstLine(e));
    boolean anything = false;
    for (var layer : catalog.tables().entrySet()) {
      if (!layer.getValue().isEmpty()) {
        anything = true;
        message
            .append("\n  ")
            .append(layer.getKey().folder())
            .append(": ")
            .append(String.join(", ", layer.getValue()));
      }
    }
    if (!anything) {
      message.append(" The lake is empty: `hedui run` or `hedui demo` fills it.");
    } else if (catalog.tables().get(Layer.GOLD).isEmpty()) {
      message.append(
          "\nNothing is published yet, so gold, silver and restricted are empty; --unpublished"
              + " shows what an unfinished run left.");
    }
    return new HeduiException("TABLE_UNKNOWN", ExitCodes.WRONG_USE, message.toString());
  }

  private static String firstLine(AnalysisException e) {
    String position = e.line().isDefined() ? " (line " + e.line().get() + ")" : "";
    return e.getSimpleMessage()
            .lines()
            .findFirst()
            .orElse("wrong SQL")
            .replaceFirst("^\\[[A-Z_.]+] ", "")
            .replaceFirst("; line \\d+ pos \\d+;?$|\\(line \\d+, pos \\d+\\)$", "")
        + position;
  }
}
