package org.hedui.deliver;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.Row;

/** A file that rows are written to, one after the other. */
interface DocumentFile extends Closeable {

  /** Adds a row. */
  void add(Row row) throws IOException;

  /** How many rows there are. */
  long rows();
}
