package org.hedui.casework;

import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hedui.contract.CodeList;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;

/** The first sheet: which workbook this is, how to answer, what each rule asks. */
final class FrontSheet {
  /** Its name. */
  static final String NAME = "说明";

  /** What stands before the number of the workbook. */
  static final String EXPORT = "导出编号";

  /** What stands before the business date. */
  static final String DATE = "业务日期";

  /** What stands before the workbook's seal. */
  static final String SEAL = "校验码";

  private static final List<Integer> WIDTHS = List.of(20, 26, 28, 36, 36, 8, 26);

  private static final List<String> HOW =
      List.of(
          "1. 每个规则一张工作表，每行一个案件；左侧为依据，各登记库并列，▶为案件所指的行。",
          "   One sheet a rule, one row a case; the evidence stands left, registry beside registry, ▶ marks the subject.",
          "2. 只填写黄色各列。在“结论”列用下拉框选一项；暂不答复的留空，以后再导入。",
          "   Fill in the yellow columns only. Choose an answer from the list; leave a row blank to answer it later.",
          "3. 选“政策豁免”时须填豁免理由、依据文号、批准人和有效期至（如2024-06-30）。",
          "   An exemption needs reason, document number, who approved it, and its last day (such as 2024-06-30).",
          "4. 不得改动其他单元格，不得增加或复制行；备注中不得写证件号码和电话号码，不得写公式。",
          "   Change nothing else, add or copy no row; no ID or telephone number and no formula in a note.",
          "5. 填好后由数据管理员导入；有一处错误则全部不导入，并逐格指出。",
          "   The data engineer imports it; with one fault nothing is taken, and every fault is told by its cell.",
          "本文件含个人信息，仅限上述用途，用后删除。",
          "This file holds personal information: use it for the stated purpose only, then delete it.");

  private final Worksheet sheet;
  private final Schemas schemas;
  private int row;

  private FrontSheet(Worksheet sheet, Schemas schemas) {
    this.sheet = sheet;
    this.schemas = schemas;
  }

  /** Writes the sheet. */
  static void write(Workbook workbook, Schemas schemas, Handout handout) throws IOException {
    try (Worksheet sheet = workbook.newWorksheet(NAME)) {
      new FrontSheet(sheet, schemas).write(handout);
      SheetText.page(sheet, PaperSize.A4_PAPER);
      SheetLock.lock(sheet, handout.seal());
    }
  }

  private void write(Handout handout) {
    for (int column = 0; column < WIDTHS.size(); column++) {
      sheet.width(column, WIDTHS.get(column));
    }
    title("异常案件办理表  Cases to be answered");
    line(DATE, handout.seal().businessDate().toString(), "Business date");
    line(EXPORT, handout.seal().exportId(), "Number of this workbook");
    line(SEAL, handout.seal().ofWorkbook(), "Seal");
    line("用途", handout.purpose(), "Purpose");
    line("案件数", String.valueOf(handout.cases()), "Cases");
    row++;
    title("怎样填写  How to answer");
    HOW.forEach(this::note);
    row++;
    title("结论  Answers");
    table(List.of("结论", "Answer"));
    for (CodeList.Code code : schemas.codes().get("case_verdict").codes()) {
      line(code.zh(), code.en());
    }
    row++;
    title("规则  Rules");
    table(List.of("规则", "名称", "Title", "办理指引", "Guidance", "案件数", "豁免理由"));
    for (Handout.Part part : handout.parts()) {
      Rule rule = schemas.rules().get(part.rule());
      line(
          rule.code(),
          rule.title().zh(),
          rule.title().en(),
          rule.guidance().zh(),
          rule.guidance().en(),
          String.valueOf(part.cases()),
          String.join("\n", Reasons.of(rule, schemas)));
    }
  }

  private void title(String text) {
    SheetText.put(sheet, row, 0, text);
    sheet.range(row, 0, row, 0).style().bold().fontSize(13).set();
    row++;
  }

  private void note(String text) {
    SheetText.put(sheet, row, 0, text);
    row++;
  }

  private void table(List<String> headings) {
    SheetText.put(sheet, row, headings, WIDTHS);
    SheetText.heading(sheet.range(row, 0, row, headings.size() - 1)).set();
    row++;
  }

  private void line(String... texts) {
    SheetText.put(sheet, row, List.of(texts), WIDTHS);
    SheetText.given(sheet.range(row, 0, row, texts.length - 1)).set();
    row++;
  }
}
