package org.hedui.casework;

import java.time.LocalDate;
import org.hedui.function.PseudonymKey;

/**
 * What a workbook says of itself and of each case is sealed with the lake's key: whoever lacks it
 * cannot change a case's number or version, or put a case of another workbook in, unnoticed.
 *
 * @param key the lake's key
 * @param exportId which export the workbook is
 * @param businessDate the business date it shows
 */
record Seal(PseudonymKey key, String exportId, LocalDate businessDate) {
  private static final int DIGITS = 16;

  /** The seal of the workbook itself. */
  String ofWorkbook() {
    return seal("workbook");
  }

  /** The seal of a row. */
  String ofCase(String exceptionId, String version) {
    return seal("case|" + exceptionId + "|" + version);
  }

  private String seal(String what) {
    String all = exportId + "|" + businessDate + "|" + what;
    return key.pseudonym("case_workbook", all).substring(0, DIGITS);
  }
}
