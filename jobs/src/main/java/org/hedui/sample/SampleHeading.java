package org.hedui.sample;

import java.util.List;
import org.hedui.sheet.SheetHeading;

/** The columns of the sheet of households. */
enum SampleHeading implements SheetHeading {
  HOUSEHOLD("家庭编号", "Household", 19),
  VERSION("版本", "Version", 6),
  SEAL("校验码", "Seal", 10),
  PLACE("序号", "No.", 6),
  DIVISION("行政区划", "Division", 22),
  NUMBER("户编号", "Household no.", 21),
  HEAD("户主", "Head", 10),
  CLASS("类别", "Class", 22),
  MEMBERS("家庭人数", "Members", 9),
  EARLIER("已有结论", "Answered as", 11),
  ANSWER("核查结论", "Answer", 13),
  CONCERNED("涉及人数", "Members concerned", 11),
  CHECKER("核查人", "Checker", 11),
  CHECKED("核查日期", "Checked on", 12),
  NOTE("备注", "Note", 26);

  /** What nobody may change. */
  static final List<SampleHeading> GIVEN =
      List.of(HOUSEHOLD, VERSION, SEAL, PLACE, DIVISION, NUMBER, HEAD, CLASS, MEMBERS, EARLIER);

  /** What is to be filled in. */
  static final List<SampleHeading> ASKED = List.of(ANSWER, CONCERNED, CHECKER, CHECKED, NOTE);

  private final String zh;
  private final String en;
  private final int width;

  SampleHeading(String zh, String en, int width) {
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
