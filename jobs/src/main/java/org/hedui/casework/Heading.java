package org.hedui.casework;

import java.util.List;
import org.hedui.sheet.SheetHeading;

/** The columns of a case sheet, left and right of the registries' own. */
enum Heading implements SheetHeading {
  CASE("案件编号", "Case", 12),
  VERSION("版本", "Version", 10),
  SEAL("校验码", "Seal", 10),
  SUBJECT("对象", "Subject", 16),
  STATE("状态", "State", 8),
  DUE("办理期限", "Due", 11),
  DIVISION("行政区划", "Division", 12),
  EVIDENCE("规则依据", "Evidence", 26),
  ANSWER("结论", "Answer", 18),
  REASON("豁免理由", "Exemption reason", 15),
  DOCUMENT("依据文号", "Document no.", 14),
  APPROVER("批准人", "Approved by", 11),
  UNTIL("有效期至", "Valid until", 12),
  STEP("进展", "Progress", 10),
  UNIT("承办单位", "Assigned to", 16),
  NOTE("备注", "Note", 24);

  /** What stands left of the registries: nobody may change it. */
  static final List<Heading> GIVEN =
      List.of(CASE, VERSION, SEAL, SUBJECT, STATE, DUE, DIVISION, EVIDENCE);

  /** What stands right of them: to be filled in. */
  static final List<Heading> ASKED =
      List.of(ANSWER, REASON, DOCUMENT, APPROVER, UNTIL, STEP, UNIT, NOTE);

  /** What only a policy exemption needs. */
  static final List<Heading> EXEMPTION = List.of(REASON, DOCUMENT, APPROVER, UNTIL);

  private final String zh;
  private final String en;
  private final int width;

  Heading(String zh, String en, int width) {
    this.zh = zh;
    this.en = en;
    this.width = width;
  }

  @Override
  public String zh() {
    return zh;
  }

  @Override
  public String en() {
    return en;
  }

  @Override
  public int width() {
    return width;
  }
}
