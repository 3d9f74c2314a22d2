package org.hedui.synth;

import java.io.IOException;
import java.util.List;

/** Civil affairs: members of assisted households, not all of them covered. */
final class AssistanceOffice implements Office {
  private static final double COVERED = .85;
  private static final double NOT_OF_HOUSEHOLD = .05;
  private static final Form FORM =
      Form.workbook(
          "social_assistance",
          "社会救助对象花名册",
          1,
          "县=COUNTY 低保证号=HOUSEHOLD 成员序号=NUMBER 救助类别 户主姓名 户主身份证号 成员姓名=NAME 成员身份证号=ID"
              + " 与户主关系 是否保障对象 家庭人口=NUMBER 保障人口=NUMBER 月保障金额=NUMBER 起始保障年月 停保年月"
              + " 村(居)代码=VILLAGE 家庭人均月收入=NUMBER 户口性质");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    if (!household.assisted()) {
      return;
    }
    Dice dice = desk.dice();
    List<Person> members =
        household.members().stream()
            .filter(person -> household.carries(person, desk))
            .filter(person -> person.relation() == Relation.HEAD || !dice.chance(NOT_OF_HOUSEHOLD))
            .toList();
    List<Boolean> covered = members.stream().map(person -> dice.chance(COVERED)).toList();
    long coveredSize = covered.stream().filter(yes -> yes).count();
    String income = String.valueOf(dice.between(180, 480));
    String start =
        "%d%02d".formatted(desk.date().getYear() - dice.between(1, 8), dice.between(1, 12));
    for (int i = 0; i < members.size(); i++) {
      Person person = members.get(i);
      Person head = household.head();
      Draft draft =
          desk.draft(FORM, desk.map().part(household.village().town()), household, person);
      if (!person.alive()) {
        draft.errors().add(ErrorKind.STALE_DEAD);
      }
      desk.submit(
          draft
              .put("县", CountyMap.NAME)
              .household(
                  "低保证号", household.assistanceNumber(), household.neighbour().assistanceNumber())
              .put("成员序号", i + 1)
              .put("救助类别", household.urban() ? "城市低保" : "农村低保")
              .put("户主姓名", head.name().text())
              .put("户主身份证号", head.registered() ? head.idNumber() : "")
              .put("成员姓名", person.name().text())
              .put("成员身份证号", desk.idNumber(draft))
              .put("与户主关系", person.relation() == Relation.HEAD ? "本人" : person.relation().office())
              .put("是否保障对象", covered.get(i))
              .put("家庭人口", members.size())
              .put("保障人口", coveredSize)
              .put("月保障金额", 366 * coveredSize)
              .put("起始保障年月", start)
              .put("村(居)代码", household.village().code())
              .put("家庭人均月收入", income)
              .put("户口性质", household.urban() ? "非农业" : "农业"));
    }
  }
}
