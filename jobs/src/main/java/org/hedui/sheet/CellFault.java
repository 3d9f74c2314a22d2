package org.hedui.sheet;

/**
 * One thing wrong in a workbook.
 *
 * @param code stable code, such as {@code KEY_TAMPERED}
 * @param cell the sheet and the cell, as in {@code SUB-01!M17}
 * @param message what is wrong and how to mend it; never what the cell holds
 */
public record CellFault(String code, String cell, String message) {

  /** The fault as one line for people. */
  @Override
  public String toString() {
    return cell + ": [" + code + "] " + message;
  }
}
