package org.hedui.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A delivered file as sheets of rows, read forward once. A file that cannot be read to its end
 * throws {@link UnreadableFileException}; {@link IOException} is for storage that fails.
 */
public interface TableReader extends Closeable {

  /** Moves to the first or next sheet, hidden ones included; false after the last. */
  boolean nextSheet() throws IOException;

  /** Name of the current sheet; empty in a text file. */
  Optional<String> sheet();

  /** The next row of the current sheet that has a cell; empty at its end. */
  Optional<SourceRow> nextRow() throws IOException;

  /** The merged cells of the current sheet, found by reading it a second time. */
  MergedCells mergedCells() throws IOException;
}
