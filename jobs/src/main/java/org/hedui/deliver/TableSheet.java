package org.hedui.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;
import org.hedui.contract.Document;
import org.hedui.deliver.paper.Stamp;
import org.hedui.sheet.SheetText;

/** A sheet of a document: title, stamp, headings, a line a row, sums, signatures. */
final class TableSheet implements Closeable {
  private static final int KEPT_ROWS = 200;
  private static final int HEAD = 3;

  /** Columns wider than so many characters are too small to read on A4. */
  private static final int A4_WIDTH = 185;

  private static final float TOP = 0.6f;
  private static final String MONEY = "#,##0.00";
  private static final String COUNT = "0";

  private final Worksheet sheet;
  private final Document document;
  private final List<Integer> widths;
  private final BigDecimal[] sums;
  private int row = HEAD;

  /**
   * Begins a sheet.
   *
   * @param place of whom it is
   */
  TableSheet(Worksheet sheet, Document document, Stamp stamp, String place) {
    this.sheet = sheet;
    this.document = document;
    this.widths = document.columns().stream().map(Document.Column::width).toList();
    this.sums = new BigDecimal[widths.size()];
    head(sheet, stamp, document.title().zh(), place, widths.size());
    if (widths.stream().mapToInt(Integer::intValue).sum() > A4_WIDTH) {
      sheet.paperSize(PaperSize.A3_PAPER);
    }
    for (int column = 0; column < widths.size(); column++) {
      sheet.width(column, widths.get(column));
    }
    SheetText.put(
        sheet, HEAD, document.columns().stream().map(Document.Column::title).toList(), widths);
    SheetText.heading(sheet.range(HEAD, 0, HEAD, widths.size() - 1))
        .horizontalAlignment("center")
        .set();
    sheet.freezePane(0, HEAD + 1);
    sheet.repeatRows(0, HEAD);
    row++;
  }

  /** Title, place and stamp of a sheet, on screen and on paper. */
  static void head(Worksheet sheet, Stamp stamp, String title, String place, int columns) {
    SheetText.page(sheet, PaperSize.A4_PAPER);
    sheet.topMargin(TOP);
    sheet.headerMargin(TOP / 2);
    // In a header & begins a code.
    sheet.header(stamp.watermark().replace("&", "&&"), Position.RIGHT);
    SheetText.put(sheet, 0, 0, title);
    sheet.range(0, 0, 0, columns - 1).merge();
    sheet
        .range(0, 0, 0, columns - 1)
        .style()
        .bold()
        .fontSize(15)
        .horizontalAlignment("center")
        .set();
    sheet.rowHeight(0, 26);
    SheetText.put(sheet, 1, 0, place + "　　数据截至 " + stamp.businessDate());
    sheet.range(1, 0, 1, columns - 1).merge();
    sheet.range(1, 0, 1, columns - 1).style().fontSize(10).set();
    SheetText.put(sheet, 2, 0, stamp.line());
    sheet.range(2, 0, 2, columns - 1).merge();
    sheet.range(2, 0, 2, columns - 1).style().fontSize(8).fontColor("C00000").set();
  }

  /** Adds a row. */
  void add(Row values) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Document.Column column : document.columns()) {
      texts.add(
          Cells.number(values, column.name())
              .map(BigDecimal::toPlainString)
              .orElseGet(() -> Cells.text(values, column.name())));
    }
    SheetText.put(sheet, row, texts, widths);
    SheetText.given(sheet.range(row, 0, row, widths.size() - 1)).set();
    for (int column = 0; column < widths.size(); column++) {
      Optional<BigDecimal> number = Cells.number(values, document.columns().get(column).name());
      if (number.isPresent()) {
        number(column, number.get());
        if (document.columns().get(column).sum()) {
          sums[column] =
              Optional.ofNullable(sums[column]).orElse(BigDecimal.ZERO).add(number.get());
        }
      }
    }
    next();
  }

  private void number(int column, BigDecimal number) {
    sheet.value(row, column, number);
    sheet
        .style(row, column)
        .format(number.scale() > 0 ? MONEY : COUNT)
        .horizontalAlignment("right")
        .verticalAlignment("top")
        .set();
  }

  private void next() throws IOException {
    row++;
    if (row % KEPT_ROWS == 0) {
      sheet.flush();
    }
  }

  /** Sums, note and signatures end the sheet; one without rows says so. */
  @Override
  public void close() throws IOException {
    if (row == HEAD + 1) {
      SheetText.put(sheet, row, 0, "没有数据：有关登记没有报送，或没有符合条件的对象。");
      row++;
    }
    if (document.columns().stream().anyMatch(Document.Column::sum)) {
      SheetText.heading(sheet.range(row, 0, row, widths.size() - 1)).set();
      SheetText.put(sheet, row, 0, "合计");
      for (int column = 0; column < widths.size(); column++) {
        if (sums[column] != null) {
          number(column, sums[column]);
        }
      }
      row++;
    }
    row++;
    if (!document.signatures().isEmpty()) {
      SheetText.put(
          sheet,
          row,
          0,
          String.join("：＿＿＿＿＿＿＿　　　", document.signatures()) + "：＿＿＿＿＿＿＿　　　　　年　　月　　日");
      sheet.range(row, 0, row, widths.size() - 1).merge();
      sheet
          .range(row, 0, row, widths.size() - 1)
          .style()
          .fontSize(10)
          .verticalAlignment("bottom")
          .set();
      sheet.rowHeight(row, 34);
      row++;
    }
    document.note().ifPresent(note -> SheetText.put(sheet, row, 0, note));
    sheet.finish();
  }
}
