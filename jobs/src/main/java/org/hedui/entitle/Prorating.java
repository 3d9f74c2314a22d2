package org.hedui.entitle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.hedui.lake.SilverSchema;
import org.hedui.stage.Term;

/**
 * Gives a fifth of the term's amount for each of its five months that a pupil is at school. Of a
 * pupil with several school records, such as one who changed schools, a month counts once, by the
 * record with the larger amount; the parts are summed.
 */
final class Prorating {
  private Prorating() {}

  /**
   * Sums the months.
   *
   * @param owed rows of {@link Candidates} whose programme pays by the month
   * @return the same columns, one row a person and programme: that of the largest part, with the
   *     sum as amount, the reasons of all parts, and no weights if the parts are shared differently
   */
  static Dataset<Row> apply(Dataset<Row> owed) {
    WindowSpec ofMonth =
        Window.partitionBy(col("person_id"), col("owed.programme_code"), col("month"))
            .orderBy(
                desc("owed.standard.amount"),
                col("source_file"),
                col("source_row"),
                col("record_id"));
    Dataset<Row> parts =
        owed.withColumn("month", explode(col("months")))
            .withColumn("place", row_number().over(ofMonth))
            .where(col("place").equalTo(1))
            .groupBy(col("person_id"), col("owed.programme_code").as("programme"), col("record_id"))
            .agg(
                sort_array(collect_list("month")).as("part_months"),
                // All rows of a record and programme are alike but for the month.
                first(struct("source_file", "source_row", "class", "county_code", "months", "owed"))
                    .as("row"))
            .withColumn(
                "amount",
                round(
                        col("row.owed.standard.amount")
                            .multiply(size(col("part_months")))
                            .divide(lit(Term.MONTHS)),
                        2)
                    .cast(SilverSchema.YUAN))
            .withColumn("reason", said("reason", "；本学期在校%s（%d个月），按%d/%d计%s元", "、"))
            .withColumn(
                "reason_en",
                said("reason_en", "; at school in %s (%d months): %d/%d, %s yuan", ", "));
    return parts
        .groupBy("person_id", "programme")
        .agg(
            sort_array(
                    collect_list(
                        struct(
                            // The largest part leads; of equal ones the first by file and row.
                            negate(col("amount")).as("less"),
                            col("row.source_file").as("file"),
                            col("row.source_row").as("line"),
                            col("record_id"),
                            col("amount"),
                            col("reason"),
                            col("reason_en"),
                            col("row"))))
                .as("parts"))
        .withColumn("main", expr("parts[0]"))
        .select(
            col("person_id"),
            col("main.record_id"),
            col("main.row.source_file"),
            col("main.row.source_row"),
            col("main.row.class"),
            col("main.row.county_code"),
            col("main.row.months"),
            col("main.row.owed")
                .withField("confirmed", expr("forall(parts, part -> part.row.owed.confirmed)"))
                .withField(
                    "weights",
                    expr(
                        "if(forall(parts, part -> part.row.owed.weights <=> main.row.owed.weights),"
                            + " main.row.owed.weights, NULL)"))
                .withField(
                    "standard",
                    expr(
                        """
                        named_struct(
                          'amount', aggregate(parts, CAST(0 AS DECIMAL(18, 2)),
                            (sum, part) -> CAST(sum + part.amount AS DECIMAL(18, 2))),
                          'reason', array_join(transform(parts, part -> part.reason), '；另：'),
                          'reason_en', array_join(transform(parts, part -> part.reason_en), '; and: '))
                        """))
                .as("owed"));
  }

  private static Column said(String reason, String sentence, String comma) {
    return concat(
        col("row.owed.standard." + reason),
        format_string(
            sentence,
            expr(
                "array_join(transform(part_months, month -> date_format(month, 'yyyy-MM')), '"
                    + comma
                    + "')"),
            size(col("part_months")),
            size(col("part_months")),
            lit(Term.MONTHS),
            col("amount").cast("string")));
  }
}
