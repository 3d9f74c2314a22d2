package org.hedui.synth;

import java.io.IOException;
import java.util.List;

/** What the registers of houses, vehicles and companies tell together: a row an asset. */
final class AssetOffice implements Office {
  private static final double OWNS = .16;
  private static final List<String> KINDS = List.of("小型客车", "商品房", "大型车辆", "企业股权");
  private static final Form FORM =
      Form.values("asset_register", "资产核查", "权利人姓名=NAME 证件号=ID 资产类别 资产名称 估值(元) 登记日期");

  @Override
  public void file(Household household, Desk desk) throws IOException {
    Dice dice = desk.dice();
    for (Person person : household.members()) {
      int age = person.age(desk.date());
      boolean may = age >= 22 && age < 75 && person.registered() && person.study().isEmpty();
      if (may && person.alive() && dice.chance(household.poor() ? OWNS / 2 : OWNS)) {
        String kind = dice.pick(KINDS);
        desk.submit(
            desk.draft(FORM, desk.map().part(household.village().town()), household, person)
                .put("权利人姓名", person.name().text())
                .put("证件号", person.idNumber())
                .put("资产类别", kind)
                .put("资产名称", "%s%08d号".formatted(kind.substring(0, 1), person.number()))
                .put("估值(元)", dice.between(30, 600) + "000.00")
                .put("登记日期", desk.date().minusDays(dice.between(30, 3000))));
      }
    }
  }
}
