package org.hedui.synth;

import java.io.IOException;

/** The disabled persons' federation: holders of cards. */
final class DisabilityOffice implements Office {
  private static final Form FORM =
      Form.values(
          "disability_certificate",
          "持证残疾人",
          "残疾证号=CARD 姓名=NAME 性别=SEX 残疾类别 残疾等级 发证日期 注销日期 现住址村代码=VILLAGE 护理补贴 生活补贴");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    Dice dice = desk.dice();
    for (Person person : household.members()) {
      // A card is issued on an ID number.
      if (person.disability().isEmpty() || !person.registered()) {
        continue;
      }
      Disability disability = person.disability().get();
      Draft draft =
          desk.draft(FORM, desk.map().part(household.village().town()), household, person);
      draft
          .put("残疾证号", disability.card(person.idNumber()))
          .put("姓名", person.name().text())
          .put("性别", person.sex().label())
          .put("残疾类别", disability.kindLabel())
          .put("残疾等级", disability.gradeLabel())
          .put("发证日期", desk.date().minusDays(dice.between(600, 3600)))
          .put("现住址村代码", household.village().code())
          .put("护理补贴", disability.grade() <= 2)
          .put("生活补贴", household.assisted());
      if (!person.alive() && desk.happens(ErrorKind.STALE_DEAD)) {
        draft.errors().add(ErrorKind.STALE_DEAD);
      } else {
        draft.put("注销日期", person.death());
      }
      desk.submit(draft);
    }
  }
}
