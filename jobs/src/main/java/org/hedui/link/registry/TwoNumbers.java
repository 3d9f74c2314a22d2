package org.hedui.link.registry;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that give two valid ID numbers, one as the person's own and another behind the student
 * number: a father's or a sister's number written for the pupil's. The names that other rows give
 * with either number tell which is the pupil's.
 */
final class TwoNumbers {
  private TwoNumbers() {}

  /**
   * Sets {@code id18_own} to false where no other row gives that number with a compatible name, but
   * one gives the student's number with one.
   *
   * @param mentions rows of all registries as {@link Mentions#of} makes them
   * @return the same columns and rows
   */
  static Dataset<Row> settle(Dataset<Row> mentions) {
    Column own = coalesce(col("id18_own"), lit(false));
    Column two = coalesce(col("id18").notEqual(col("student_id18")), lit(false));
    Dataset<Row> doubtful =
        mentions.where(own.and(two)).select("record_id", "name", "id18", "student_id18");
    Dataset<Row> numbers =
        doubtful
            .select(col("id18").as("number"))
            .union(doubtful.select(col("student_id18")))
            .distinct();
    Dataset<Row> holders =
        mentions
            .where(own.and(not(two)))
            .select(col("id18").as("number"), col("name").as("holder"))
            // Few numbers, each once.
            .join(broadcast(numbers), "number")
            .distinct();
    Column alike = call_function("fn.name_compatible", col("name"), col("holder"));
    Dataset<Row> another =
        doubtful
            // As many rows as names are known with either number.
            .join(
                holders,
                col("number").equalTo(col("id18")).or(col("number").equalTo(col("student_id18"))))
            .groupBy("record_id")
            .agg(
                max(when(col("number").equalTo(col("id18")), alike)).as("by_id"),
                max(when(col("number").equalTo(col("student_id18")), alike)).as("by_student"))
            .where(col("by_student").and(not(coalesce(col("by_id"), lit(false)))))
            .select(col("record_id").as("not_own"));
    return mentions
        // At most one row a record, and few of them.
        .join(broadcast(another), col("record_id").equalTo(col("not_own")), "left")
        .withColumn("id18_own", when(col("not_own").isNull(), col("id18_own")).otherwise(false))
        .drop("not_own");
  }
}
