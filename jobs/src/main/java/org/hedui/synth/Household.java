package org.hedui.synth;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A household as it truly is; the registries number it each in their own way.
 *
 * @param number from 0, through the county
 * @param ordinal from 0, in its village
 * @param urban whether registered as urban
 * @param poor whether the poverty office has listed it
 * @param splitByPolice whether the police register the grandparents as a household apart
 * @param splitByOffice whether the poverty office does
 * @param assisted whether it is on social assistance
 * @param phone number that no subscriber has
 */
record Household(
    int number,
    Village village,
    int ordinal,
    List<Person> members,
    boolean urban,
    boolean poor,
    boolean splitByPolice,
    boolean splitByOffice,
    boolean assisted,
    String phone) {
  /** A number without a factor in common with the powers of ten, to shuffle numberings. */
  private static final int SHUFFLE = 7;

  private static final int FULL_AGE = 20;

  String id() {
    return "H%07d".formatted(number);
  }

  Person head() {
    return members.get(0);
  }

  /** 户号 of the police. */
  String hukouNumber(Person member) {
    int half = isApart(member, splitByPolice) ? 1 : 0;
    return "%s%05d".formatted(village.code(), 2 * ordinal + half + 1);
  }

  /** 户编号 of the poverty office. */
  String povertyNumber(Person member) {
    int half = isApart(member, splitByOffice) ? 1 : 0;
    return "%s%04d".formatted(village.code(), (SHUFFLE * (2 * ordinal + half) + 3) % 10_000);
  }

  private static boolean isApart(Person member, boolean split) {
    return split && member.relation().elder();
  }

  /** What somebody is to the head where {@code split} says that grandparents live apart. */
  Relation relation(Person member, boolean split) {
    if (!isApart(member, split)) {
      return member.relation();
    }
    boolean first =
        members.stream().filter(other -> isApart(other, split)).findFirst().stream()
            .anyMatch(other -> other.number() == member.number());
    return first ? Relation.HEAD : Relation.WIFE;
  }

  /** 低保证号 of civil affairs. */
  String assistanceNumber() {
    int shuffled = (int) ((SHUFFLE * (long) number + 11) % 10_000_000);
    return "N%s%07d".formatted(village.code().substring(0, 6), shuffled);
  }

  /** A household of the same village, for its numbers only. */
  Household neighbour() {
    return new Household(
        number + 1,
        village,
        ordinal + 1,
        members,
        urban,
        poor,
        splitByPolice,
        splitByOffice,
        assisted,
        phone);
  }

  /** Whether a registry of the living still carries somebody: the living, and a few who died. */
  boolean carries(Person person, Desk desk) {
    return person.alive() || desk.happens(ErrorKind.STALE_DEAD);
  }

  /** The grown-up who answers for a child: the first one of the household. */
  Optional<Person> guardianOf(Person child, LocalDate date) {
    return members.stream()
        .filter(
            member -> member.number() != child.number() && member.registered() && member.alive())
        .filter(member -> member.age(date) >= FULL_AGE && member.study().isEmpty())
        .findFirst();
  }
}
