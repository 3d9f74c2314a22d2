package org.hedui.synth;

import java.io.IOException;
import java.util.List;

/** The treasury's payroll: those in public service. */
final class PayrollOffice implements Office {
  private static final double IN_SERVICE = .03;
  private static final List<String> EMPLOYERS = List.of("教育局", "卫生健康局", "财政局", "人民医院", "第一中学");
  private static final List<String> KINDS = List.of("行政", "事业", "机关工勤");
  private static final Form FORM =
      Form.values("fiscal_payroll", "财政供养人员", "姓名=NAME 身份证号=ID 单位名称 人员类别 任职起始 任职截止");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    Dice dice = desk.dice();
    for (Person person : household.members()) {
      int age = person.age(desk.date());
      boolean works = age >= 23 && age < 60 && person.study().isEmpty() && person.registered();
      if (works && person.alive() && dice.chance(IN_SERVICE)) {
        desk.submit(
            desk.draft(FORM, 0, household, person)
                .put("姓名", person.name().text())
                .put("身份证号", person.idNumber())
                .put("单位名称", CountyMap.NAME + dice.pick(EMPLOYERS))
                .put("人员类别", dice.pick(KINDS))
                .put("任职起始", person.birth().plusYears(22).plusDays(dice.below(300))));
      }
    }
  }
}
