package org.hedui.synth;

import java.io.IOException;
import java.util.List;

/** The poverty office: every member of a listed household, the household's columns repeated. */
final class PovertyOffice implements Office {
  private static final double LEFT_OUT = .03;
  private static final Urn<String> KINDS = Urn.weighted(List.of("脱贫户", "监测户", "一般农户"), 75, 10, 15);
  private static final List<String> CAUSES = List.of("因病", "因残", "因学", "缺技术", "缺劳力", "缺资金");
  private static final List<String> MONITORED = List.of("脱贫不稳定户", "边缘易致贫户", "突发严重困难户");
  private static final List<String> EDUCATION = List.of("文盲或半文盲", "小学", "初中", "高中");
  private static final int WORKING_FROM = 16;
  private static final int WORKING_TO = 65;
  private static final Form FORM =
      Form.workbook(
          "poverty_register",
          "扶贫人员基本信息",
          2,
          "县 乡=TOWN_NAME 村=VILLAGE_NAME 行政村代码=VILLAGE 户编号=HOUSEHOLD 人编号 姓名=NAME 性别=SEX 证件类型"
              + " 证件号码=ID 出生日期=BIRTH 与户主关系 民族 文化程度 在校生状况 健康状况 劳动技能 户类型 贫困户属性"
              + " 脱贫状态 识别年度=NUMBER 脱贫年度=NUMBER 监测对象类别 风险是否已消除 主要致贫原因"
              + " 人均纯收入=NUMBER 家庭人口=NUMBER 是否危房户 是否解决安全饮用水 是否参加基本医疗保险 联系电话");

  /** What the columns of the household say. */
  private record Facts(
      String kind, String monitored, String cause, int identified, String income) {}

  @Override
  public void file(Household household, Desk desk) throws IOException {
    if (!household.poor()) {
      return;
    }
    Dice dice = desk.dice();
    String kind = KINDS.draw(dice);
    Facts facts =
        new Facts(
            kind,
            kind.equals("监测户") ? dice.pick(MONITORED) : "",
            dice.pick(CAUSES),
            dice.between(2014, 2017),
            "%d.%02d".formatted(dice.between(4000, 20000), dice.below(100)));
    List<Person> listed =
        household.members().stream()
            .filter(person -> household.carries(person, desk) && !dice.chance(LEFT_OUT))
            .toList();
    for (Person person : listed) {
      String number = household.povertyNumber(person);
      long size =
          listed.stream().filter(other -> household.povertyNumber(other).equals(number)).count();
      desk.submit(draft(household, person, facts, desk).put("家庭人口", size));
    }
  }

  private static Draft draft(Household household, Person person, Facts facts, Desk desk)
      throws IOException {
    Village village = household.village();
    Draft draft = desk.draft(FORM, desk.map().part(village.town()), household, person);
    String number = household.povertyNumber(person);
    int age = person.age(desk.date());
    boolean exited = facts.kind().equals("脱贫户");
    if (!person.alive()) {
      draft.errors().add(ErrorKind.STALE_DEAD);
    }
    return draft
        .put("县", CountyMap.NAME)
        .put("乡", desk.map().towns().get(village.town()))
        .put("村", village.name())
        .put("行政村代码", village.code())
        .household("户编号", number, household.neighbour().povertyNumber(person))
        .put("人编号", "%s%02d".formatted(number, 1 + household.members().indexOf(person)))
        .put("姓名", person.name().text())
        .put("性别", person.sex().label())
        .put("证件类型", person.registered() ? "居民身份证" : "无")
        .put("证件号码", desk.idNumber(draft))
        .put("出生日期", person.birth())
        .put("与户主关系", household.relation(person, household.splitByOffice()).office())
        .put("民族", person.name().people().label())
        .put("文化程度", age >= WORKING_FROM ? desk.dice().pick(EDUCATION) : "")
        .put("在校生状况", person.study().map(PovertyOffice::status).orElse("非在校生"))
        .put("健康状况", person.disability().isPresent() ? "残疾" : "健康")
        .put("劳动技能", age < WORKING_FROM || age > WORKING_TO ? "无劳动力" : "普通劳动力")
        .put("户类型", facts.kind())
        .put("贫困户属性", exited ? (household.assisted() ? "低保贫困户" : "一般贫困户") : "")
        .put("脱贫状态", exited ? "已脱贫" : "")
        .put("识别年度", exited ? String.valueOf(facts.identified()) : "")
        .put("脱贫年度", exited ? String.valueOf(facts.identified() + 3) : "")
        .put("监测对象类别", facts.monitored())
        .put("风险是否已消除", facts.monitored().isEmpty() ? "" : "否")
        .put("主要致贫原因", facts.cause())
        .put("人均纯收入", facts.income())
        .put("是否危房户", false)
        .put("是否解决安全饮用水", true)
        .put("是否参加基本医疗保险", true)
        .put("联系电话", household.phone());
  }

  private static String status(Study study) {
    return switch (study.stage()) {
      case PRE -> "学前教育";
      case PRI -> "小学";
      case JUN -> study.gradeLabel();
      case SEN -> "普通高中" + List.of("一", "二", "三").get(study.grade()) + "年级";
      case VOC -> study.gradeLabel();
      case HVOC -> "高职高专";
      case UG -> "本科";
    };
  }
}
