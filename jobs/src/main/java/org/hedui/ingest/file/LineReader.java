package org.hedui.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a text with their line ends (LF, CR LF or CR), with push-back. */
final class LineReader implements Closeable {
  private final Reader reader;
  private final char[] buffer = new char[1 << 16];
  private int position;
  private int limit;
  private final Deque<String> pushedBack = new ArrayDeque<>();

  LineReader(Reader reader) {
    this.reader = reader;
  }

  /** Gives lines back, to be read again in this order. */
  void pushBack(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      pushedBack.addFirst(lines.get(i));
    }
  }

  /**
   * The next line with its line end; empty at the end of the text.
   *
   * @throws UnreadableFileException if it is longer than {@link Limits#LINE_CHARACTERS}
   */
  Optional<String> next() throws IOException {
    if (!pushedBack.isEmpty()) {
      return Optional.of(pushedBack.removeFirst());
    }
    StringBuilder line = new StringBuilder();
    while (filled()) {
      int end = position;
      while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      line.append(buffer, position, end - position);
      position = end;
      if (line.length() > Limits.LINE_CHARACTERS) {
        throw new UnreadableFileException(
            FileReason.TOO_LARGE,
            "A line is longer than %,d characters. Send a table with one record a line."
                .formatted(Limits.LINE_CHARACTERS));
      }
      if (end < limit) {
        char first = buffer[position++];
        line.append(first);
        if (first == '\r' && filled() && buffer[position] == '\n') {
          line.append(buffer[position++]);
        }
        return Optional.of(line.toString());
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
  }

  private boolean filled() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, reader.read(buffer));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
