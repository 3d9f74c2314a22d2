package org.hedui.reconcile;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Rule;
import org.hedui.function.CaseHashes;

/** Findings become cases that live from one business date to the next. */
final class Cases {
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
          "evidence",
          "evidence_hash");

  private static final List<String> SEEN =
      List.of("first_seen", "last_seen", "seen_count", "sightings");

  private static final String SIGHTING = "struct<seen_on:date,found:boolean,evidence_hash:string>";

  private Cases() {}

  /**
   * What has been seen of every case: the findings carry the cases of the last business date on.
   *
   * @param findings this run's findings, one row an exception id
   * @param before the cases of the greatest business date before this one that was published
   * @param businessDate this run's business date
   * @return the columns of {@code silver.case} that follow from findings alone; one row for each
   *     exception id of either side
   */
  static Dataset<Row> seen(Dataset<Row> findings, Dataset<Row> before, LocalDate businessDate) {
    Dataset<Row> now =
        findings
            .withColumn("evidence_hash", CaseHashes.evidenceHash())
            .select(prefixed("now_", OF_FINDING, "exception_id"));
    List<String> carried = Stream.concat(OF_FINDING.stream(), SEEN.stream()).toList();
    Dataset<Row> was = before.select(prefixed("was_", carried, "exception_id"));
    Column found = col("now_rule_code").isNotNull();
    List<Column> columns = new ArrayList<>();
    columns.add(coalesce(now.col("exception_id"), was.col("exception_id")).as("exception_id"));
    for (String name : OF_FINDING) {
      // A whole row comes from one side, so that a value that became NULL does not live on.
      columns.add(when(found, col("now_" + name)).otherwise(col("was_" + name)).as(name));
    }
    columns.add(coalesce(col("was_first_seen"), lit(businessDate)).as("first_seen"));
    columns.add(when(found, lit(businessDate)).otherwise(col("was_last_seen")).as("last_seen"));
    columns.add(
        coalesce(col("was_seen_count"), lit(0))
            .plus(when(found, lit(1)).otherwise(lit(0)))
            .as("seen_count"));
    columns.add(sightings(found, businessDate).as("sightings"));
    return now.join(was, now.col("exception_id").equalTo(was.col("exception_id")), "full")
        .select(columns.toArray(Column[]::new));
  }

  /** What has been seen of every case, from the rows of {@code silver.case} themselves. */
  static Dataset<Row> seen(Dataset<Row> cases) {
    return cases.select(
        Stream.of(List.of("exception_id"), OF_FINDING, SEEN)
            .flatMap(List::stream)
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /**
   * Where the cases stand on a day.
   *
   * @param seen result of {@link #seen}
   * @param decisions rows of {@code silver.case_decision}
   * @param rules the rules, which say how long a case may take
   * @param asOf later decisions are left out, ended exemptions told up to here
   * @return the columns of {@code silver.case}; one row for each row of {@code seen}
   */
  static Dataset<Row> standing(
      Dataset<Row> seen, Dataset<Row> decisions, Collection<Rule> rules, LocalDate asOf) {
    Dataset<Row> answers =
        decisions
            .groupBy("exception_id")
            .agg(
                collect_list(
                        struct(
                            Arrays.stream(CaseLives.DECISION.fieldNames())
                                .map(name -> col(name))
                                .toArray(Column[]::new)))
                    .as("decisions"));
    Dataset<Row> lives =
        seen
            // One list of answers a case.
            .join(answers, new String[] {"exception_id"}, "left")
            .withColumn("life", CaseLives.told(col("sightings"), col("decisions"), asOf))
            .select(col("*"), col("life.*"))
            .drop("life", "decisions");
    return lives
        .withColumn("due_date", due(rules))
        .withColumn("open", col("state").isin(CaseState.open().toArray()))
        .withColumn("overdue", col("open").and(coalesce(col("due_date").lt(lit(asOf)), lit(false))))
        .withColumn("version", CaseHashes.version());
  }

  /** The sightings before, and this one if it tells something new. */
  private static Column sightings(Column found, LocalDate businessDate) {
    Column last = element_at(col("was_sightings"), -1);
    Column hash = coalesce(col("now_evidence_hash"), col("was_evidence_hash"));
    Column sighting =
        struct(lit(businessDate).as("seen_on"), found.as("found"), hash.as("evidence_hash"))
            .cast(SIGHTING);
    Column alike =
        last.getField("found").equalTo(found).and(last.getField("evidence_hash").equalTo(hash));
    return when(col("was_sightings").isNull(), array(sighting))
        .when(not(alike), concat(col("was_sightings"), array(sighting)))
        .otherwise(col("was_sightings"));
  }

  private static Column due(Collection<Rule> rules) {
    // Without a deadline, NULL.
    Column days = when(lit(false), lit(0));
    for (Rule rule : rules) {
      if (rule.slaDays().isPresent()) {
        days = days.when(col("rule_code").equalTo(rule.code()), lit(rule.slaDays().get()));
      }
    }
    for (Rule.Severity severity : Rule.Severity.values()) {
      if (severity.slaDays().isPresent()) {
        // The case's own severity: a locality may have raised the rule's.
        days = days.when(col("severity").equalTo(severity.name()), lit(severity.slaDays().get()));
      }
    }
    return date_add(col("opened_on"), days);
  }

  private static Column[] prefixed(String prefix, List<String> names, String key) {
    return Stream.concat(
            Stream.of(col(key)), names.stream().map(name -> col(name).as(prefix + name)))
        .toArray(Column[]::new);
  }
}
