package org.hedui.sheet;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where something is, in words: county, town and village. */
public final class DivisionNames {
  private DivisionNames() {}

  /**
   * Adds the names of a division code's county, town and village.
   *
   * @param rows {@code division_code} and other columns
   * @param divisions {@code code, name}; each code once
   * @return the rows with the column division: the names, the code where it has none, or empty
   */
  public static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> divisions) {
    Dataset<Row> named = rows;
    // A code begins with those of the county and the town it lies in.
    for (int digits : new int[] {6, 9, 12}) {
      Dataset<Row> level =
          divisions
              .where("length(code) = " + digits)
              .select(col("code").as("of_" + digits), col("name").as("name_" + digits));
      Column within = col("of_" + digits).equalTo(substring(col("division_code"), 1, digits));
      // One division a code.
      named = named.join(broadcast(level), within, "left");
    }
    Column names = concat_ws(" ", col("name_6"), col("name_9"), col("name_12"));
    return named
        .withColumn(
            "division",
            when(names.notEqual(""), names).otherwise(coalesce(col("division_code"), lit(""))))
        .drop("of_6", "of_9", "of_12", "name_6", "name_9", "name_12");
  }
}
