package org.hedui.synth;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A person as he or she truly is.
 *
 * @param number from 1, through the county
 * @param idNumber the person's own number; not given to anybody yet if not {@code registered}
 * @param relation to the head of the household
 * @param localBirth whether the number has the county's own code
 * @param twin whether born with another child of the household
 * @param registered whether the police have entered the person
 * @param death date of death, of those who died lately
 */
record Person(
    int number,
    FullName name,
    String idNumber,
    Sex sex,
    LocalDate birth,
    Relation relation,
    boolean localBirth,
    boolean twin,
    boolean registered,
    Optional<LocalDate> death,
    Optional<Disability> disability,
    Optional<Study> study) {

  /** How the truth names this person. */
  String id() {
    return "P%08d".formatted(number);
  }

  /** Full years on a date. */
  int age(LocalDate date) {
    return Period.between(birth, date).getYears();
  }

  boolean alive() {
    return death.isEmpty();
  }

  /** 学籍号: G and the ID number, or a temporary one of those who have none. */
  String studentNumber(String county) {
    return registered
        ? "G" + idNumber
        : "L%s%s%04d"
            .formatted(county, DateTimeFormatter.BASIC_ISO_DATE.format(birth), number % 10_000);
  }
}
