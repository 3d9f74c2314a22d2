package org.hedui.run;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of text for a terminal, its columns aligned although a Chinese character is two columns
 * wide (Unicode Standard Annex 11).
 */
final class TextTable {
  private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(\\.\\d+)?%?");
  // A line break or an escape sequence in a value would break the table or steer the terminal.
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a header. */
  TextTable(List<String> header) {
    rows.add(clean(header));
  }

  /** Adds a row, with as many cells as the header. */
  TextTable row(List<String> cells) {
    rows.add(clean(cells));
    return this;
  }

  /** The lines: header, rule, rows. Columns of nothing but numbers are aligned right. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(rows.get(0)));
    lines.add(
        columns().mapToObj(column -> "-".repeat(width(column))).collect(Collectors.joining("  ")));
    rows.stream().skip(1).map(this::line).forEach(lines::add);
    return lines;
  }

  private static List<String> clean(List<String> cells) {
    return cells.stream().map(cell -> CONTROL.matcher(cell).replaceAll("�")).toList();
  }

  private String line(List<String> cells) {
    return columns()
        .mapToObj(column -> pad(cells.get(column), column))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private IntStream columns() {
    return IntStream.range(0, rows.get(0).size());
  }

  private String pad(String cell, int column) {
    String blanks = " ".repeat(width(column) - width(cell));
    return isNumeric(column) ? blanks + cell : cell + blanks;
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream()
            .skip(1)
            .map(row -> row.get(column))
            .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches());
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
  }

  /** Columns of a terminal that the text takes. */
  static int width(String text) {
    return text.codePoints().map(TextTable::codePointWidth).sum();
  }

  private static int codePointWidth(int codePoint) {
    if (UCharacter.getIntPropertyValue(codePoint, UProperty.GRAPHEME_EXTEND) == 1) {
      return 0;
    }
    int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
    return width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH
        ? 2
        : 1;
  }
}
