package org.hedui.synth;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The aid centre: payments of this term, in two deliveries, and some for the term before. */
final class PaymentOffice implements Office {
  private static final double MISSED = .04;
  private static final double PAID_LATE = .15;
  private static final double BY_CARD = .9;
  private static final double RETURNED = .01;
  private static final Form FORM =
      Form.modernValues(
          "aid_payment",
          "资助发放明细",
          "批次号 流水号 学期 学籍号=STUDENT_NUMBER 姓名=NAME 身份证件号=ID 学校标识码=SCHOOL 学段 项目代码 项目名称"
              + " 金额 发放日期 发放方式 账户户名 账户尾号 发放状态 备注=REMARK");

  private final Map<Programme, long[]> paid = new EnumMap<>(Programme.class);
  private long last;

  @Override
  public void file(Household household, Desk desk) throws IOException {
    for (Person person : household.members()) {
      Optional<Study> study = person.study().filter(found -> person.alive());
      if (study.isEmpty()) {
        continue;
      }
      for (Programme programme : Programme.of(study.get(), household)) {
        if (desk.dice().chance(MISSED)) {
          continue;
        }
        boolean late = desk.dice().chance(PAID_LATE);
        pay(household, person, programme, desk, desk.dice().chance(.5), false);
        if (late) {
          pay(household, person, programme, desk, true, true);
        }
      }
    }
  }

  private void pay(
      Household household,
      Person person,
      Programme programme,
      Desk desk,
      boolean earlier,
      boolean termBefore)
      throws IOException {
    Dice dice = desk.dice();
    LocalDate delivered = desk.deliveryDate(earlier ? 1 : 0);
    Draft draft =
        earlier
            ? desk.earlierDraft(FORM, 0, household, person)
            : desk.draft(FORM, 0, household, person);
    Study study = person.study().orElseThrow();
    boolean back = dice.chance(RETURNED);
    draft
        .put(
            "批次号",
            "B%d%02d%03d"
                .formatted(delivered.getYear(), delivered.getMonthValue(), dice.between(1, 9)))
        .put("流水号", "LS%015d".formatted(++last))
        .put("学期", term(delivered, termBefore))
        .put("学籍号", person.studentNumber(desk.map().county()))
        .put("姓名", person.name().text())
        .put("身份证件号", desk.idNumber(draft))
        .put("学校标识码", study.school().code())
        .put("学段", study.stage().label())
        .put("项目代码", programme.name())
        .put("项目名称", programme.title())
        .put("金额", programme.yuan() + ".00")
        .put("发放日期", delivered.minusDays(dice.between(0, 25)))
        .put("发放方式", dice.chance(BY_CARD) ? "一卡通" : "现金")
        .put("账户户名", holder(household, person, desk).name().text())
        .put("账户尾号", "%04d".formatted(dice.below(10_000)))
        .put("发放状态", back ? "退回" : "已发放");
    if (!back && !termBefore) {
      long[] sums = paid.computeIfAbsent(programme, p -> new long[2]);
      sums[0]++;
      sums[1] += programme.yuan();
    }
    desk.submit(draft);
  }

  private static Person holder(Household household, Person person, Desk desk) {
    return household.guardianOf(person, desk.date()).orElse(person);
  }

  /** The term of a date, or the one before it. */
  static String term(LocalDate date, boolean before) {
    int half = date.getMonthValue() >= 9 || date.getMonthValue() == 1 ? 1 : 2;
    int year = date.getMonthValue() >= 9 ? date.getYear() : date.getYear() - 1;
    if (!before) {
      return year + "-" + half;
    }
    return half == 2 ? year + "-1" : (year - 1) + "-2";
  }

  /** Persons and yuan by programme so far, in this term. */
  Map<Programme, List<Long>> paid() {
    Map<Programme, List<Long>> sums = new EnumMap<>(Programme.class);
    paid.forEach((programme, sum) -> sums.put(programme, List.of(sum[0], sum[1])));
    return sums;
  }
}
