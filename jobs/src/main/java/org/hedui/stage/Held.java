package org.hedui.stage;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;
import scala.math.BigInt;

/**
 * Rows that are read into memory once: to find the files of a Delta table takes longer than to read
 * a few of them, and the views of a stage name the same tables many times.
 */
final class Held {
  /** Bytes that may be read for rows that are held. */
  private static final BigInt SMALL = BigInt.apply(8 << 20);

  private Held() {}

  /** The same rows: in memory if little is read for them, else as they are. */
  static Dataset<Row> ifSmall(Dataset<Row> rows) {
    BigInt bytes =
        JavaConverters.seqAsJavaList(rows.queryExecution().optimizedPlan().collectLeaves()).stream()
            .map(read -> read.stats().sizeInBytes())
            .reduce(BigInt.apply(0), BigInt::$plus);
    return bytes.$less(SMALL) ? rows.localCheckpoint() : rows;
  }
}
