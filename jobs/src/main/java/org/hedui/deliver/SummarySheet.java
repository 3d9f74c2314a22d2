package org.hedui.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.hedui.deliver.paper.Stamp;
import org.hedui.sheet.SheetText;

/** The last sheet of a document: what its rows sum up to, by place or class. */
final class SummarySheet implements Closeable {
  private static final int HEAD = 3;
  private static final int WIDTH = 20;

  private final Worksheet sheet;
  private final int keys;
  private final BigDecimal[] total;
  private int row = HEAD;

  /**
   * Begins the sheet.
   *
   * @param keys headings of what is summed by
   * @param sums headings of the sums, after that of the rows
   */
  SummarySheet(
      Worksheet sheet,
      Stamp stamp,
      String title,
      String place,
      List<String> keys,
      List<String> sums) {
    this.sheet = sheet;
    this.keys = keys.size();
    this.total = new BigDecimal[sums.size() + 1];
    List<String> headings = new ArrayList<>(keys);
    headings.add("行数");
    headings.addAll(sums);
    TableSheet.head(sheet, stamp, title, place, headings.size());
    for (int column = 0; column < headings.size(); column++) {
      sheet.width(column, WIDTH);
      SheetText.put(sheet, row, column, headings.get(column));
    }
    SheetText.heading(sheet.range(row, 0, row, headings.size() - 1)).set();
    row++;
  }

  /** Adds a line. */
  void add(List<String> key, List<BigDecimal> sums) {
    SheetText.given(sheet.range(row, 0, row, keys + sums.size() - 1)).set();
    for (int column = 0; column < keys; column++) {
      SheetText.put(sheet, row, column, key.get(column));
    }
    for (int i = 0; i < sums.size(); i++) {
      number(keys + i, sums.get(i));
      total[i] = total[i] == null ? sums.get(i) : total[i].add(sums.get(i));
    }
    row++;
  }

  private void number(int column, BigDecimal number) {
    sheet.value(row, column, number);
    sheet
        .style(row, column)
        .format(number.scale() > 0 ? "#,##0.00" : "0")
        .horizontalAlignment("right")
        .set();
  }

  @Override
  public void close() throws IOException {
    SheetText.heading(sheet.range(row, 0, row, keys + total.length - 1)).set();
    SheetText.put(sheet, row, 0, "合计");
    for (int i = 0; i < total.length; i++) {
      number(keys + i, total[i]);
    }
    sheet.finish();
  }
}
