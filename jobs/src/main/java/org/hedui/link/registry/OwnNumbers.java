package org.hedui.link.registry;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whose number stands in a row: a father's, mother's or sister's valid number is often written for
 * a child's. The names that other rows give with a number tell.
 */
final class OwnNumbers {
  private static final Column POLICE = col("registry").equalTo("household_registration");

  private OwnNumbers() {}

  /**
   * Sets {@code id18_own} to false where the number is another's: the police register gives it, and
   * to other names only; or the row gives a second valid number behind its student number, other
   * rows give that one with a compatible name, and none gives the first with one.
   *
   * @param mentions rows of all registries as {@link Mentions#of} makes them
   * @return the same columns and rows
   */
  static Dataset<Row> settle(Dataset<Row> mentions) {
    Column own = coalesce(col("id18_own"), lit(false));
    Column two = own.and(coalesce(col("id18").notEqual(col("student_id18")), lit(false)));
    Dataset<Row> asked =
        mentions
            .where(two)
            .select(explode(array(col("id18"), col("student_id18"))).as("asked"))
            .distinct();
    // One row a number: those that several names go with, and those of rows with two numbers.
    Dataset<Row> holders =
        mentions
            .where(own.and(not(two)).and(col("name_norm").isNotNull()))
            .groupBy(col("id18").as("number"))
            .agg(
                countDistinct("name_norm").as("names"),
                collect_set(struct(col("name"), POLICE.as("police"))).as("holders"))
            .join(asked, col("number").equalTo(col("asked")), "left")
            .where(col("names").gt(1).or(col("asked").isNotNull()));
    Column police = filter(col("holders"), holder -> holder.getField("police"));
    Column another = size(police).gt(0).and(not(alike(police)));
    Column second =
        two.and(not(coalesce(alike(col("holders")), lit(false))))
            .and(alike(col("student_holders")));
    return mentions
        // At most one row a number.
        .join(holders.select("number", "holders"), col("id18").equalTo(col("number")), "left")
        .join(
            holders.select(
                col("number").as("student_number"), col("holders").as("student_holders")),
            col("student_id18").equalTo(col("student_number")),
            "left")
        .withColumn(
            "id18_own",
            when(coalesce(another, lit(false)).or(coalesce(second, lit(false))), false)
                .otherwise(col("id18_own")))
        .drop("number", "holders", "student_number", "student_holders");
  }

  private static Column alike(Column holders) {
    return exists(
        holders,
        holder -> call_function("fn.name_compatible", col("name"), holder.getField("name")));
  }
}
