package org.hedui.ingest.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vertically merged cells of one sheet: the file holds the value in the top cell only, a
 * spreadsheet shows it in every row. Horizontal merges are left alone, because the value belongs to
 * its own column.
 */
public final class MergedCells {
  private final List<Region> regions = new ArrayList<>();
  private final Map<Integer, Open> open = new HashMap<>();
  private int next;
  private boolean sorted;

  private record Region(int firstRow, int lastRow, int column) {}

  private record Open(int lastRow, String value) {}

  /**
   * Adds a region, unless it lies in one row.
   *
   * @param firstRow first row, from 1
   * @param lastRow last row, from 1
   * @param column its first column, from 0
   * @throws UnreadableFileException if there are more than {@link Limits#MERGED_REGIONS}
   */
  void add(int firstRow, int lastRow, int column) {
    if (lastRow <= firstRow) {
      return;
    }
    if (regions.size() == Limits.MERGED_REGIONS) {
      throw new UnreadableFileException(
          FileReason.TOO_LARGE,
          "A sheet has more than %,d merged cells. Unmerge them and send it again."
              .formatted(Limits.MERGED_REGIONS));
    }
    regions.add(new Region(firstRow, lastRow, column));
  }

  /**
   * The row with the values of merged cells that reach down into it. Rows are given in order, data
   * rows only: a region whose top row is not given is not filled.
   */
  SourceRow fill(SourceRow row) {
    if (regions.isEmpty()) {
      return row;
    }
    if (!sorted) {
      regions.sort(Comparator.comparingInt(Region::firstRow));
      sorted = true;
    }
    while (next < regions.size() && regions.get(next).firstRow() <= row.number()) {
      Region region = regions.get(next++);
      if (region.firstRow() == row.number() && region.column() < row.cells().size()) {
        open.put(region.column(), new Open(region.lastRow(), row.cells().get(region.column())));
      }
    }
    open.values().removeIf(region -> region.lastRow() < row.number());
    if (open.isEmpty()) {
      return row;
    }
    List<String> cells = new ArrayList<>(row.cells());
    open.forEach(
        (column, region) -> {
          while (cells.size() <= column) {
            cells.add("");
          }
          if (SourceRow.isBlank(cells.get(column))) {
            cells.set(column, region.value());
          }
        });
    return new SourceRow(row.number(), cells);
  }
}
