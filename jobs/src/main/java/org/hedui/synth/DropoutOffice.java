package org.hedui.synth;

import java.io.IOException;

/** The ledger of children of school age who are exempt from school. */
final class DropoutOffice implements Office {
  private static final double EXEMPT = .008;
  private static final Form FORM =
      Form.workbook(
          "dropout_ledger", "控辍保学台账", 0, "姓名=NAME 身份证号=ID 监护人姓名 情形代码 依据文号 有效期起 有效期止 村代码=VILLAGE");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    Dice dice = desk.dice();
    for (Person person : household.members()) {
      boolean child = person.study().filter(study -> study.stage().compulsory()).isPresent();
      if (!child || !person.alive() || !dice.chance(EXEMPT)) {
        continue;
      }
      Draft draft = desk.draft(FORM, 0, household, person);
      draft
          .put("姓名", person.name().text())
          .put("身份证号", desk.idNumber(draft))
          .put("情形代码", dice.between(1, 7))
          .put("依据文号", "云教字〔%d〕%d号".formatted(desk.date().getYear(), dice.between(1, 200)))
          .put("有效期起", desk.date().minusDays(dice.between(30, 300)))
          .put("有效期止", desk.date().plusDays(dice.between(30, 300)))
          .put("村代码", household.village().code());
      household
          .guardianOf(person, desk.date())
          .ifPresent(guardian -> draft.put("监护人姓名", guardian.name().text()));
      desk.submit(draft);
    }
  }
}
