package org.hedui.synth;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.IntStream;

/** What happens to ID numbers on their way into a file. */
final class IdSlips {
  private static final int BIRTH_AT = 6;
  private static final int LENGTH = 18;
  private static final int CHILD = 18;
  private static final double STUDENT_NUMBER_TOO = .5;

  private final LocalDate date;

  /** Slips on a date, by which guardians are grown up. */
  IdSlips(LocalDate date) {
    this.date = date;
  }

  /** The slips by kind. */
  Map<ErrorKind, Slip> all() {
    return Map.of(
        ErrorKind.ID_WRONG_DIGIT, new Slip(IdSlips::isIntact, IdSlips::wrongDigit),
        ErrorKind.ID_SWAPPED, new Slip(IdSlips::isIntact, IdSlips::swapped),
        ErrorKind.ID_FIFTEEN,
            new Slip(
                draft -> isWhole(draft) && draft.person().birth().getYear() <= 1999,
                (draft, dice) -> {
                  String id = draft.person().idNumber();
                  draft.set(Role.ID, id.substring(0, BIRTH_AT) + id.substring(8, 17));
                }),
        ErrorKind.ID_CARD_NUMBER,
            new Slip(
                IdSlips::isWhole,
                (draft, dice) ->
                    draft.set(
                        Role.ID,
                        new Disability(dice.between(1, 7), dice.between(1, 4))
                            .card(draft.person().idNumber()))),
        ErrorKind.ID_SPREADSHEET, new Slip(IdSlips::isWhole, IdSlips::spreadsheet),
        ErrorKind.ID_BLANK,
            new Slip(
                IdSlips::isWhole, (draft, dice) -> draft.set(Role.ID, none(draft.person(), dice))),
        ErrorKind.ID_GUARDIAN,
            new Slip(
                draft ->
                    isWhole(draft)
                        && draft.person().age(date) < CHILD
                        && draft.household().guardianOf(draft.person(), date).isPresent(),
                (draft, dice) ->
                    draft
                        .household()
                        .guardianOf(draft.person(), date)
                        .ifPresent(guardian -> draft.set(Role.ID, guardian.idNumber()))),
        ErrorKind.ID_FORM,
            new Slip(
                draft -> draft.get(Role.ID).filter(id -> id.length() == LENGTH).isPresent(),
                IdSlips::form));
  }

  /** What stands where there is no number: nothing, or a placeholder. */
  static String none(Person person, Dice dice) {
    return dice.chance(.5)
        ? ""
        : "999999%s%04d"
            .formatted(DateTimeFormatter.BASIC_ISO_DATE.format(person.birth()), dice.below(10_000));
  }

  private static boolean isWhole(Draft draft) {
    return draft.get(Role.ID).filter(draft.person().idNumber()::equals).isPresent();
  }

  private static Role column(Draft draft) {
    return draft.get(Role.ID).isPresent() ? Role.ID : Role.CARD;
  }

  private static boolean isIntact(Draft draft) {
    return draft.get(column(draft)).orElse("").startsWith(draft.person().idNumber());
  }

  private static void wrongDigit(Draft draft, Dice dice) {
    String id = draft.person().idNumber();
    int place = dice.between(BIRTH_AT, LENGTH - 2);
    char digit = (char) ('0' + (id.charAt(place) - '0' + dice.between(1, 9)) % 10);
    change(draft, id.substring(0, place) + digit + id.substring(place + 1), dice);
  }

  private static void swapped(Draft draft, Dice dice) {
    String id = draft.person().idNumber();
    // Of four figures of a year two neighbours always differ.
    int[] places =
        IntStream.range(BIRTH_AT, LENGTH - 2)
            .filter(i -> id.charAt(i) != id.charAt(i + 1))
            .toArray();
    int place = places[dice.below(places.length)];
    String swapped = "" + id.charAt(place + 1) + id.charAt(place);
    change(draft, id.substring(0, place) + swapped + id.substring(place + 2), dice);
  }

  /** A student number is made of the ID number; half of them are made of the wrong one. */
  private static void change(Draft draft, String wrong, Dice dice) {
    String id = draft.person().idNumber();
    Role column = column(draft);
    draft.set(column, wrong + draft.get(column).orElse(id).substring(LENGTH));
    if (dice.chance(STUDENT_NUMBER_TOO)) {
      draft
          .get(Role.STUDENT_NUMBER)
          .ifPresent(number -> draft.set(Role.STUDENT_NUMBER, number.replace(id, wrong)));
    }
  }

  private static void spreadsheet(Draft draft, Dice dice) {
    String id = draft.person().idNumber();
    draft.set(
        Role.ID,
        dice.chance(.5)
            ? "%s.%sE+17".formatted(id.substring(0, 1), id.substring(1, dice.between(5, 6)))
            : id.substring(0, 15) + "000");
  }

  private static void form(Draft draft, Dice dice) {
    String id = draft.get(Role.ID).orElseThrow();
    int way = dice.below(3);
    if (way == 0 && id.endsWith("X")) {
      draft.set(Role.ID, id.replace('X', 'x'));
    } else if (way == 1) {
      int place = dice.chance(.5) ? BIRTH_AT : BIRTH_AT + 8;
      draft.set(Role.ID, id.substring(0, place) + " " + id.substring(place));
    } else {
      draft.set(Role.ID, wide(id));
    }
  }

  private static String wide(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c - '!' + '！')));
    return wide.toString();
  }
}
