package org.hedui.synth;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of one household: couples, children, grandparents, with ages that fit. */
final class Family {
  private static final double TWINS = .011;
  private static final double IDENTICAL = .65;
  private static final double GENERATION_NAMES = .25;
  private static final double MARRIED_IN = .20;
  private static final double YOUNG_UNREGISTERED = .06;
  private static final double RETURNEE = .006;
  private static final int YOUNG = 6;
  private static final int GROWN_UP = 23;
  private static final int LAST_MONTHS = 540;
  private static final int OTHER_COUNTIES = 4;
  private static final Urn<Integer> CHILDREN =
      Urn.weighted(List.of(0, 1, 2, 3, 4), .10, .34, .41, .12, .03);
  private static final Urn<Shape> SHAPES = Urn.weighted(List.of(Shape.values()), 46, 26, 13, 7, 8);

  private final LocalDate date;
  private final NameBook names;
  private final IdNumbers ids;
  private final Schooling schooling;
  private final Village village;
  private final People people;
  private final int firstPerson;
  private final Dice dice;
  private final List<Person> members = new ArrayList<>();

  private enum Shape {
    COUPLE,
    THREE_GENERATIONS,
    OLD,
    ONE_PARENT,
    GRANDPARENTS
  }

  /** Whether a birth gave more than one child. */
  private record Birth(LocalDate day, boolean twin) {}

  Family(
      LocalDate date,
      NameBook names,
      IdNumbers ids,
      Schooling schooling,
      Village village,
      People people,
      int firstPerson,
      Dice dice) {
    this.date = date;
    this.names = names;
    this.ids = ids;
    this.schooling = schooling;
    this.village = village;
    this.people = people;
    this.firstPerson = firstPerson;
    this.dice = dice;
    switch (SHAPES.draw(dice)) {
      case COUPLE -> withChildren(couple(dice.between(21, 54)), Relation.SON);
      case THREE_GENERATIONS -> threeGenerations();
      case OLD -> old(dice.between(58, 88), dice.chance(.55));
      case ONE_PARENT -> withChildren(alone(dice.between(24, 50)), Relation.SON);
      case GRANDPARENTS -> withChildren(old(dice.between(50, 72), true), Relation.GRANDSON);
    }
  }

  /** The members, the head first. */
  List<Person> members() {
    return members;
  }

  /** The father's mother and father live with the couple; his family part comes from them. */
  private void threeGenerations() {
    int husbandAge = dice.between(24, 46);
    int fatherAge = husbandAge + dice.between(20, 32);
    FullName father = fullName(names.family(people, dice), Sex.M, birthAt(fatherAge));
    Person husband = adult(Relation.HEAD, Sex.M, husbandAge, father.ofChildren());
    adult(Relation.WIFE, Sex.F, husbandAge - dice.between(-2, 5), names.family(people, dice));
    if (dice.chance(.65)) {
      add(Relation.FATHER, Sex.M, new Birth(birthAt(fatherAge), false), father);
    }
    if (dice.chance(.75) || members.size() == 2) {
      int age = fatherAge - dice.between(-2, 5);
      adult(Relation.MOTHER, Sex.F, age, names.family(people, dice));
    }
    withChildren(husband, Relation.SON);
  }

  private Person couple(int wifeAge) {
    int husbandAge = wifeAge + dice.between(-2, 6);
    Person head = adult(Relation.HEAD, Sex.M, husbandAge, names.family(people, dice));
    adult(Relation.WIFE, Sex.F, wifeAge, names.family(people, dice));
    return head;
  }

  private Person alone(int age) {
    Sex sex = dice.chance(.6) ? Sex.F : Sex.M;
    return adult(Relation.HEAD, sex, age, names.family(people, dice));
  }

  private Person old(int age, boolean two) {
    return two ? couple(age) : alone(age);
  }

  private Person adult(Relation relation, Sex sex, int age, String family) {
    LocalDate birth = birthAt(age);
    return add(relation, sex, new Birth(birth, false), fullName(family, sex, birth));
  }

  private LocalDate birthAt(int age) {
    return date.minusYears(age).minusDays(dice.between(1, 365));
  }

  private FullName fullName(String family, Sex sex, LocalDate birth) {
    return new FullName(people, family, names.given(people, sex, birth.getYear(), dice));
  }

  /** Adds the children of {@code parent}, or, as grandchildren, those of a son who is away. */
  private void withChildren(Person parent, Relation relation) {
    boolean grand = relation == Relation.GRANDSON;
    int parentAge = parent.age(date) - (grand ? dice.between(22, 30) : 0);
    String family =
        grand && people == People.UYGUR ? names.family(people, dice) : parent.name().ofChildren();
    Optional<String> shared =
        people == People.HAN && dice.chance(GENERATION_NAMES)
            ? Optional.of(names.generation(Sex.M, date.getYear() - 10, dice))
            : Optional.empty();
    int children = Math.max(CHILDREN.draw(dice), grand ? 1 : 0);
    int age = parentAge - dice.between(19, 29);
    for (int i = 0; i < children && age >= 0; i++) {
      if (age < GROWN_UP || dice.chance(.25)) {
        birth(age, relation, family, shared);
      }
      age -= dice.between(1, 5);
    }
  }

  private void birth(int age, Relation relation, String family, Optional<String> shared) {
    boolean twins = dice.chance(TWINS);
    Birth birth = new Birth(birthAt(age), twins);
    Sex sex = dice.chance(.53) ? Sex.M : Sex.F;
    child(relation, sex, birth, family, shared);
    if (twins) {
      child(relation, dice.chance(IDENTICAL) ? sex : sex.other(), birth, family, shared);
    }
  }

  private void child(
      Relation relation, Sex sex, Birth birth, String family, Optional<String> shared) {
    int year = birth.day().getYear();
    String given = given(shared, sex, year);
    while (isTaken(given)) {
      given = given(shared, sex, year);
    }
    add(relation.of(sex), sex, birth, new FullName(people, family, given));
  }

  private String given(Optional<String> shared, Sex sex, int year) {
    return shared
        .map(first -> names.withSecond(first, sex, year, dice))
        .orElseGet(() -> names.given(people, sex, year, dice));
  }

  /** Brothers and sisters do not share a given name. */
  private boolean isTaken(String given) {
    return members.stream().anyMatch(member -> member.name().given().equals(given));
  }

  private Person add(Relation relation, Sex sex, Birth birth, FullName name) {
    int age = Period.between(birth.day(), date).getYears();
    boolean marriedIn = relation == Relation.WIFE && dice.chance(MARRIED_IN);
    int county = marriedIn ? dice.between(1, OTHER_COUNTIES) : 0;
    Person person =
        new Person(
            firstPerson + members.size(),
            name,
            ids.issue(county, birth.day(), sex),
            sex,
            birth.day(),
            relation,
            county == 0,
            birth.twin(),
            !dice.chance(age < YOUNG ? YOUNG_UNREGISTERED : RETURNEE),
            death(age),
            disability(age),
            schooling.of(birth.day(), village, dice));
    members.add(person);
    return person;
  }

  private Optional<LocalDate> death(int age) {
    double share = age >= 80 ? .12 : age >= 65 ? .035 : .0015;
    int days = dice.between(1, LAST_MONTHS);
    return dice.chance(share) && age > 1 ? Optional.of(date.minusDays(days)) : Optional.empty();
  }

  private Optional<Disability> disability(int age) {
    Disability found = new Disability(dice.between(1, 7), dice.between(1, 4));
    return dice.chance(age >= 60 ? .12 : .025) ? Optional.of(found) : Optional.empty();
  }
}
