package org.hedui.ingest.file;

import java.util.List;
import java.util.Map;

/**
 * The header of one sheet, resolved against a layout.
 *
 * @param row its row
 * @param labels its cells, verbatim
 * @param names for each cell the name under which the raw record keeps it if it belongs to no
 *     column
 * @param width cells that a row of the sheet may have
 * @param columns for each cell the position of its column in the layout, or {@link #EXTRA}
 * @param missing labels of required columns that no cell names
 * @param unknown labels that name no column
 * @param units units that the header or a title gives for amounts, such as 万元, by column name
 */
public record Header(
    int row,
    List<String> labels,
    List<String> names,
    int width,
    List<Integer> columns,
    List<String> missing,
    List<String> unknown,
    Map<String, String> units) {

  /** Position of a cell that belongs to no column of the layout. */
  public static final int EXTRA = -1;

  /** The header of a sheet that has none. */
  public static final Header NONE =
      new Header(0, List.of(), List.of(), 0, List.of(), List.of(), List.of(), Map.of());

  /** Whether this stands for a header that was not found. */
  boolean isNone() {
    return labels.isEmpty();
  }

  /** The number of columns of the layout that were found. */
  int found() {
    return (int) columns.stream().filter(column -> column != EXTRA).count();
  }

  /** This header over rows of {@code cells} cells. */
  Header withWidth(int cells) {
    return new Header(row, labels, names, cells, columns, missing, unknown, units);
  }
}
