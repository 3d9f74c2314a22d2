package org.hedui.synth;

import java.util.List;

/** A stage of schooling, as the student register writes it. */
enum SchoolStage {
  PRE("学前", 1, 3),
  PRI("小学", 2, 6),
  JUN("初中", 3, 12),
  SEN("普高", 4, 15),
  VOC("中职", 5, 15),
  HVOC("高职", 6, 18),
  UG("本科", 7, 18);

  private final String label;
  private final int schoolCodeDigit;
  private final int entryAge;

  SchoolStage(String label, int schoolCodeDigit, int entryAge) {
    this.label = label;
    this.schoolCodeDigit = schoolCodeDigit;
    this.entryAge = entryAge;
  }

  String label() {
    return label;
  }

  /** The digit that the codes of such schools begin with. */
  int schoolCodeDigit() {
    return schoolCodeDigit;
  }

  int entryAge() {
    return entryAge;
  }

  List<String> grades() {
    return switch (this) {
      case PRE -> List.of("小班", "中班", "大班");
      case PRI -> List.of("一年级", "二年级", "三年级", "四年级", "五年级", "六年级");
      case JUN -> List.of("七年级", "八年级", "九年级");
      case SEN -> List.of("高一", "高二", "高三");
      case VOC -> List.of("中职一年级", "中职二年级", "中职三年级");
      case HVOC -> List.of("大一", "大二", "大三");
      case UG -> List.of("大一", "大二", "大三", "大四");
    };
  }

  /** Whether the law makes a child go. */
  boolean compulsory() {
    return this == PRI || this == JUN;
  }

  /** Whether towns have such schools; the others are the county's. */
  boolean local() {
    return this == PRE || compulsory();
  }
}
