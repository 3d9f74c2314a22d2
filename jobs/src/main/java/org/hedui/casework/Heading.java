package org.hedui.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hedui.function.CleanText;

/** The columns of a case sheet, left and right of the registries' own. */
enum Heading {
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
  NOTE("备注", "Note", 24);

  /** What stands left of the registries: nobody may change it. */
  static final List<Heading> GIVEN =
      List.of(CASE, VERSION, SEAL, SUBJECT, STATE, DUE, DIVISION, EVIDENCE);

  /** What stands right of them: to be filled in. */
  static final List<Heading> ASKED = List.of(ANSWER, REASON, DOCUMENT, APPROVER, UNTIL, NOTE);

  /** What only a policy exemption needs. */
  static final List<Heading> EXEMPTION = List.of(REASON, DOCUMENT, APPROVER, UNTIL);

  /** What a sheet must have to be read. */
  static final List<Heading> READ =
      List.of(CASE, VERSION, SEAL, ANSWER, REASON, DOCUMENT, APPROVER, UNTIL, NOTE);

  private final String zh;
  private final String en;
  private final int width;

  Heading(String zh, String en, int width) {
    this.zh = zh;
    this.en = en;
    this.width = width;
  }

  /** The heading as a sheet shows it. */
  String text() {
    return zh + "\n" + en;
  }

  /** Its Chinese name, for messages. */
  String zh() {
    return zh;
  }

  /** Width of its column, in characters. */
  int width() {
    return width;
  }

  /** Which heading a cell holds, whatever became of its line break. */
  static Optional<Heading> of(String cell) {
    String text = CleanText.clean(cell);
    return Arrays.stream(values())
        .filter(heading -> text != null && (text + " ").startsWith(heading.zh + " "))
        .findFirst();
  }
}
