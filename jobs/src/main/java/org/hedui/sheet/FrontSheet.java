package org.hedui.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A sheet that is only read: lines of text, and tables. The first one says which workbook it is.
 */
public final class FrontSheet implements Closeable {
  /** The name of the first sheet. */
  public static final String NAME = "说明";

  /** What stands before the business date. */
  static final String DATE = "业务日期";

  /** What stands before the workbook's seal. */
  static final String SEAL = "校验码";

  private final Worksheet sheet;
  private final Seal seal;
  private final List<Integer> widths;
  private int row;

  /**
   * Begins the sheet.
   *
   * @param widths widths of its columns, in characters
   */
  public FrontSheet(Workbook workbook, String name, Seal seal, List<Integer> widths) {
    this.sheet = workbook.newWorksheet(name);
    this.seal = seal;
    this.widths = List.copyOf(widths);
    for (int column = 0; column < widths.size(); column++) {
      sheet.width(column, widths.get(column));
    }
  }

  /**
   * Writes which workbook it is.
   *
   * @param number what stands before its number
   */
  public void which(String number) {
    line(DATE, seal.businessDate().toString(), "Business date");
    line(number, seal.number(), "Number of this workbook");
    line(SEAL, seal.ofWorkbook(), "Seal");
  }

  /** Writes a title. */
  public void title(String text) {
    SheetText.put(sheet, row, 0, text);
    sheet.range(row, 0, row, 0).style().bold().fontSize(13).set();
    row++;
  }

  /** Writes a line of text, as wide as it is. */
  public void note(String text) {
    SheetText.put(sheet, row, 0, text);
    row++;
  }

  /** Leaves a line free. */
  public void gap() {
    row++;
  }

  /** Writes the headings of a table. */
  public void headings(List<String> headings) {
    SheetText.put(sheet, row, headings, widths);
    SheetText.heading(sheet.range(row, 0, row, headings.size() - 1)).set();
    row++;
  }

  /** Writes a row of a table. */
  public void line(String... texts) {
    SheetText.put(sheet, row, List.of(texts), widths);
    SheetText.given(sheet.range(row, 0, row, texts.length - 1)).set();
    row++;
  }

  /** Ends the sheet. */
  @Override
  public void close() throws IOException {
    SheetText.page(sheet, PaperSize.A4_PAPER);
    SheetLock.lock(sheet, seal);
    sheet.close();
  }
}
