package org.hedui.synth;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A column of a {@link PersonTable}.
 *
 * @param column its name
 * @param blank how often nothing was told
 * @param values gives values as often as they occur
 */
record PersonField(String column, double blank, Function<Dice, String> values) {
  /** Place of the given name in {@link #ALL}. */
  static final int GIVEN_NAME = 0;

  /** Place of the surname. */
  static final int SURNAME = 1;

  /** All columns but the id. */
  static final List<PersonField> ALL =
      List.of(
          new PersonField("given_name", 0.02, words("given", 900, 2)),
          new PersonField("surname", 0.01, words("surname", 6_000, 3)),
          new PersonField("street_number", 0.03, PersonField::number),
          new PersonField("address_1", 0.02, street()),
          new PersonField("address_2", 0.12, words("estate", 4_000, 3)),
          new PersonField("suburb", 0.01, words("suburb", 2_500, 3)),
          new PersonField("postcode", 0, postcodes(1_800)),
          new PersonField("state", 0.02, state()),
          new PersonField("date_of_birth", 0.02, PersonField::date),
          new PersonField(
              "soc_sec_id", 0, dice -> Integer.toString(dice.between(1_000_000, 9_999_999))));

  /** What is first written down of somebody; blank where it was not told. */
  String first(Dice dice) {
    return dice.chance(blank) ? "" : value(dice);
  }

  /** A value, as often as it occurs. */
  String value(Dice dice) {
    return values.apply(dice);
  }

  private static Function<Dice, String> words(String purpose, int count, int most) {
    return InventedWords.urn(purpose, count, most)::draw;
  }

  private static Function<Dice, String> street() {
    Urn<String> names = InventedWords.urn("street", 5_000, 3);
    Urn<String> kinds =
        Urn.ranked(List.of("street", "place", "crescent", "circuit", "avenue", "close", "road"));
    return dice -> names.draw(dice) + " " + kinds.draw(dice);
  }

  private static String number(Dice dice) {
    return Integer.toString(dice.between(1, dice.chance(0.7) ? 60 : 400));
  }

  private static Function<Dice, String> postcodes(int count) {
    Dice fixed = Dice.of(0, 0, "postcode");
    List<String> codes =
        Stream.generate(() -> Integer.toString(fixed.between(1_000, 9_999)))
            .distinct()
            .limit(count)
            .toList();
    return Urn.ranked(codes)::draw;
  }

  private static Function<Dice, String> state() {
    return Urn.weighted(
            List.of("nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt"),
            34,
            25,
            19,
            10,
            8,
            2,
            1,
            1)
        ::draw;
  }

  private static String date(Dice dice) {
    return "%04d%02d%02d"
        .formatted(dice.between(1900, 1999), dice.between(1, 12), dice.between(1, 28));
  }
}
