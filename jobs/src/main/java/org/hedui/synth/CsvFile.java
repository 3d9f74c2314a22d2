package org.hedui.synth;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Separated values in one of the encodings that departments use. */
final class CsvFile implements TableFile {
  private static final char MARK = '\uFEFF';

  private final Writer writer;
  private final String lineEnd;
  private int rows;

  /** Encoding, byte-order mark and line end. */
  enum Dialect {
    GB18030(Charset.forName("GB18030"), false, "\r\n"),
    UTF_8_MARKED(StandardCharsets.UTF_8, true, "\r\n"),
    UTF_8(StandardCharsets.UTF_8, false, "\n");

    private final Charset charset;
    private final boolean marked;
    private final String lineEnd;

    Dialect(Charset charset, boolean marked, String lineEnd) {
      this.charset = charset;
      this.marked = marked;
      this.lineEnd = lineEnd;
    }
  }

  CsvFile(Path file, Dialect dialect) throws IOException {
    writer =
        new BufferedWriter(
            new OutputStreamWriter(
                new BufferedOutputStream(Files.newOutputStream(file)), dialect.charset));
    lineEnd = dialect.lineEnd;
    if (dialect.marked) {
      writer.write(MARK);
    }
  }

  @Override
  public int write(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        writer.write(',');
      }
      writer.write(quoted(cells.get(i)));
    }
    writer.write(lineEnd);
    return ++rows;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Override
  public String sheet() {
    return "";
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
