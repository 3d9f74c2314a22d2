package org.hedui.casework;

import java.io.File;
import java.util.ArrayList;
import java.util.EnumMap;
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
 * The cells of a workbook of cases that are read back, whatever program saved it. A workbook that
 * people filled in fits into memory; what the registries say is passed over.
 */
final class CaseCells {
  private final Map<String, Cell> front = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<CellFault> faults = new ArrayList<>();

  private CaseCells() {}

  /**
   * A cell.
   *
   * @param place sheet and cell, as in {@code SUB-01!M17}
   * @param text what it holds without spaces around, or empty
   * @param formula whether a formula made it
   */
  record Cell(String place, String text, boolean formula) {
    boolean isEmpty() {
      return text.isEmpty() && !formula;
    }
  }

  /** A row of a case sheet: each heading that is read has a cell. */
  record Line(Map<Heading, Cell> cells) {
    Cell at(Heading heading) {
      return cells.get(heading);
    }
  }

  /**
   * Reads a workbook.
   *
   * @throws UnreadableFileException if the file is no workbook, or a damaged or hostile one
   */
  static CaseCells read(File file) {
    CaseCells cells = new CaseCells();
    try (XlsxReader reader = new XlsxReader(file)) {
      while (reader.nextSheet()) {
        String sheet = reader.sheet().orElseThrow();
        if (sheet.equals(FrontSheet.NAME)) {
          cells.readFront(reader);
        } else {
          cells.readCases(sheet, reader);
        }
      }
    }
    return cells;
  }

  /** What stands beside a label of the front sheet. */
  Optional<Cell> front(String label) {
    return Optional.ofNullable(front.get(label));
  }

  /** The rows of all case sheets. */
  List<Line> lines() {
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

  private void readCases(String sheet, XlsxReader reader) {
    Map<Heading, Integer> places = new EnumMap<>(Heading.class);
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
                      .formatted(Heading.CASE.zh())
                  + " cases again."));
    }
  }

  private Map<Heading, Integer> headings(String sheet, SourceRow row) {
    Map<Heading, Integer> places = new EnumMap<>(Heading.class);
    for (int column = 0; column < row.cells().size(); column++) {
      int place = column;
      Heading.of(row.cells().get(column)).ifPresent(found -> places.putIfAbsent(found, place));
    }
    if (!places.containsKey(Heading.CASE)) {
      return Map.of();
    }
    for (Heading heading : Heading.READ) {
      if (!places.containsKey(heading)) {
        faults.add(
            new CellFault(
                "COLUMN_MISSING",
                sheet + "!" + reference(0, row.number()),
                "The column %s is gone; export the cases again.".formatted(heading.zh())));
      }
    }
    return places;
  }

  private void add(
      String sheet, SourceRow row, Map<Heading, Integer> places, Set<Integer> formulas) {
    Map<Heading, Cell> cells = new EnumMap<>(Heading.class);
    for (Heading heading : Heading.READ) {
      // A missing column has been told of; it reads as empty.
      int column = places.getOrDefault(heading, Limits.COLUMNS);
      cells.put(heading, cell(sheet, row, column, formulas));
    }
    if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
      lines.add(new Line(cells));
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
