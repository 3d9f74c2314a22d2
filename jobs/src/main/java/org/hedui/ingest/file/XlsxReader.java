package org.hedui.ingest.file;

import java.io.File;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workbook of ISO/IEC 29500 (.xlsx), sheet by sheet and row by row. A number is given as it is
 * stored, not as it is formatted: a date is a serial number, an ID number that was typed as a
 * number keeps its scientific notation.
 */
public final class XlsxReader implements TableReader {
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final int SHOWN_DIGITS = 15;
  private static final int LONGEST_NUMBER = 32;

  private final WorkbookParts parts;
  private final SharedStrings strings = new SharedStrings();
  private final Iterator<SheetPart> sheets;
  private SheetPart current;
  private XmlPart sheet;
  private int row;
  private final Set<Integer> formulas = new TreeSet<>();

  private record SheetPart(String name, String part) {}

  /**
   * Opens a workbook.
   *
   * @throws UnreadableFileException if it is none, or its list of sheets or texts is damaged
   */
  public XlsxReader(File file) {
    parts = new WorkbookParts(file);
    try {
      if (!parts.has("xl/workbook.xml")) {
        throw new UnreadableFileException(
            FileReason.NOT_WHAT_NAME_SAYS,
            "The file is a zip archive but no .xlsx workbook. Save the table as .xlsx or .csv.");
      }
      Map<String, String> targets = targets();
      sheets = sheetParts(targets).iterator();
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Parts by relation id; on the way the shared strings are read. */
  private Map<String, String> targets() {
    Map<String, String> targets = new HashMap<>();
    try (XmlPart relations = parts.open("xl/_rels/workbook.xml.rels")) {
      while (relations.next()) {
        if (relations.starts("Relationship")) {
          String type = relations.attribute("Type").orElse("");
          String target = path(relations.attribute("Target").orElse(""));
          if (type.endsWith("/sharedStrings")) {
            readStrings(target);
          } else if (type.endsWith("/worksheet")) {
            targets.put(relations.attribute("Id").orElse(""), target);
          }
        }
      }
    }
    return targets;
  }

  private static String path(String target) {
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  private List<SheetPart> sheetParts(Map<String, String> targets) {
    List<SheetPart> found = new ArrayList<>();
    try (XmlPart workbook = parts.open("xl/workbook.xml")) {
      while (workbook.next()) {
        if (workbook.starts("sheet")) {
          String part = targets.get(workbook.attribute("id").orElse(""));
          if (part != null) {
            String name = workbook.attribute("name").orElse("sheet" + (found.size() + 1));
            found.add(new SheetPart(name, part));
          }
        }
      }
    }
    return found;
  }

  private void readStrings(String part) {
    try (XmlPart xml = parts.open(part)) {
      while (xml.next()) {
        if (xml.starts("si")) {
          strings.add(richText(xml, "si"));
        }
      }
    }
  }

  /** The runs of a text put together, without the reading aids of East Asian text. */
  private static String richText(XmlPart xml, String element) {
    StringBuilder text = new StringBuilder();
    boolean aid = false;
    while (xml.next() && !xml.ends(element)) {
      if (xml.starts("rPh")) {
        aid = true;
      } else if (xml.ends("rPh")) {
        aid = false;
      } else if (xml.starts("t") && !aid) {
        text.append(xml.text());
      }
      if (text.length() > Limits.CELL_CHARACTERS) {
        throw new UnreadableFileException(
            FileReason.TOO_LARGE,
            "A cell holds more than %,d characters.".formatted(Limits.CELL_CHARACTERS));
      }
    }
    return unescape(text.toString());
  }

  /** Resolves {@code _x000D_}, which is how a workbook writes characters that XML may not hold. */
  private static String unescape(String text) {
    if (!text.contains("_x")) {
      return text;
    }
    return ESCAPE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  @Override
  public boolean nextSheet() {
    closeSheet();
    if (!sheets.hasNext()) {
      return false;
    }
    current = sheets.next();
    sheet = parts.open(current.part());
    row = 0;
    return true;
  }

  @Override
  public Optional<String> sheet() {
    return Optional.of(current.name());
  }

  @Override
  public MergedCells mergedCells() {
    MergedCells merged = new MergedCells();
    try (XmlPart xml = parts.open(current.part())) {
      while (xml.next()) {
        if (xml.starts("mergeCell")) {
          String[] corners = xml.attribute("ref").orElse("").split(":", -1);
          if (corners.length == 2) {
            merged.add(rowOf(corners[0]), rowOf(corners[1]), columnOf(corners[0]));
          }
        }
      }
    }
    return merged;
  }

  @Override
  public Optional<SourceRow> nextRow() {
    while (sheet.next()) {
      if (sheet.starts("row")) {
        int number = sheet.attribute("r").map(XlsxReader::number).orElse(row + 1);
        if (number <= row) {
          throw XmlPart.damaged(new IllegalArgumentException("row order"));
        }
        row = number;
        List<String> cells = cells();
        if (!cells.isEmpty()) {
          return Optional.of(new SourceRow(row, cells));
        }
      }
    }
    return Optional.empty();
  }

  /** The columns, from 0, whose value in the row given last is that of a formula. */
  public Set<Integer> formulas() {
    return Set.copyOf(formulas);
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>();
    formulas.clear();
    while (sheet.next() && !sheet.ends("row")) {
      if (sheet.starts("c")) {
        int column = sheet.attribute("r").map(XlsxReader::columnOf).orElse(cells.size());
        String value = value(sheet.attribute("t").orElse("n"), column);
        if (value.isEmpty()) {
          continue;
        }
        while (cells.size() <= column) {
          cells.add("");
        }
        cells.set(column, value);
      }
    }
    return cells;
  }

  private String value(String type, int column) {
    String value = "";
    while (sheet.next() && !sheet.ends("c")) {
      if (sheet.starts("v")) {
        value = sheet.text();
      } else if (sheet.starts("is")) {
        value = richText(sheet, "is");
      } else if (sheet.starts("f")) {
        formulas.add(column);
      }
    }
    if (value.isEmpty()) {
      return "";
    }
    return switch (type) {
      case "s" -> strings.get(number(value));
      case "b" -> value.equals("1") ? "TRUE" : "FALSE";
      case "n" -> shown(value);
      case "str" -> unescape(value);
      default -> value;
    };
  }

  /**
   * A stored number without the noise of binary fractions: 1234.5599999999999 is 1234.56. A
   * spreadsheet shows 15 digits and stores 17.
   */
  private static String shown(String number) {
    if (number.length() <= SHOWN_DIGITS
        || number.length() > LONGEST_NUMBER
        || number.indexOf('.') < 0
        || number.indexOf('E') >= 0
        || number.indexOf('e') >= 0) {
      return number;
    }
    try {
      return new BigDecimal(number)
          .round(new MathContext(SHOWN_DIGITS))
          .stripTrailingZeros()
          .toPlainString();
    } catch (NumberFormatException e) {
      return number;
    }
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw XmlPart.damaged(e);
    }
  }

  private static int rowOf(String reference) {
    return number(reference.substring(lettersOf(reference)).replace("$", ""));
  }

  /** The column of a reference such as {@code AB12}, from 0. */
  private static int columnOf(String reference) {
    int column = 0;
    for (int i = 0; i < lettersOf(reference) && column <= Limits.COLUMNS; i++) {
      char letter = reference.charAt(i);
      if (letter != '$') {
        column = column * 26 + (letter - 'A' + 1);
      }
    }
    if (column < 1 || column > Limits.COLUMNS) {
      throw XmlPart.damaged(new IllegalArgumentException("cell reference"));
    }
    return column - 1;
  }

  private static int lettersOf(String reference) {
    int letters = reference.startsWith("$") ? 1 : 0;
    while (letters < reference.length()
        && reference.charAt(letters) >= 'A'
        && reference.charAt(letters) <= 'Z') {
      letters++;
    }
    return letters;
  }

  private void closeSheet() {
    if (sheet != null) {
      sheet.close();
      sheet = null;
    }
  }

  @Override
  public void close() {
    closeSheet();
    parts.close();
  }
}
