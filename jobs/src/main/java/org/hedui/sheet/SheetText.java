package org.hedui.sheet;

import java.util.List;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/**
 * Text in cells that are formatted as text: no program takes it for a formula, not even after it
 * was edited.
 */
public final class SheetText {
  /** A cell holds no more characters. */
  private static final int LONGEST = 32_000;

  private static final int FONT_SIZE = 9;
  private static final double LINE_HEIGHT = 12;
  private static final double HIGHEST = 400;

  /** More characters of this size fit into a column than its width says, which is of size 11. */
  private static final double FIT = 1.15;

  private static final float MARGIN = 0.3f;
  private static final String FORMAT = "@";
  private static final String LINE = "BFBFBF";

  private SheetText() {}

  /** Writes a text. */
  public static void put(Worksheet sheet, int row, int column, String text) {
    sheet.inlineString(row, column, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }

  /**
   * Writes the texts of a row and gives it the height they need: a program that opens the file
   * would not do so by itself.
   *
   * @param widths the width of each column, in characters
   */
  public static void put(Worksheet sheet, int row, List<String> texts, List<Integer> widths) {
    int lines = 1;
    for (int column = 0; column < texts.size(); column++) {
      put(sheet, row, column, texts.get(column));
      lines = Math.max(lines, lines(texts.get(column), widths.get(column)));
    }
    sheet.rowHeight(row, Math.min(HIGHEST, lines * LINE_HEIGHT + 4));
  }

  /** Lines that a text takes; a Han character is as wide as two others. */
  private static int lines(String text, int width) {
    int lines = 0;
    for (String line : text.split("\n", -1)) {
      int length = line.chars().map(character -> character < 0x2E80 ? 1 : 2).sum();
      lines += Math.max(1, (int) Math.ceil(length / (width * FIT)));
    }
    return lines;
  }

  /** Prints a sheet as wide as a page, on as many numbered pages as it needs. */
  public static void page(Worksheet sheet, PaperSize size) {
    sheet.paperSize(size);
    sheet.pageOrientation("landscape");
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.leftMargin(MARGIN);
    sheet.rightMargin(MARGIN);
    sheet.topMargin(MARGIN);
    sheet.bottomMargin(2 * MARGIN);
    sheet.footer("&A　第 &P / &N 页", Position.CENTER);
  }

  /** Cells to be read. */
  public static StyleSetter given(Range cells) {
    return cells
        .style()
        .format(FORMAT)
        .fontSize(FONT_SIZE)
        .wrapText(true)
        .verticalAlignment("top")
        .borderStyle("thin")
        .borderColor(LINE);
  }

  /** Cells to be filled in: the only ones that the sheet's protection leaves free. */
  public static StyleSetter asked(Range cells) {
    return given(cells).fillColor("FFF8E1").protectionOption(ProtectionOption.LOCKED, false);
  }

  /** Gives cells a list to choose from; nothing else can be typed there. */
  public static void choose(Range cells, SheetHeading heading, List<String> choices) {
    cells
        .validateWithListByFormula("\"" + String.join(",", choices) + "\"")
        .allowBlank(true)
        .errorStyle(DataValidationErrorStyle.STOP)
        .showErrorMessage(true)
        .errorTitle(heading.zh())
        .error("请从下拉框中选择。Choose from the list.");
  }

  /** Headings. */
  public static StyleSetter heading(Range cells) {
    return given(cells).bold().fillColor("DDE6F0").verticalAlignment("center");
  }
}
