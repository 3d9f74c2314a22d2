package org.hedui.link;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many records there are, and pairs of them.
 *
 * @param byInput records by input
 * @param between whether only pairs of different inputs count
 */
@SuppressWarnings("ArrayRecordComponent")
record Sizes(long[] byInput, boolean between) {

  /** Counts the records; one job. */
  static Sizes of(Dataset<Row> records, int inputs, boolean between) {
    long[] sizes = new long[inputs];
    records
        .groupBy(Records.INPUT)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> sizes[row.getInt(0)] = row.getLong(1));
    return new Sizes(sizes, between);
  }

  int inputs() {
    return byInput.length;
  }

  long records() {
    return Arrays.stream(byInput).sum();
  }

  /** Number of all pairs that could be compared. */
  double pairs() {
    double all = records() * (records() - 1.0) / 2;
    double within = Arrays.stream(byInput).mapToDouble(size -> size * (size - 1.0) / 2).sum();
    return between ? all - within : all;
  }
}
