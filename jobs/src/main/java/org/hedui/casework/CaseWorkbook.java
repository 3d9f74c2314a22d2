package org.hedui.casework;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.zip.Deflater;
import org.dhatim.fastexcel.Workbook;
import org.hedui.contract.Schemas;

/**
 * Writes cases as a workbook: a front sheet that says what it is and how to answer, and one sheet a
 * rule. Rows are written as they come; none is kept.
 */
final class CaseWorkbook {
  private CaseWorkbook() {}

  /**
   * Writes the workbook.
   *
   * @param rows the cases, those of a rule one after the other, rules in the order of the handout
   * @param out receives the file; it is not closed
   */
  static void write(Schemas schemas, Handout handout, Iterator<CaseRow> rows, OutputStream out)
      throws IOException {
    Workbook workbook = new Workbook(out, "Hedui", null);
    // Chinese is written as character references: more bytes, which even the least effort packs.
    workbook.setCompressionLevel(Deflater.BEST_SPEED);
    CaseFront.write(workbook, schemas, handout);
    CaseRow row = next(rows);
    for (Handout.Part part : handout.parts()) {
      try (RuleSheet sheet = new RuleSheet(workbook, schemas, handout.seal(), part)) {
        while (row != null && row.rule().equals(part.rule())) {
          sheet.add(row);
          row = next(rows);
        }
      }
    }
    workbook.finish();
  }

  private static CaseRow next(Iterator<CaseRow> rows) {
    return rows.hasNext() ? rows.next() : null;
  }
}
