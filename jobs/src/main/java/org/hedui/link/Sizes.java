package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;

/**
 * How many records there are, and pairs of them.
 *
 * @param byInput records by input
 * @param between whether only pairs of different inputs count
 */
@SuppressWarnings("ArrayRecordComponent")
record Sizes(long[] byInput, boolean between) {

  /**
   * Counts the records; one job.
   *
   * @throws HeduiException ID_NOT_UNIQUE, exit code 2, if an id is blank or stands twice in an
   *     input
   */
  static Sizes of(Dataset<Row> records, int inputs, boolean between) {
    long[] sizes = new long[inputs];
    records
        .groupBy(Records.INPUT)
        .agg(
            count(lit(1)),
            count_distinct(when(col(Records.UNIQUE_ID).isNotNull(), col(Records.RID))),
            count(col(Records.UNIQUE_ID)))
        .collectAsList()
        .forEach(
            row -> {
              sizes[row.getInt(0)] = row.getLong(1);
              requireIds(row.getInt(0) + 1, row.getLong(1), row.getLong(2), row.getLong(3));
            });
    return new Sizes(sizes, between);
  }

  private static void requireIds(int input, long records, long different, long stated) {
    if (different < records || stated < records) {
      throw new HeduiException(
          "ID_NOT_UNIQUE",
          2,
          ("Input %d has %,d records, %,d with an id, and %,d different ids: give every record an id"
                  + " of its own.")
              .formatted(input, records, stated, different));
    }
  }

  int inputs() {
    return byInput.length;
  }

  long records() {
    return Arrays.stream(byInput).sum();
  }

  /**
   * About as many records, in steps of a half power of two: what is weighed by it weighs the same
   * while a table grows a little.
   */
  Sizes steady() {
    double all = (double) Math.max(1, records());
    double step = Math.round(2 * Math.log(all) / Math.log(2)) / 2.0;
    double scale = Math.pow(2, step) / all;
    return new Sizes(
        Arrays.stream(byInput).map(size -> Math.round(size * scale)).toArray(), between);
  }

  /** Number of all pairs that could be compared. */
  double pairs() {
    double all = records() * (records() - 1.0) / 2;
    double within = Arrays.stream(byInput).mapToDouble(size -> size * (size - 1.0) / 2).sum();
    return between ? all - within : all;
  }
}
