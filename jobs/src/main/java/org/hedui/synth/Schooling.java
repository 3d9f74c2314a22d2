package org.hedui.synth;

import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.util.Optional;

/** Who goes to which school, by age at the beginning of the school year. */
final class Schooling {
  private static final double PRESCHOOL = .85;
  private static final double SENIOR = .55;
  private static final double VOCATIONAL = .35;
  private static final double COLLEGE = .20;
  private static final double UNIVERSITY = .15;
  private static final double LATE = .12;
  private static final double NEIGHBOUR = .05;

  private final CountyMap map;
  private final LocalDate yearStart;

  Schooling(CountyMap map, LocalDate date) {
    this.map = map;
    LocalDate september = LocalDate.of(date.getYear(), Month.SEPTEMBER, 1);
    this.yearStart = date.isBefore(september) ? september.minusYears(1) : september;
  }

  /** First day of the school year. */
  LocalDate yearStart() {
    return yearStart;
  }

  /** The study of somebody from a village. */
  Optional<Study> of(LocalDate birth, Village village, Dice dice) {
    int age = birth.isAfter(yearStart) ? -1 : Period.between(birth, yearStart).getYears();
    // One who went to school late is a grade behind those of the same age.
    int schoolAge = age >= SchoolStage.PRI.entryAge() && dice.chance(LATE) ? age - 1 : age;
    return stage(schoolAge, dice)
        .filter(stage -> schoolAge - stage.entryAge() < stage.grades().size())
        .map(stage -> study(stage, schoolAge - stage.entryAge(), village, dice));
  }

  private static Optional<SchoolStage> stage(int age, Dice dice) {
    double draw = dice.unit();
    if (age >= SchoolStage.HVOC.entryAge()) {
      return either(draw, SchoolStage.HVOC, COLLEGE, SchoolStage.UG, UNIVERSITY);
    }
    if (age >= SchoolStage.SEN.entryAge()) {
      return either(draw, SchoolStage.SEN, SENIOR, SchoolStage.VOC, VOCATIONAL);
    }
    if (age >= SchoolStage.JUN.entryAge()) {
      return Optional.of(SchoolStage.JUN);
    }
    if (age >= SchoolStage.PRI.entryAge()) {
      return Optional.of(SchoolStage.PRI);
    }
    return age >= SchoolStage.PRE.entryAge() && draw < PRESCHOOL
        ? Optional.of(SchoolStage.PRE)
        : Optional.empty();
  }

  private static Optional<SchoolStage> either(
      double draw, SchoolStage one, double share, SchoolStage other, double otherShare) {
    if (draw < share) {
      return Optional.of(one);
    }
    return draw < share + otherShare ? Optional.of(other) : Optional.empty();
  }

  private Study study(SchoolStage stage, int grade, Village village, Dice dice) {
    int town = dice.chance(NEIGHBOUR) ? dice.below(map.towns().size()) : village.town();
    double boarders =
        switch (stage) {
          case PRE -> 0;
          case PRI -> .25;
          case JUN -> .60;
          default -> .85;
        };
    return new Study(map.school(stage, town, dice), grade, dice.chance(boarders));
  }
}
