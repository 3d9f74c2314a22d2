package org.hedui.ingest.file;

import java.util.List;
import java.util.Optional;

/**
 * A data row of a delivered file.
 *
 * @param sheet name of its sheet; empty in a text file
 * @param sheetIndex number of its sheet, from 0
 * @param number the row as a spreadsheet shows it, from 1
 * @param cells text of the cells, verbatim
 * @param header header of its sheet, or {@link Header#NONE}
 * @param fault why the row cannot be read; empty if it can
 */
public record FileRow(
    Optional<String> sheet,
    int sheetIndex,
    int number,
    List<String> cells,
    Header header,
    Optional<RowFault> fault) {}
