package org.hedui.synth;

import java.io.IOException;

/** The police's household register: nearly everybody, the dead and those who left too. */
final class HukouOffice implements Office {
  private static final double REGISTERED_ELSEWHERE = .03;
  private static final double MOVED_OUT = .015;
  private static final Form FORM =
      Form.values(
          "household_registration",
          "户籍人口",
          "户号=HOUSEHOLD 姓名=NAME 公民身份号码=ID 性别=SEX 出生日期=BIRTH 与户主关系 民族 户口性质"
              + " 户籍村代码=VILLAGE 迁入日期 迁出日期 死亡注销日期 备注=REMARK");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    Dice dice = desk.dice();
    for (Person person : household.members()) {
      if (!person.registered() || dice.chance(REGISTERED_ELSEWHERE)) {
        continue;
      }
      Draft draft =
          desk.draft(FORM, desk.map().part(household.village().town()), household, person);
      draft
          .household("户号", household.hukouNumber(person), household.neighbour().hukouNumber(person))
          .put("姓名", person.name().text())
          .put("公民身份号码", person.idNumber())
          .put("性别", person.sex().label())
          .put("出生日期", person.birth())
          .put("与户主关系", household.relation(person, household.splitByPolice()).police())
          .put("民族", person.name().people().label())
          .put("户口性质", household.urban() ? "非农业" : "农业")
          .put("户籍村代码", household.village().code());
      if (!person.localBirth()) {
        draft.put("迁入日期", person.birth().plusYears(21).plusDays(dice.below(400)));
      }
      if (person.alive() && dice.chance(MOVED_OUT)) {
        draft.put("迁出日期", desk.date().minusDays(dice.between(10, 900)));
      }
      if (person.death().isPresent() && !desk.happens(ErrorKind.STALE_DEAD)) {
        draft.put("死亡注销日期", person.death());
      } else if (person.death().isPresent()) {
        draft.errors().add(ErrorKind.STALE_DEAD);
      }
      desk.submit(draft);
    }
  }
}
