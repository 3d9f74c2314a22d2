package org.hedui.synth;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file that is written row by row. */
interface TableFile extends Closeable {
  /**
   * Writes a row below the last one.
   *
   * @return its number, as a spreadsheet shows it
   */
  int write(List<String> cells) throws IOException;

  /** Name of the sheet; empty for separated values. */
  String sheet();
}
