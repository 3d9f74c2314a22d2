package org.hedui.ingest.file;

import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** Opens the reader of a format. */
public final class TableReaders {
  private TableReaders() {}

  /** A text file; bytes that are no text in its encoding become U+FFFD. */
  public static TableReader text(InputStream in, Dialect dialect) {
    return new CsvReader(
        new InputStreamReader(in, Charset.forName(dialect.charset())), dialect.separator());
  }

  /**
   * A workbook.
   *
   * @param format XLSX or XLS
   * @throws UnreadableFileException if it cannot be opened
   */
  public static TableReader workbook(File file, Format format) {
    return format == Format.XLSX ? new XlsxReader(file) : new XlsReader(file);
  }
}
