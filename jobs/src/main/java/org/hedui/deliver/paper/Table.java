package org.hedui.deliver.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A ruled table whose cells hold as many lines as their text needs.
 *
 * @param left where it begins
 * @param widths of its columns
 * @param size of its text
 */
record Table(float left, List<Float> widths, float size) {
  private static final float PAD = 3;

  /** Amounts stand one below the other by their points. */
  private static final Pattern AMOUNT = Pattern.compile("-?[\\d,]+\\.\\d\\d");

  /** Copies the list. */
  Table {
    widths = List.copyOf(widths);
  }

  /** The same table in another size of text. */
  Table sized(float other) {
    return new Table(left, widths, other);
  }

  /** Height of a row. */
  float height(Paper paper, List<String> cells) {
    return lines(paper, cells).stream().mapToInt(List::size).max().orElse(1) * leading() + PAD;
  }

  /** Height of rows. */
  float heights(Paper paper, List<List<String>> rows) {
    return (float) rows.stream().mapToDouble(row -> height(paper, row)).sum();
  }

  /**
   * Draws a row.
   *
   * @param y its upper edge
   * @return its lower edge
   */
  float row(Paper paper, float y, List<String> cells, boolean heading) throws IOException {
    float height = height(paper, cells);
    List<List<String>> lines = lines(paper, cells);
    float x = left;
    for (int column = 0; column < widths.size(); column++) {
      if (heading) {
        paper.shade(x, y, widths.get(column), height);
      }
      paper.box(x, y, widths.get(column), height);
      List<String> cell = lines.get(column);
      float base = y + (height - cell.size() * leading()) / 2 + size;
      for (String line : cell) {
        if (AMOUNT.matcher(line).matches()) {
          paper.right(x + widths.get(column) - PAD, base, size, line);
        } else {
          paper.text(x + PAD, base, size, line);
        }
        base += leading();
      }
      x += widths.get(column);
    }
    return y + height;
  }

  private List<List<String>> lines(Paper paper, List<String> cells) {
    List<List<String>> lines = new ArrayList<>();
    for (int column = 0; column < widths.size(); column++) {
      lines.add(paper.wrap(cells.get(column), widths.get(column) - 2 * PAD, size));
    }
    return lines;
  }

  private float leading() {
    return size * 1.35f;
  }
}
