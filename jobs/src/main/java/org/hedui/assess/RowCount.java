package org.hedui.assess;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How many rows a registry had.
 *
 * @param businessDate on which business date
 * @param rows row count
 */
public record RowCount(LocalDate businessDate, long rows) {
  /** So many earlier business dates are looked at. */
  static final int HISTORY = 12;

  /**
   * Row counts of earlier business dates by registry: the newest {@link #HISTORY}, of each date the
   * newest run that measured.
   *
   * @param profile {@code ops.profile}
   * @param runs {@code ops.run}
   * @param before only dates before this one
   */
  static Map<String, List<RowCount>> history(
      Dataset<Row> profile, Dataset<Row> runs, LocalDate before) {
    Dataset<Row> counts =
        profile
            .where(col("metric").equalTo(ProfileMetric.Name.ROW_COUNT.text()))
            .where(col("value").isNotNull())
            .where(col("business_date").lt(lit(before)))
            .join(runs.select("run_id", "attempt"), "run_id")
            .withColumn(
                "age_of_run",
                row_number()
                    .over(
                        Window.partitionBy("registry", "business_date")
                            .orderBy(col("attempt").desc())))
            .where(col("age_of_run").equalTo(1))
            .withColumn(
                "age",
                row_number()
                    .over(Window.partitionBy("registry").orderBy(col("business_date").desc())))
            .where(col("age").leq(HISTORY))
            .select("registry", "business_date", "value");
    Map<String, List<RowCount>> history = new HashMap<>();
    for (Row row : counts.collectAsList()) {
      history
          .computeIfAbsent(row.getString(0), registry -> new ArrayList<>())
          .add(new RowCount(row.getDate(1).toLocalDate(), Math.round(row.getDouble(2))));
    }
    return history;
  }
}
