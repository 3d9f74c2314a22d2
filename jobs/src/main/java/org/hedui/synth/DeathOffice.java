package org.hedui.synth;

import java.io.IOException;
import java.util.List;

/** The register of deaths. */
final class DeathOffice implements Office {
  private static final double NOT_REPORTED = .05;
  private static final List<String> PLACES = List.of("殡仪馆", "乡镇卫生院", "派出所");
  private static final Form FORM =
      Form.values("death_register", "死亡登记", "姓名=NAME 身份证号=ID 死亡日期 登记机关 户籍村代码=VILLAGE");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    for (Person person : household.members()) {
      if (person.alive() || desk.dice().chance(NOT_REPORTED)) {
        continue;
      }
      Draft draft = desk.draft(FORM, 0, household, person);
      desk.submit(
          draft
              .put("姓名", person.name().text())
              .put("身份证号", desk.idNumber(draft))
              .put("死亡日期", person.death())
              .put("登记机关", desk.dice().pick(PLACES))
              .put("户籍村代码", household.village().code()));
    }
  }
}
