package org.hedui.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * What a report asks of the tables, each answered by one Spark job. Answers have one row a
 * registry, rule, division, business date or code of a list.
 */
enum Question {
  /** Rows of published tables, of this business date and of the one before. */
  TABLES {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return counts(
          scope.lake().schemas().contracts(Contract.Kind.TABLE).stream()
              .map(Contract::name)
              .filter(name -> TableName.of(name).layer() == Layer.GOLD)
              .flatMap(name -> counted(scope, name, "rows", lit(name))));
    }
  },

  /** Persons, households, links, pairs and events, of this business date and of the one before. */
  LINKS {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return counts(
          LINKAGE.entrySet().stream()
              .flatMap(
                  table -> counted(scope, table.getKey(), table.getKey(), expr(table.getValue()))));
    }
  },

  /** Files and rows by run, registry and state; deliveries that are only compared with aside. */
  FEED {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofRuns("ops.feed")
          .map(
              feed ->
                  feed.where("NOT coalesce(earlier, false)")
                      .groupBy("run_id", "registry", "state")
                      .agg(
                          expr("count(*) AS files"),
                          expr("sum(rows_in) AS rows_in"),
                          expr("sum(rows_loaded) AS rows_loaded"),
                          expr("sum(rows_quarantined) AS rows_quarantined"),
                          expr("sum(rows_duplicate) AS rows_duplicate"),
                          // A feed of before persons could be erased has no such column.
                          expr(
                              List.of(feed.columns()).contains("rows_erased")
                                  ? "sum(rows_erased) AS rows_erased"
                                  : "0L AS rows_erased"),
                          expr("CAST(max(delivery_date) AS STRING) AS arrived")));
    }
  },

  /** The first files that were not loaded. */
  REFUSED {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofRuns("ops.feed")
          .map(
              feed ->
                  feed.where(col("run_id").equalTo(scope.run().runId()))
                      .where("NOT coalesce(earlier, false) AND state <> 'LOADED'")
                      .select("registry", "source_file", "state", "reason", "detail")
                      .orderBy("registry", "source_file")
                      .limit(SHOWN_FILES));
    }
  },

  /** Quality rules by run; a measured value only of the run itself. */
  QUALITY {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofRuns("ops.quality_result")
          .map(
              results ->
                  results.select(
                      "run_id",
                      "quality_id",
                      "registry",
                      "column_name",
                      "dimension",
                      "severity",
                      "state",
                      "value",
                      "threshold"));
    }
  },

  /** Versions of the rules that this run and the one before evaluated. */
  RULES {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofRuns("ops.rule_result")
          .map(
              results ->
                  results
                      .where(
                          col("run_id")
                              .isin(
                                  Stream.concat(scope.before().stream(), Stream.of(scope.run()))
                                      .map(RunFacts.Run::runId)
                                      .toArray()))
                      .select("run_id", "rule_code", "rule_version"));
    }
  },

  /** How open cases came and went, by rule, township and severity at once. */
  CASES {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      LocalDate date = scope.run().businessDate();
      return scope
          .ofDates("gold.exception_case", scope.dates())
          .map(
              cases ->
                  cases
                      .withColumn("here", col("business_date").equalTo(lit(date)))
                      // At most two rows a case: of this date and of the one before.
                      .groupBy("exception_id")
                      .agg(
                          expr("max_by(rule_code, business_date) AS rule_code"),
                          expr("max_by(severity, business_date) AS severity"),
                          expr("max_by(left(division_code, 9), business_date) AS division"),
                          expr("bool_or(here AND open) AS open_now"),
                          expr("bool_or(NOT here AND open) AS open_then"),
                          expr("bool_or(NOT here) AS known"),
                          expr("bool_or(here AND state <> 'AUTO_CLEARED') AS kept"),
                          expr("bool_or(here AND overdue) AS late"),
                          expr(
                              "bool_or(here AND open AND NOT overdue AND due_date <= DATE'%s')"
                                      .formatted(date.plusDays(SOON))
                                  + " AS soon"))
                      .selectExpr(
                          "*",
                          "explode(array("
                              + "named_struct('what', 'rule', 'code', rule_code, 'part', severity),"
                              + " named_struct('what', 'division', 'code', coalesce(division, ''),"
                              + " 'part', severity))) AS key")
                      .groupBy("key.what", "key.code", "key.part")
                      .agg(
                          expr("count_if(open_now) AS open"),
                          expr("count_if(open_then) AS before"),
                          expr("count_if(open_now AND NOT known) AS fresh"),
                          expr("count_if(open_now AND known AND NOT open_then) AS reopened"),
                          expr("count_if(open_then AND NOT open_now AND NOT kept) AS cleared"),
                          expr("count_if(open_then AND NOT open_now AND kept) AS closed"),
                          expr("count_if(late) AS overdue"),
                          expr("count_if(soon) AS due_soon")));
    }
  },

  /** Open cases by business date and severity. */
  TREND {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      List<LocalDate> dates = scope.line().stream().map(Scope.Published::date).toList();
      return scope
          .ofDates("gold.exception_case", dates)
          .map(
              cases ->
                  cases
                      .where("open")
                      .groupBy(col("business_date").cast("string"), col("severity"))
                      .count());
    }
  },

  /** Registries that are late, as rule FIL-01 finds. */
  LATE {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofDates("gold.exception_case", List.of(scope.run().businessDate()))
          .map(
              cases ->
                  cases
                      .where("rule_code = 'FIL-01' AND open")
                      .selectExpr("evidence['registry']")
                      .distinct());
    }
  },

  /** Rates of errors of counties and above. */
  RATES {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofDates("gold.error_rate", List.of(scope.run().businessDate()))
          .map(
              rates ->
                  rates
                      .where("division_level <= 3")
                      .select(
                          "rate_code",
                          "unit",
                          "basis",
                          "division_code",
                          "division_level",
                          "rate",
                          "lower",
                          "upper",
                          "bar",
                          "verdict",
                          "official",
                          "suppressed"));
    }
  },

  /** Names of townships and what lies above them. */
  DIVISIONS {
    @Override
    Optional<Dataset<Row>> of(Scope scope) {
      return scope
          .ofDates("silver.division", List.of(scope.run().businessDate()))
          .map(rows -> rows.where("length(code) <= 9").select("code", "name"));
    }
  };

  /** Days within which a case is soon due. */
  static final int SOON = 30;

  private static final int SHOWN_FILES = 50;

  /** Tables that say who is who, and by what their rows are counted. */
  private static final Map<String, String> LINKAGE =
      Map.of(
          "silver.identity_link",
          "match_rule",
          "silver.link_pair",
          "concat_ws('|', decision, CAST(floor(least(match_probability, 0.9999) * 20) AS INT),"
              + " model_version)",
          "silver.person_event",
          "event",
          "silver.person",
          "'all'",
          "silver.household",
          "'all'");

  private static Stream<Dataset<Row>> counted(Scope scope, String table, String what, Column code) {
    return scope.ofDates(table, scope.dates()).stream()
        .map(
            rows ->
                rows.select(
                    lit(what).as("what"),
                    code.cast("string").as("code"),
                    col("business_date").cast("string").as("business_date")));
  }

  private static Optional<Dataset<Row>> counts(Stream<Dataset<Row>> tables) {
    return tables
        .reduce(Dataset::union)
        .map(all -> all.groupBy("what", "code", "business_date").count());
  }

  /**
   * Whether the run can tell, and anybody wants to know: what was not published may be of another
   * run of the date, and how many rows a table has is told beside how many it had.
   */
  boolean isAskedOf(Scope scope) {
    return switch (this) {
      case FEED, REFUSED, QUALITY, RULES -> true;
      case TABLES -> scope.run().published() && scope.before().isPresent();
      default -> scope.run().published();
    };
  }

  /** The rows that answer it; nothing if there is no such table. */
  abstract Optional<Dataset<Row>> of(Scope scope);
}
