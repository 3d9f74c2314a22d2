package org.hedui.synth;

import java.util.List;

/**
 * What a disability card says.
 *
 * @param kind 1 to 7
 * @param grade 1, the gravest, to 4
 */
record Disability(int kind, int grade) {
  private static final List<String> KINDS = List.of("视力", "听力", "言语", "肢体", "智力", "精神", "多重");
  private static final List<String> GRADES = List.of("一级", "二级", "三级", "四级");

  String kindLabel() {
    return KINDS.get(kind - 1);
  }

  String gradeLabel() {
    return GRADES.get(grade - 1);
  }

  /** The number of the card of somebody with this ID number. */
  String card(String idNumber) {
    return idNumber + kind + grade;
  }
}
