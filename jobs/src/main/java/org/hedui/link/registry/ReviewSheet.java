package org.hedui.link.registry;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The sheet that reviewers fill in, as {@link AnswerSheet} reads it. */
public final class ReviewSheet {
  private ReviewSheet() {}

  /**
   * Lays the pairs out, the most probable first, with what both rows say side by side.
   *
   * @param reviews rows of {@code silver.link_review}
   * @param decisions rows of {@code silver.link_decision}; pairs that they answer are left out
   * @return columns of text; one row a pair
   */
  public static Dataset<Row> of(Dataset<Row> reviews, Dataset<Row> decisions) {
    List<Column> columns = new ArrayList<>();
    columns.add(col("lasting_id_l"));
    columns.add(col("lasting_id_r"));
    columns.add(lit("").as("answer"));
    columns.add(lit("").as("note"));
    columns.add(round(col("match_probability"), 4).as("match_probability"));
    columns.add(round(col("match_weight"), 2).as("match_weight"));
    columns.add(to_json(col("levels")).as("levels"));
    StructType row = (StructType) reviews.schema().apply("left_row").dataType();
    for (String field : row.fieldNames()) {
      columns.add(harmless(col("left_row").getField(field)).as(field + "_l"));
      columns.add(harmless(col("right_row").getField(field)).as(field + "_r"));
    }
    return reviews
        .join(
            decisions.select("lasting_id_l", "lasting_id_r"),
            new String[] {"lasting_id_l", "lasting_id_r"},
            "left_anti")
        .orderBy(desc("match_probability"), col("lasting_id_l"), col("lasting_id_r"))
        .select(columns.toArray(Column[]::new));
  }

  /** A delivered text that a spreadsheet would take for a formula is shown as text. */
  private static Column harmless(Column value) {
    Column text = value.cast("string");
    return when(coalesce(text.rlike("^[=+\\-@\\t\\r]"), lit(false)), concat(lit("'"), text))
        .otherwise(text);
  }
}
