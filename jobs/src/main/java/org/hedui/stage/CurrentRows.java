package org.hedui.stage;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Contract;

/** Replaced by ingest's. */
public final class CurrentRows {
  private CurrentRows() {}

  /** Rows that count. */
  public static Dataset<Row> of(Dataset<Row> rows, Contract contract) {
    return rows;
  }
}
