package org.hedui.serve;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;

/**
 * Rows up to a limit, beyond which a statement fails rather than give a part for the whole: a
 * partition of them lies in the server's memory at a time.
 */
final class RowLimit implements Iterator<Row> {
  /** Rows that a statement may give. */
  static final int MOST = 500_000;

  private final Iterator<Row> rows;
  private int given;

  RowLimit(Iterator<Row> rows) {
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Row next() {
    if (++given > MOST) {
      throw new HeduiException(
          "TOO_MANY_ROWS",
          2,
          "The statement gives more than %,d rows: count or sum them, or choose fewer by WHERE or"
                  .formatted(MOST)
              + " LIMIT.");
    }
    return rows.next();
  }
}
