package org.hedui.synth;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The student register: pupils of the county's schools, a file a school district. */
final class StudentOffice implements Office {
  static final Form FORM =
      Form.values(
          "student_register",
          "学籍",
          "学籍号=STUDENT_NUMBER 姓名=NAME 性别=SEX 出生日期=BIRTH 身份证件类型 身份证件号=ID 民族 户口性质"
              + " 户口所在地行政区划代码 家庭地址 学校标识码=SCHOOL 学校名称=SCHOOL_NAME 学段 年级 班级 入学年月 就读方式"
              + " 学生当前状态 是否留守儿童 是否孤儿 是否随班就读 残疾类型 困难类型 监护人姓名 监护人关系 监护人证件号"
              + " 监护人电话 备注=REMARK");
  private static final double ELSEWHERE = .04;
  private static final double LEFT_BEHIND = .2;
  private static final int LAST_AGE = 24;
  private static final Urn<String> STATES =
      Urn.weighted(List.of("在读", "休学", "转出", "其他"), 97, 1, 1.5, .5);

  @Override
  public void file(Household household, Desk desk) throws IOException {
    for (Person person : household.members()) {
      Optional<Study> study = person.study();
      if (study.isPresent() && household.carries(person, desk)) {
        enrolled(household, person, study.get(), desk);
      } else if (study.isEmpty() && isFormerPupil(person, desk.date())) {
        former(household, person, desk);
      }
    }
  }

  private static boolean isFormerPupil(Person person, LocalDate date) {
    int age = person.age(date);
    return person.alive() && age >= SchoolStage.SEN.entryAge() && age <= LAST_AGE;
  }

  private static void enrolled(Household household, Person person, Study study, Desk desk)
      throws IOException {
    if (desk.dice().chance(ELSEWHERE)) {
      return;
    }
    Draft draft = draft(household, person, study, desk);
    draft.put("学生当前状态", STATES.draw(desk.dice()));
    if (!person.alive()) {
      draft.put("学生当前状态", "在读").errors().add(ErrorKind.STALE_DEAD);
    }
    desk.submit(draft);
    if (desk.happens(ErrorKind.TWO_SCHOOLS)) {
      int town = desk.dice().below(desk.map().towns().size());
      School other = desk.map().school(study.stage(), town, desk.dice());
      Study second = new Study(other, study.grade(), study.boards());
      Draft again = draft(household, person, second, desk);
      again.put("学生当前状态", "在读").errors().add(ErrorKind.TWO_SCHOOLS);
      desk.submit(again);
    }
  }

  /** Some who left school years ago stay in the register. */
  private static void former(Household household, Person person, Desk desk) throws IOException {
    if (desk.happens(ErrorKind.STALE_GRADUATE)) {
      School last = desk.map().school(SchoolStage.JUN, household.village().town(), desk.dice());
      Draft draft = draft(household, person, new Study(last, 2, true), desk);
      draft.put("学生当前状态", "在读").errors().add(ErrorKind.STALE_GRADUATE);
      desk.submit(draft);
    }
  }

  private static Draft draft(Household household, Person person, Study study, Desk desk)
      throws IOException {
    Dice dice = desk.dice();
    School school = study.school();
    Draft draft = desk.draft(FORM, desk.map().part(school.town()), household, person);
    LocalDate entry = desk.date().minusMonths(8).minusYears(study.grade());
    draft
        .put("学籍号", person.studentNumber(desk.map().county()))
        .put("姓名", person.name().text())
        .put("性别", person.sex().label())
        .put("出生日期", person.birth())
        .put("身份证件类型", person.registered() ? "居民身份证" : "无")
        .put("身份证件号", desk.idNumber(draft))
        .put("民族", person.name().people().label())
        .put("户口性质", household.urban() ? "非农业" : "农业")
        .put("户口所在地行政区划代码", desk.map().county())
        .put(
            "家庭地址",
            "%s%s%d组"
                .formatted(
                    desk.map().towns().get(household.village().town()),
                    household.village().name(),
                    1 + household.ordinal() % 9))
        .put("学校标识码", school.code())
        .put("学校名称", school.name())
        .put("学段", study.stage().label())
        .put("年级", study.gradeLabel())
        .put("班级", dice.between(1, 4) + "班")
        .put("入学年月", entry.getYear() + "09")
        .put("就读方式", study.boards() ? "住校" : "走读")
        .put("是否留守儿童", dice.chance(LEFT_BEHIND))
        .put("是否孤儿", false)
        .put("是否随班就读", false)
        .put("残疾类型", person.disability().map(found -> found.kindLabel() + "残疾").orElse(""))
        .put("困难类型", household.poor() ? "建档立卡" : household.assisted() ? "低保" : "");
    household
        .guardianOf(person, desk.date())
        .ifPresent(
            guardian ->
                draft
                    .put("监护人姓名", guardian.name().text())
                    .put("监护人关系", guardianRelation(person, guardian))
                    .put("监护人证件号", guardian.idNumber())
                    .put("监护人电话", household.phone()));
    return draft;
  }

  private static String guardianRelation(Person child, Person guardian) {
    boolean grandchild =
        child.relation() == Relation.GRANDSON || child.relation() == Relation.GRANDDAUGHTER;
    if (guardian.sex() == Sex.M) {
      return grandchild ? "祖父" : "父亲";
    }
    return grandchild ? "祖母" : "母亲";
  }
}
