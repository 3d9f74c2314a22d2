package org.hedui.sheet;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hedui.ingest.file.SourceRow;
import org.hedui.ingest.file.TestWorkbook;
import org.hedui.ingest.file.XlsxReader;

/**
 * A workbook as a spreadsheet opens it, to be filled in and saved again with shared strings,
 * without hidden columns, styles and protection.
 */
public final class TestSheets {
  private record Cell(String text, boolean formula, boolean number) {}

  private final Map<String, TreeMap<Integer, Map<Integer, Cell>>> sheets = new LinkedHashMap<>();

  private TestSheets() {}

  /** Opens a workbook. */
  public static TestSheets open(Path file) {
    TestSheets opened = new TestSheets();
    try (XlsxReader reader = new XlsxReader(file.toFile())) {
      while (reader.nextSheet()) {
        String sheet = reader.sheet().orElseThrow();
        opened.sheets.put(sheet, new TreeMap<>());
        for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
          List<String> cells = row.get().cells();
          for (int column = 0; column < cells.size(); column++) {
            opened.put(
                sheet, row.get().number(), column, new Cell(cells.get(column), false, false));
          }
        }
      }
    }
    return opened;
  }

  /** The names of the sheets. */
  public List<String> names() {
    return List.copyOf(sheets.keySet());
  }

  /** All that stands in any cell. */
  public String everything() {
    return sheets.values().stream()
        .flatMap(rows -> rows.values().stream())
        .flatMap(cells -> cells.values().stream())
        .map(Cell::text)
        .collect(Collectors.joining("\n"));
  }

  /** What a cell holds, such as {@code SUB-01!A5}. */
  public String at(String place) {
    Cell cell = rows(place).getOrDefault(row(place), Map.of()).get(column(place));
    return cell == null ? "" : cell.text();
  }

  /** The place of the cell in a row under a heading. */
  public String place(String sheet, String heading, int row) {
    return sheets.get(sheet).get(4).entrySet().stream()
        .filter(cell -> cell.getValue().text().startsWith(heading + "\n"))
        .map(cell -> sheet + "!" + letters(cell.getKey()) + row)
        .findFirst()
        .orElseThrow();
  }

  /** The row, from 1, in which a case stands. */
  public int rowOf(String sheet, String exceptionId) {
    return sheets.get(sheet).entrySet().stream()
        .filter(row -> row.getValue().containsKey(0))
        .filter(row -> row.getValue().get(0).text().equals(exceptionId))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Types a text. */
  public TestSheets type(String place, String text) {
    return type(place, new Cell(text, false, false));
  }

  /** Types a number, as a spreadsheet stores dates. */
  public TestSheets number(String place, String number) {
    return type(place, new Cell(number, false, true));
  }

  /** Types a formula that shows a text. */
  public TestSheets formula(String place, String shown) {
    return type(place, new Cell(shown, true, false));
  }

  /** Copies a row to below the last one; gives the new row. */
  public int copy(String sheet, int row) {
    int last = sheets.get(sheet).lastKey() + 1;
    sheets.get(sheet).put(last, new TreeMap<>(sheets.get(sheet).get(row)));
    return last;
  }

  /** Takes a row from another workbook; gives the new row. */
  public int take(String sheet, TestSheets other, int row) {
    int last = sheets.get(sheet).lastKey() + 1;
    sheets.get(sheet).put(last, new TreeMap<>(other.sheets.get(sheet).get(row)));
    return last;
  }

  /** Fills a cell in each row of cases. */
  public TestSheets fillAll(String sheet, String heading, String text) {
    for (int row : sheets.get(sheet).tailMap(5).keySet()) {
      type(place(sheet, heading, row), text);
    }
    return this;
  }

  /** Saves the workbook. */
  public Path save(Path file) {
    TestWorkbook workbook = new TestWorkbook();
    Map<String, Integer> strings = new LinkedHashMap<>();
    sheets.forEach((name, rows) -> workbook.sheet(name, "visible", xml(rows, strings)));
    StringBuilder items = new StringBuilder();
    strings
        .keySet()
        .forEach(text -> items.append("<si><t>").append(escape(text)).append("</t></si>"));
    return workbook.sharedStrings(items.toString()).write(file);
  }

  private static String xml(Map<Integer, Map<Integer, Cell>> rows, Map<String, Integer> strings) {
    StringBuilder xml = new StringBuilder("<sheetData>");
    rows.forEach(
        (number, cells) -> {
          xml.append("<row r='%d'>".formatted(number));
          cells.forEach(
              (column, cell) -> {
                String place = letters(column) + number;
                if (cell.formula()) {
                  xml.append(
                      "<c r='%s' t='str'><f>1+1</f><v>%s</v></c>"
                          .formatted(place, escape(cell.text())));
                } else if (cell.number()) {
                  xml.append("<c r='%s'><v>%s</v></c>".formatted(place, cell.text()));
                } else {
                  int index = strings.computeIfAbsent(cell.text(), text -> strings.size());
                  xml.append("<c r='%s' t='s'><v>%d</v></c>".formatted(place, index));
                }
              });
          xml.append("</row>");
        });
    return xml.append("</sheetData>").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private TestSheets type(String place, Cell cell) {
    put(place.substring(0, place.indexOf('!')), row(place), column(place), cell);
    return this;
  }

  private void put(String sheet, int row, int column, Cell cell) {
    sheets.get(sheet).computeIfAbsent(row, none -> new TreeMap<>()).put(column, cell);
  }

  private Map<Integer, Map<Integer, Cell>> rows(String place) {
    return sheets.get(place.substring(0, place.indexOf('!')));
  }

  private static int row(String place) {
    return Integer.parseInt(place.replaceAll("^.*![A-Z]+", ""));
  }

  private static int column(String place) {
    int column = 0;
    for (char letter : place.replaceAll("^.*!([A-Z]+)\\d+$", "$1").toCharArray()) {
      column = column * 26 + letter - 'A' + 1;
    }
    return column - 1;
  }

  private static String letters(int column) {
    return column < 26
        ? String.valueOf((char) ('A' + column))
        : letters(column / 26 - 1) + (char) ('A' + column % 26);
  }
}
