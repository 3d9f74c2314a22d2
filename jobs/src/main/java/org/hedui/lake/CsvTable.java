package org.hedui.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A file of separated values that Hedui wrote itself, outside of any lake. */
public final class CsvTable {
  private CsvTable() {}

  /**
   * Reads a file as RFC 4180 and UTF-8, its first line the header.
   *
   * @return every column as text; an empty cell is NULL
   */
  public static Dataset<Row> read(SparkSession spark, String file) {
    return spark
        .read()
        .option("header", true)
        .option("encoding", "UTF-8")
        .option("escape", "\"")
        .csv(file);
  }
}
