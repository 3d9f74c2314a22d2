package org.hedui.deliver;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The rows of a document that are shown; those after them that are left out are counted only. */
final class HandedRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private Row next;
  private long leftOut;

  /** Rows of {@link DocumentRows}. */
  HandedRows(Iterator<Row> rows) {
    this.rows = rows;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    advance();
    return row;
  }

  /** How many were left out; known once the others were read. */
  long leftOut() {
    return leftOut;
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
    if (next != null && next.<Boolean>getAs(DocumentRows.LEFT_OUT)) {
      next = null;
      for (leftOut = 1; rows.hasNext(); leftOut++) {
        rows.next();
      }
    }
  }
}
