package org.hedui.entitle;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.hedui.lake.SilverSchema;

/** What a pupil may have beside each other. All steps take and give rows of {@link Candidates}. */
final class Combining {
  private Combining() {}

  /** A programme counts once a person, at its larger amount. */
  static Dataset<Row> once(Dataset<Row> owed) {
    WindowSpec best =
        Window.partitionBy(col("person_id"), col("owed.programme_code"))
            .orderBy(
                desc("owed.standard.amount"),
                col("source_file"),
                col("source_row"),
                col("record_id"));
    return owed.withColumn("place", row_number().over(best))
        .where(col("place").equalTo(1))
        .drop("place");
  }

  /**
   * Of the options of an exclusive group, {@code group:option}, the one with the larger sum; a
   * programme without an option is one of its own.
   */
  static Dataset<Row> exclusive(Dataset<Row> owed) {
    Column group = split(col("owed.exclusive_group"), ":").getItem(0);
    Column option =
        coalesce(split(col("owed.exclusive_group"), ":").getItem(1), col("owed.programme_code"));
    WindowSpec ofOption = Window.partitionBy(col("person_id"), col("exclusion"), col("option"));
    WindowSpec ofGroup = Window.partitionBy(col("person_id"), col("exclusion"));
    return owed.withColumn("exclusion", group)
        .withColumn("option", option)
        .withColumn("option_sum", sum("owed.standard.amount").over(ofOption))
        .withColumn("best", max(struct(col("option_sum"), col("option"))).over(ofGroup))
        .where(col("exclusion").isNull().or(col("option").equalTo(col("best.option"))))
        .drop("exclusion", "option", "option_sum", "best");
  }

  /**
   * Of programmes that a pack binds together, the largest amounts first: with a cap as much as it
   * leaves, without one the first alone. A reduced amount says so.
   */
  static Dataset<Row> stacked(Dataset<Row> owed) {
    Column amount = col("owed.standard.amount");
    WindowSpec larger =
        Window.partitionBy(col("person_id"), col("owed.stack"))
            .orderBy(desc("owed.standard.amount"), col("owed.programme_code"))
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column cap = col("owed.stack_cap");
    Column granted =
        when(col("owed.stack").isNull(), amount)
            .when(cap.isNull(), when(col("before").equalTo(0), amount).otherwise(lit(0)))
            .otherwise(least(amount, greatest(cap.minus(col("before")), lit(0))))
            .cast(SilverSchema.YUAN);
    Column reduced = col("granted").lt(amount);
    return owed.withColumn("before", coalesce(sum(amount).over(larger), lit(0)))
        .withColumn("granted", granted)
        .where(col("granted").gt(0))
        .withColumn(
            "owed",
            col("owed")
                .withField(
                    "standard",
                    struct(
                        col("granted").as("amount"),
                        reason("reason", reduced, "；与其他项目合计不超过%s元，计%s元"),
                        reason(
                            "reason_en", reduced, "; with others at most %s yuan, of which %s"))))
        .drop("before", "granted");
  }

  private static Column reason(String name, Column reduced, String sentence) {
    Column reason = col("owed.standard." + name);
    Column why =
        format_string(
            sentence, col("owed.stack_cap").cast("string"), col("granted").cast("string"));
    return when(reduced, concat(reason, why)).otherwise(reason).as(name);
  }
}
