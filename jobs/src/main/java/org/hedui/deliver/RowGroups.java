package org.hedui.deliver;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows that come sorted, group by group: those with the same values of some columns. */
final class RowGroups {
  private final Iterator<Row> rows;
  private final List<String> columns;
  private Row next;

  /** Groups of rows, which come one after the other. */
  RowGroups(Iterator<Row> rows, List<String> columns) {
    this.rows = rows;
    this.columns = columns;
    advance();
  }

  /** Whether there is another group. */
  boolean hasNext() {
    return next != null;
  }

  /** What the next group has in common. */
  List<String> key() {
    return key(next);
  }

  /** The rows of the next group; they are to be read to the end before the one after. */
  Iterator<Row> rows() {
    List<String> key = key();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next != null && key(next).equals(key);
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
    };
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  private List<String> key(Row row) {
    return columns.stream().map(column -> Cells.text(row, column)).toList();
  }
}
