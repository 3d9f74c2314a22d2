package org.hedui.reconcile;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Findings become cases that live from one business date to the next. */
final class Cases {
  static final String NEW = "NEW";
  static final String REOPENED = "REOPENED";
  static final String AUTO_CLEARED = "AUTO_CLEARED";

  private static final List<String> OF_FINDING =
      List.of(
          "rule_code",
          "rule_version",
          "severity",
          "owner",
          "subject_type",
          "subject_key",
          "period",
          "person_id",
          "household_id",
          "division_code",
          "programme_code",
          "term",
          "evidence");

  private Cases() {}

  /**
   * Carries the cases of the last business date on.
   *
   * @param findings this run's findings, one row an exception id
   * @param before the cases of the greatest business date before this one
   * @param businessDate this run's business date
   * @return the columns of {@code silver.case}; one row for each exception id of either side. A
   *     case no longer found is AUTO_CLEARED, one found again after that REOPENED.
   */
  static Dataset<Row> of(Dataset<Row> findings, Dataset<Row> before, LocalDate businessDate) {
    Dataset<Row> now = findings.select(prefixed("now_", OF_FINDING, "exception_id"));
    List<String> carried =
        Stream.concat(
                OF_FINDING.stream(), Stream.of("state", "first_seen", "last_seen", "seen_count"))
            .toList();
    Dataset<Row> was = before.select(prefixed("was_", carried, "exception_id"));
    Column found = col("now_rule_code").isNotNull();
    Column known = col("was_rule_code").isNotNull();
    List<Column> columns = new ArrayList<>();
    columns.add(coalesce(now.col("exception_id"), was.col("exception_id")).as("exception_id"));
    for (String name : OF_FINDING) {
      // A whole row comes from one side, so that a value that became NULL does not live on.
      columns.add(when(found, col("now_" + name)).otherwise(col("was_" + name)).as(name));
    }
    columns.add(
        when(found.and(not(known)), lit(NEW))
            .when(found.and(col("was_state").equalTo(AUTO_CLEARED)), lit(REOPENED))
            .when(found, col("was_state"))
            .otherwise(lit(AUTO_CLEARED))
            .as("state"));
    columns.add(coalesce(col("was_first_seen"), lit(businessDate)).as("first_seen"));
    columns.add(when(found, lit(businessDate)).otherwise(col("was_last_seen")).as("last_seen"));
    columns.add(
        coalesce(col("was_seen_count"), lit(0))
            .plus(when(found, lit(1)).otherwise(lit(0)))
            .as("seen_count"));
    return now.join(was, now.col("exception_id").equalTo(was.col("exception_id")), "full")
        .select(columns.toArray(Column[]::new));
  }

  private static Column[] prefixed(String prefix, List<String> names, String key) {
    return Stream.concat(
            Stream.of(col(key)), names.stream().map(name -> col(name).as(prefix + name)))
        .toArray(Column[]::new);
  }
}
