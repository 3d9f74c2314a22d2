package org.hedui.link.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.hedui.lake.TableDefinition.BUSINESS_DATE;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What happened to the persons since the business date before, so that no id changes in silence:
 * ids issued, merged and split, records that came and went.
 */
final class PersonEvents {
  private final Dataset<Row> changes;
  private final Dataset<Row> created;
  private final Dataset<Row> ended;
  private final Dataset<Row> known;

  private PersonEvents(Dataset<Row> before, Dataset<Row> links) {
    Dataset<Row> was =
        before.select(
            col("lasting_id"), col("record_id").as("record_was"), col("person_id").as("was"));
    Dataset<Row> is =
        links.select(
            col("lasting_id"),
            col("record_id").as("record_is"),
            col("cluster"),
            col("person_id").as("is"),
            col("match_rule"));
    // A lasting id stands once on either side.
    this.changes =
        was.join(is, was.col("lasting_id").equalTo(is.col("lasting_id")), "full")
            .where(not(col("was").eqNullSafe(col("is"))));
    this.known = before.select(col("person_id").as("id")).distinct();
    Dataset<Row> living =
        links.groupBy(col("person_id").as("id")).agg(max("person_id18").as("id18"));
    this.created = living.join(known, living.col("id").equalTo(known.col("id")), "left_anti");
    this.ended = known.join(living, known.col("id").equalTo(living.col("id")), "left_anti");
  }

  /**
   * Compares two business dates.
   *
   * @param before {@code lasting_id, record_id, person_id} of the date before; one row a record
   * @param links {@code lasting_id, record_id, cluster, person_id, person_id18, match_rule} of this
   *     one; one row a record
   * @return the columns of {@code silver.person_event}; one row an event. A new person's records
   *     have no JOINED of their own, nor those that moved by a MERGED or SPLIT.
   */
  static Dataset<Row> between(Dataset<Row> before, Dataset<Row> links) {
    return new PersonEvents(before, links).all();
  }

  /**
   * The ids that events tell of.
   *
   * @param events rows of {@code silver.person_event} with their business dates
   * @return {@code person_id, issued_on, merged}; one row an id ever issued
   */
  static Dataset<Row> issued(Dataset<Row> events) {
    Column event = col("event");
    return events
        .where(event.isin("CREATED", "MERGED"))
        .groupBy("person_id")
        .agg(
            min(when(event.equalTo("CREATED"), col(BUSINESS_DATE))).as("issued_on"),
            max(event.equalTo("MERGED")).as("merged"));
  }

  private Dataset<Row> all() {
    Dataset<Row> moved =
        changes
            .where(col("was").isNotNull().and(col("is").isNotNull()))
            .groupBy("was", "is")
            .agg(count(lit(1)).as("records"), min("cluster").as("cluster"));
    Dataset<Row> merged = merged(moved);
    Dataset<Row> split =
        moved.join(created, col("is").equalTo(created.col("id")), "left_semi").select("was", "is");
    Dataset<Row> told = merged.union(split).toDF("told_was", "told_is");
    Dataset<Row> untold =
        changes.join(
            told,
            col("was").equalTo(col("told_was")).and(col("is").equalTo(col("told_is"))),
            "left_anti");
    Dataset<Row> gone = ended.join(merged, ended.col("id").equalTo(merged.col("was")), "left_anti");
    return created()
        .union(events("MERGED", merged, lit(null), "was", "is", lit("MOST_RECORDS")))
        .union(events("SPLIT", split, lit(null), "was", "is", lit("MOST_RECORDS")))
        .union(
            events(
                "LEFT",
                gone.withColumn("is", lit(null)),
                lit(null),
                "id",
                "is",
                lit("NOT_DELIVERED")))
        .union(joined(untold))
        .union(left(untold, gone));
  }

  /** An ended id went where most of its records went, ties as when ids are given. */
  private Dataset<Row> merged(Dataset<Row> moved) {
    Column place =
        row_number().over(Window.partitionBy("was").orderBy(desc("records"), col("cluster")));
    return moved
        .join(ended, col("was").equalTo(ended.col("id")), "left_semi")
        .withColumn("place", place)
        .where(col("place").equalTo(1))
        .select("was", "is");
  }

  private Dataset<Row> created() {
    Column rule = when(col("id18").isNotNull(), lit("ID_NUMBER")).otherwise(lit("RECORD"));
    return events("CREATED", created.withColumn("is", lit(null)), lit(null), "id", "is", rule);
  }

  private Dataset<Row> joined(Dataset<Row> untold) {
    Dataset<Row> came = untold.join(known, col("is").equalTo(known.col("id")), "left_semi");
    return events("JOINED", came, col("record_is"), "is", "was", col("match_rule"));
  }

  private Dataset<Row> left(Dataset<Row> untold, Dataset<Row> gone) {
    Dataset<Row> went =
        untold
            .where(col("was").isNotNull())
            .join(gone, col("was").equalTo(gone.col("id")), "left_anti");
    Column rule = when(col("is").isNull(), lit("NOT_DELIVERED")).otherwise(lit("MOVED"));
    return events("LEFT", went, col("record_was"), "was", "is", rule);
  }

  private static Dataset<Row> events(
      String event, Dataset<Row> rows, Column record, String person, String other, Column rule) {
    return rows.select(
        col(person).as("person_id"),
        lit(event).as("event"),
        record.cast("string").as("record_id"),
        col(other).cast("string").as("other_person_id"),
        rule.as("rule"));
  }
}
