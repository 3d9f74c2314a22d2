package org.hedui.ingest.file;

import java.util.List;

/**
 * A row as a file holds it.
 *
 * @param number the row as a spreadsheet shows it, from 1
 * @param cells text of the cells from the first column on, verbatim; empty where there is none
 */
public record SourceRow(int number, List<String> cells) {

  /** Whether no cell holds anything but white space. */
  public boolean isBlank() {
    return cells.stream().allMatch(SourceRow::isBlank);
  }

  /** The number of cells up to the last that is not blank. */
  public int usedWidth() {
    int width = cells.size();
    while (width > 0 && isBlank(cells.get(width - 1))) {
      width--;
    }
    return width;
  }

  /** Whether a cell holds nothing but white space and characters without width. */
  public static boolean isBlank(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char character = cell.charAt(i);
      if (!Character.isWhitespace(character)
          && !Character.isSpaceChar(character)
          && Character.getType(character) != Character.FORMAT) {
        return false;
      }
    }
    return true;
  }
}
