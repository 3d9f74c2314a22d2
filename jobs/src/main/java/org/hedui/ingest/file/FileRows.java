package org.hedui.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hedui.contract.HeaderText;

/**
 * The data rows of a file: what is left without titles, headers, footers and blank rows. Every one
 * of them is given, those that cannot be read with the reason.
 */
public final class FileRows implements Iterator<FileRow>, Closeable {
  /** Rows from which on a habit of the whole file can be told from a fault of one row. */
  private static final int HABIT = 3;

  private final TableReader reader;
  private final Layout layout;
  private final HeaderResolver resolver;
  private final boolean merged;
  private final boolean fillsDown;
  private final Deque<SourceRow> ahead = new ArrayDeque<>();
  private final Set<String> missing = new TreeSet<>();
  private final Set<String> unknown = new TreeSet<>();
  private int sheetIndex = -1;
  private int headers;
  private Header header = Header.NONE;
  private MergedCells mergedCells;
  private String[] above;
  private FileRow next;

  /**
   * Reads a file.
   *
   * @param reader the file; closed with the rows
   * @param merged whether values of merged cells and of columns that fill down are repeated: not
   *     needed for counting
   */
  public FileRows(TableReader reader, Layout layout, boolean merged) {
    this.reader = reader;
    this.layout = layout;
    this.resolver = new HeaderResolver(layout);
    this.merged = merged;
    this.fillsDown = merged && layout.columns().stream().anyMatch(Layout.Field::fillDown);
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null) {
        Optional<SourceRow> row = sheetIndex < 0 ? Optional.empty() : nextOfSheet();
        if (row.isPresent()) {
          next = dataRow(row.get());
        } else if (!openSheet()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FileRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FileRow row = next;
    next = null;
    return row;
  }

  /** The number of sheets read so far. */
  public int sheets() {
    return sheetIndex + 1;
  }

  /** The number of headers found so far. */
  public int headers() {
    return headers;
  }

  /** Required labels missing in any sheet with a header, sorted. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /** Labels that name no column, sorted. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  private Optional<SourceRow> nextOfSheet() throws IOException {
    return ahead.isEmpty() ? reader.nextRow() : Optional.of(ahead.removeFirst());
  }

  private boolean openSheet() throws IOException {
    if (!reader.nextSheet()) {
      return false;
    }
    sheetIndex++;
    mergedCells = merged ? reader.mergedCells() : new MergedCells();
    above = new String[layout.columns().size()];
    List<SourceRow> first = new ArrayList<>();
    while (first.size() < Limits.HEADER_ROWS) {
      Optional<SourceRow> row = reader.nextRow();
      if (row.isEmpty()) {
        break;
      }
      if (!row.get().isBlank()) {
        first.add(row.get());
      }
    }
    Optional<Header> found = resolver.find(first);
    found.ifPresent(
        resolved -> {
          headers++;
          missing.addAll(resolved.missing());
          unknown.addAll(resolved.unknown());
          first.removeIf(row -> row.number() <= resolved.row());
        });
    header = found.map(resolved -> resolved.withWidth(width(resolved, first))).orElse(Header.NONE);
    ahead.clear();
    ahead.addAll(first);
    return true;
  }

  /** The header's cells, or more if no row is as short and most end in as many empty cells more. */
  private static int width(Header header, List<SourceRow> rows) {
    int narrowest = rows.stream().mapToInt(row -> row.cells().size()).min().orElse(0);
    long alike =
        rows.stream()
            .filter(row -> row.cells().size() == narrowest && row.usedWidth() <= header.width())
            .count();
    return alike >= Math.max(HABIT, rows.size() / 2)
        ? Math.max(header.width(), narrowest)
        : header.width();
  }

  /** The row as data; null if it is none. */
  private FileRow dataRow(SourceRow row) {
    if (row.isBlank() || isFooter(row) || isHeaderAgain(row)) {
      return null;
    }
    Optional<RowFault> fault = fault(row);
    SourceRow filled = fault.isPresent() ? row : fillDown(mergedCells.fill(row));
    return new FileRow(reader.sheet(), sheetIndex, row.number(), filled.cells(), header, fault);
  }

  private boolean isFooter(SourceRow row) {
    String first =
        row.cells().stream().filter(cell -> !SourceRow.isBlank(cell)).findFirst().orElse("");
    String text = HeaderText.normalise(first);
    return layout.footers().stream().anyMatch(text::startsWith);
  }

  /** A header that is repeated on every printed page. */
  private boolean isHeaderAgain(SourceRow row) {
    return !header.isNone() && row.cells().equals(header.labels());
  }

  private Optional<RowFault> fault(SourceRow row) {
    if (header.isNone()) {
      return Optional.of(
          new RowFault(
              RowReason.SHEET_WITHOUT_HEADER,
              "none of the first %d rows of the sheet is a header".formatted(Limits.HEADER_ROWS)));
    }
    boolean text = reader.sheet().isEmpty();
    int cells = text ? row.cells().size() : row.usedWidth();
    if (cells > header.width() || row.usedWidth() > header.labels().size()) {
      return Optional.of(new RowFault(RowReason.ROW_TOO_LONG, widths(cells)));
    }
    boolean single = row.cells().stream().filter(cell -> !SourceRow.isBlank(cell)).count() < 2;
    if (text ? cells < header.labels().size() : single) {
      return Optional.of(new RowFault(RowReason.ROW_TOO_SHORT, widths(cells)));
    }
    return Optional.empty();
  }

  private String widths(int cells) {
    return "%d cells, the header has %d".formatted(cells, header.labels().size());
  }

  /** Repeats the value above in columns whose contract says that they are merged. */
  private SourceRow fillDown(SourceRow row) {
    if (!fillsDown) {
      return row;
    }
    List<String> cells = new ArrayList<>(row.cells());
    for (int cell = 0; cell < header.columns().size(); cell++) {
      int column = header.columns().get(cell);
      if (column == Header.EXTRA || !layout.columns().get(column).fillDown()) {
        continue;
      }
      boolean blank = cell >= cells.size() || SourceRow.isBlank(cells.get(cell));
      if (!blank) {
        above[column] = cells.get(cell);
      } else if (above[column] != null) {
        while (cells.size() <= cell) {
          cells.add("");
        }
        cells.set(cell, above[column]);
      }
    }
    return new SourceRow(row.number(), cells);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
