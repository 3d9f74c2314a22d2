package org.hedui.synth;

import java.io.IOException;

/** The province's list of pupils to be aided, a sheet a county. */
final class TargetOffice implements Office {
  private static final double MISSED = .05;
  private static final double NOT_ANY_MORE = .01;
  private static final Form FORM =
      Form.workbook(
          "aid_target_list",
          "资助对象名单",
          0,
          "年度=NUMBER 序号=NUMBER 姓名=NAME 证件号=ID 户编号=HOUSEHOLD 学段 学校名称=SCHOOL_NAME 县");

  private int last;

  @Override
  public void file(Household household, Desk desk) throws IOException {
    Dice dice = desk.dice();
    int year = new Schooling(desk.map(), desk.date()).yearStart().getYear();
    for (Person person : household.members()) {
      boolean wanted = household.poor() || household.assisted();
      boolean listed = dice.chance(wanted ? 1 - MISSED : NOT_ANY_MORE);
      if (person.study().isEmpty() || !person.alive() || !listed) {
        continue;
      }
      Study study = person.study().get();
      Draft draft = desk.draft(FORM, 0, household, person);
      draft
          .put("年度", year)
          .put("序号", ++last)
          .put("姓名", person.name().text())
          .put("证件号", desk.idNumber(draft))
          .put("学段", study.stage().label())
          .put("学校名称", study.school().name())
          .put("县", CountyMap.NAME);
      if (household.poor()) {
        draft.household(
            "户编号", household.povertyNumber(person), household.neighbour().povertyNumber(person));
      }
      desk.submit(draft);
    }
  }
}
