package org.hedui.sheet;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hedui.function.CleanText;
import org.hedui.ingest.file.Limits;
import org.hedui.ingest.file.SourceRow;
import org.hedui.ingest.file.UnreadableFileException;
import org.hedui.ingest.file.XlsxReader;

/**
 * The cells of a workbook that are read back, whatever program saved it. A workbook that people
 * filled in fits into memory; columns that its form does not name are passed over.
 */
public final class SheetCells<H extends SheetHeading> {
  private final Map<String, Cell> front = new HashMap<>();
  private final List<Line<H>> lines = new ArrayList<>();
  private final List<CellFault> faults = new ArrayList<>();
  private final WorkbookForm<H> form;

  private SheetCells(WorkbookForm<H> form) {
    this.form = form;
  }

  /**
   * A cell.
   *
   * @param place sheet and cell, as in {@code SUB-01!M17}
   * @param text what it holds without spaces around, or empty
   * @param formula whether a formula made it
   */
  public record Cell(String place, String text, boolean formula) {
    /** Whether nothing stands in it. */
    public boolean isEmpty() {
      return text.isEmpty() && !formula;
    }
  }

  /** A row: each heading that is read has a cell. */
  public record Line<H extends SheetHeading>(Map<H, Cell> cells) {
    /** Copies the map. */
    public Line {
      cells = Map.copyOf(cells);
    }

    /** The cell under a heading. */
    public Cell at(H heading) {
      return cells.get(heading);
    }
  }

  /**
   * Reads a workbook.
   *
   * @throws UnreadableFileException if the file is no workbook, or a damaged or hostile one
   */
  static <H extends SheetHeading> SheetCells<H> read(File file, WorkbookForm<H> form) {
    SheetCells<H> cells = new SheetCells<>(form);
    try (XlsxReader reader = new XlsxReader(file)) {
      while (reader.nextSheet()) {
        String sheet = reader.sheet().orElseThrow();
        if (sheet.equals(FrontSheet.NAME)) {
          cells.readFront(reader);
        } else if (!form.others().contains(sheet)) {
          cells.readRows(sheet, reader);
        }
      }
    }
    return cells;
  }

  /** What stands beside a label of the front sheet. */
  Optional<Cell> front(String label) {
    return Optional.ofNullable(front.get(label));
  }

  /** The rows of all sheets. */
  List<Line<H>> lines() {
    return List.copyOf(lines);
  }

  /** What is wrong with the sheets as such. */
  List<CellFault> faults() {
    return List.copyOf(faults);
  }

  private void readFront(XlsxReader reader) {
    for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
      List<String> cells = row.get().cells();
      if (cells.size() > 1) {
        Cell cell = cell(FrontSheet.NAME, row.get(), 1, reader.formulas());
        front.putIfAbsent(clean(cells.get(0)), cell);
      }
    }
  }

  private void readRows(String sheet, XlsxReader reader) {
    Map<H, Integer> places = new HashMap<>();
    for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
      if (!places.isEmpty()) {
        add(sheet, row.get(), places, reader.formulas());
      } else if (row.get().number() <= Limits.HEADER_ROWS) {
        places = headings(sheet, row.get());
      }
    }
    if (places.isEmpty()) {
      faults.add(
          new CellFault(
              "SHEET_FORM",
              sheet + "!A1",
              "The sheet has no row of headings that begins with %s; remove the sheet, or export the"
                      .formatted(form.key().zh())
                  + " workbook again."));
    }
  }

  private Map<H, Integer> headings(String sheet, SourceRow row) {
    Map<H, Integer> places = new HashMap<>();
    for (int column = 0; column < row.cells().size(); column++) {
      int place = column;
      heading(row.cells().get(column)).ifPresent(found -> places.putIfAbsent(found, place));
    }
    if (!places.containsKey(form.key())) {
      return Map.of();
    }
    for (H heading : form.read()) {
      if (!places.containsKey(heading)) {
        faults.add(
            new CellFault(
                "COLUMN_MISSING",
                sheet + "!" + reference(0, row.number()),
                "The column %s is gone; export the workbook again.".formatted(heading.zh())));
      }
    }
    return places;
  }

  /** Which heading a cell holds, whatever became of its line break. */
  private Optional<H> heading(String cell) {
    String text = clean(cell) + " ";
    return form.read().stream().filter(known -> text.startsWith(known.zh() + " ")).findFirst();
  }

  private void add(String sheet, SourceRow row, Map<H, Integer> places, Set<Integer> formulas) {
    Map<H, Cell> cells = new HashMap<>();
    for (H heading : form.read()) {
      // A missing column has been told of; it reads as empty.
      int column = places.getOrDefault(heading, Limits.COLUMNS);
      cells.put(heading, cell(sheet, row, column, formulas));
    }
    if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
      lines.add(new Line<>(cells));
    }
  }

  private static Cell cell(String sheet, SourceRow row, int column, Set<Integer> formulas) {
    String text = column < row.cells().size() ? row.cells().get(column) : "";
    return new Cell(
        sheet + "!" + reference(column, row.number()), text.strip(), formulas.contains(column));
  }

  private static String clean(String text) {
    return Optional.ofNullable(CleanText.clean(text)).orElse("");
  }

  /** A cell as a spreadsheet calls it. */
  private static String reference(int column, int row) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.toString() + row;
  }
}
