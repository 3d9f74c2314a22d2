package org.hedui.sheet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a kind of workbook is read by.
 *
 * @param number what stands before the workbook's number on its front sheet
 * @param others names of further sheets that hold no rows
 * @param row what a row is about, in one word such as {@code case}
 * @param key the column that names a row; the first that is looked for
 * @param version the column with what has to be unchanged for an answer to count
 * @param seal the column with the row's seal
 * @param chosen columns to be filled in with a word, a number or a date
 * @param written columns to be filled in freely
 */
public record WorkbookForm<H extends SheetHeading>(
    String number,
    Set<String> others,
    String row,
    H key,
    H version,
    H seal,
    List<H> chosen,
    List<H> written) {

  /** Copies the collections. */
  public WorkbookForm {
    others = Set.copyOf(others);
    chosen = List.copyOf(chosen);
    written = List.copyOf(written);
  }

  /** The columns whose sealed cells nobody may change. */
  List<H> given() {
    return List.of(key, version, seal);
  }

  /** The columns to be filled in. */
  List<H> asked() {
    return Stream.concat(chosen.stream(), written.stream()).toList();
  }

  /** What a sheet must have to be read. */
  List<H> read() {
    return Stream.concat(given().stream(), asked().stream()).toList();
  }
}
