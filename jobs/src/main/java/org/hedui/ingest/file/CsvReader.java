package org.hedui.ingest.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Separated values as RFC 4180 writes them, with quoted cells that hold separators and line breaks;
 * a record counts as one row however many lines it spans, a blank line counts as one.
 *
 * <p>A stray quote must not swallow the rows below it, so a quote opens a quoted cell only if that
 * cell closes again before a separator or line end, within {@link Limits#RECORD_LINES} lines, and
 * holds fewer separators than a whole row when it spans lines. Any other quote is a character like
 * all others.
 */
final class CsvReader implements TableReader {
  /** Separators in a cell with line breaks up to which it may still be one cell. */
  private static final int SEPARATORS_IN_A_CELL = 4;

  private final LineReader lines;
  private final char separator;
  private int row;
  private int widest;
  private boolean started;

  CsvReader(Reader reader, char separator) {
    this.lines = new LineReader(reader);
    this.separator = separator;
  }

  @Override
  public boolean nextSheet() {
    boolean first = !started;
    started = true;
    return first;
  }

  @Override
  public Optional<String> sheet() {
    return Optional.empty();
  }

  @Override
  public MergedCells mergedCells() {
    return new MergedCells();
  }

  @Override
  public Optional<SourceRow> nextRow() throws IOException {
    Optional<String> line = lines.next();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    row++;
    String text = row == 1 ? withoutMark(line.get()) : line.get();
    List<String> cells = text.indexOf('"') < 0 ? split(text) : record(text);
    if (row <= Limits.HEADER_ROWS) {
      widest = Math.max(widest, cells.size());
    }
    return Optional.of(new SourceRow(row, cells));
  }

  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** The record that begins with this line, if it is well formed; else the line alone. */
  private List<String> record(String first) throws IOException {
    QuotedRecord record = new QuotedRecord(first);
    List<String> more = new ArrayList<>();
    while (record.state == State.OPEN && more.size() < Limits.RECORD_LINES - 1) {
      Optional<String> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      more.add(line.get());
      record.add(line.get());
    }
    if (record.state == State.COMPLETE) {
      return record.cells;
    }
    lines.pushBack(more);
    return split(first);
  }

  /** The cells of one line; a quote that does not close before a separator is kept as it is. */
  private List<String> split(String line) {
    int end = line.length();
    while (end > 0 && isLineEnd(line.charAt(end - 1))) {
      end--;
    }
    List<String> cells = new ArrayList<>(Math.max(widest, 8));
    int start = 0;
    while (true) {
      int close = start < end && line.charAt(start) == '"' ? closing(line, start, end) : -1;
      if (close > 0) {
        cells.add(line.substring(start + 1, close).replace("\"\"", "\""));
        start = skipBlanks(line, close + 1, end);
      } else {
        int next = line.indexOf(separator, start);
        int stop = next < 0 || next > end ? end : next;
        cells.add(line.substring(start, stop));
        start = stop;
      }
      if (start >= end) {
        return cells;
      }
      start++;
      if (start == end) {
        cells.add("");
        return cells;
      }
    }
  }

  /** Where the quote at {@code start} closes before a separator or the end; -1 if it does not. */
  private int closing(String line, int start, int end) {
    int at = start + 1;
    while (at < end) {
      if (line.charAt(at) != '"') {
        at++;
      } else if (at + 1 < end && line.charAt(at + 1) == '"') {
        at += 2;
      } else {
        int after = skipBlanks(line, at + 1, end);
        return after == end || line.charAt(after) == separator ? at : -1;
      }
    }
    return -1;
  }

  private static int skipBlanks(String line, int from, int end) {
    int at = from;
    while (at < end && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private enum State {
    /** Ends inside a quoted cell. */
    OPEN,
    /** Ends at the end of a cell. */
    COMPLETE,
    /** No record of RFC 4180. */
    MALFORMED
  }

  private enum Place {
    CELL_START,
    UNQUOTED,
    QUOTED,
    AFTER_QUOTE
  }

  /** A record read character by character, line after line. */
  private final class QuotedRecord {
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private final int separatorsInARow;
    private Place place = Place.CELL_START;
    private State state;
    private int characters;
    private int separatorsInCell;
    private boolean cellSpansLines;

    QuotedRecord(String first) {
      int separators = (int) first.chars().filter(c -> c == separator).count();
      separatorsInARow = Math.max(SEPARATORS_IN_A_CELL, Math.max(widest - 1, separators));
      add(first);
    }

    void add(String line) {
      characters += line.length();
      state = State.OPEN;
      for (int i = 0; i < line.length() && state == State.OPEN; i++) {
        add(line.charAt(i));
      }
      if (state == State.OPEN && place != Place.QUOTED) {
        endCell();
        state = state == State.OPEN ? State.COMPLETE : state;
      }
      if (state == State.OPEN && characters > Limits.LINE_CHARACTERS) {
        state = State.MALFORMED;
      }
    }

    private void add(char character) {
      switch (place) {
        case CELL_START, UNQUOTED -> {
          if (character == separator) {
            endCell();
          } else if (character == '"' && place == Place.CELL_START) {
            place = Place.QUOTED;
          } else if (!isLineEnd(character)) {
            place = Place.UNQUOTED;
            cell.append(character);
          }
        }
        case QUOTED -> {
          if (character == '"') {
            place = Place.AFTER_QUOTE;
          } else {
            cell.append(character);
            separatorsInCell += character == separator ? 1 : 0;
            cellSpansLines |= isLineEnd(character);
          }
        }
        case AFTER_QUOTE -> {
          if (character == '"') {
            place = Place.QUOTED;
            cell.append(character);
          } else if (character == separator) {
            endCell();
          } else if (character != ' ' && !isLineEnd(character)) {
            state = State.MALFORMED;
          }
        }
      }
    }

    private void endCell() {
      if (cellSpansLines && separatorsInCell >= separatorsInARow) {
        state = State.MALFORMED;
      }
      cells.add(cell.toString());
      cell.setLength(0);
      separatorsInCell = 0;
      cellSpansLines = false;
      place = Place.CELL_START;
    }
  }
}
