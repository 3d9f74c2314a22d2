package org.hedui.casework;

import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.hedui.contract.CodeList;
import org.hedui.contract.Rule;
import org.hedui.contract.Schemas;
import org.hedui.sheet.FrontSheet;

/** The first sheet: which workbook this is, how to answer, what each rule asks. */
final class CaseFront {
  /** What stands before the number of the workbook. */
  static final String EXPORT = "导出编号";

  private static final List<Integer> WIDTHS = List.of(20, 26, 28, 36, 36, 8, 26);

  private static final List<String> HOW =
      List.of(
          "1. 每个规则一张工作表，每行一个案件；左侧为依据，各登记库并列，▶为案件所指的行。",
          "   One sheet a rule, one row a case; the evidence stands left, registry beside registry, ▶ marks the subject.",
          "2. 只填写黄色各列。在“结论”列用下拉框选一项；暂不答复的留空，以后再导入。",
          "   Fill in the yellow columns only. Choose an answer from the list; leave a row blank to answer it later.",
          "3. 选“政策豁免”时须填豁免理由、依据文号、批准人和有效期至（如2024-06-30）。",
          "   An exemption needs reason, document number, who approved it, and its last day (such as 2024-06-30).",
          "4. 办理进展填“进展”列，可不填结论：未办结的可填“已分派”（须填承办单位）；结论为“属实”的可填“整改中”“已整改”；已整改、不属实或豁免的可填“销号”。",
          "   Steps go into 进展, with or without an answer: open: 已分派 (needs the unit); 属实: 整改中, 已整改; put right, untrue or exempt: 销号.",
          "5. 不得改动其他单元格，不得增加或复制行；承办单位不写个人姓名；承办单位和备注中不得写证件号码和电话号码，不得写公式。",
          "   Change nothing else, add or copy no row; no person as unit; no ID or telephone number and no formula.",
          "6. 填好后由数据管理员导入；有一处错误则全部不导入，并逐格指出。",
          "   The data engineer imports it; with one fault nothing is taken, and every fault is told by its cell.",
          "本文件含个人信息，仅限上述用途，用后删除。",
          "This file holds personal information: use it for the stated purpose only, then delete it.");

  private CaseFront() {}

  /** Writes the sheet. */
  static void write(Workbook workbook, Schemas schemas, Handout handout) throws IOException {
    try (FrontSheet sheet = new FrontSheet(workbook, FrontSheet.NAME, handout.seal(), WIDTHS)) {
      write(sheet, schemas, handout);
    }
  }

  private static void write(FrontSheet sheet, Schemas schemas, Handout handout) {
    sheet.title("异常案件办理表  Cases to be answered");
    sheet.which(EXPORT);
    sheet.line("用途", handout.purpose(), "Purpose");
    sheet.line("案件数", String.valueOf(handout.cases()), "Cases");
    sheet.gap();
    sheet.title("怎样填写  How to answer");
    HOW.forEach(sheet::note);
    sheet.gap();
    words(sheet, "结论", "Answer", schemas.codes().get("case_verdict"));
    words(sheet, "进展", "Progress", schemas.codes().get("case_step"));
    sheet.title("规则  Rules");
    sheet.headings(List.of("规则", "名称", "Title", "办理指引", "Guidance", "案件数", "豁免理由"));
    for (Handout.Part part : handout.parts()) {
      Rule rule = schemas.rules().get(part.rule());
      sheet.line(
          rule.code(),
          rule.title().zh(),
          rule.title().en(),
          rule.guidance().zh(),
          rule.guidance().en(),
          String.valueOf(part.cases()),
          String.join("\n", Reasons.of(rule, schemas)));
    }
  }

  private static void words(FrontSheet sheet, String zh, String en, CodeList words) {
    sheet.title(zh + "  " + en);
    sheet.headings(List.of(zh, en));
    for (CodeList.Code code : words.codes()) {
      sheet.line(code.zh(), code.en());
    }
    sheet.gap();
  }
}
