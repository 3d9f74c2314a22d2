package org.hedui.sheet;

import java.time.LocalDate;
import org.hedui.function.PseudonymKey;

/**
 * What a workbook says of itself and of each row is sealed with the lake's key: whoever lacks it
 * cannot change a row's number or version, or put a row of another workbook in, unnoticed.
 *
 * @param key the lake's key
 * @param number which workbook it is
 * @param businessDate the business date it shows
 */
public record Seal(PseudonymKey key, String number, LocalDate businessDate) {
  private static final int DIGITS = 16;

  /** The seal of the workbook itself. */
  public String ofWorkbook() {
    return seal("workbook");
  }

  /**
   * The seal of a row.
   *
   * @param row what it is about, in one word such as {@code case}
   */
  public String ofRow(String row, String id, String version) {
    return seal(row + "|" + id + "|" + version);
  }

  private String seal(String what) {
    String all = number + "|" + businessDate + "|" + what;
    return key.pseudonym("case_workbook", all).substring(0, DIGITS);
  }
}
