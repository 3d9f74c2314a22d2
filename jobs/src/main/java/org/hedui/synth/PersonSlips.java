package org.hedui.synth;

import java.util.ArrayList;
import java.util.List;

/** Writes a person down a second time, not quite as the first. */
final class PersonSlips {
  private static final int MOST = 10;
  private static final int MOST_A_FIELD = 3;

  private static final Urn<Kind> KINDS =
      Urn.weighted(List.of(Kind.values()), 20, 20, 30, 15, 7, 3, 5);

  private enum Kind {
    INSERT,
    DELETE,
    SUBSTITUTE,
    TRANSPOSE,
    LEAVE_OUT,
    EXCHANGE_NAMES,
    ANOTHER_VALUE
  }

  private final Dice dice;
  private final List<String> values;
  private final int[] slips = new int[PersonField.ALL.size()];

  private PersonSlips(Dice dice, List<String> values) {
    this.dice = dice;
    this.values = values;
  }

  /** One to ten slips, at most three in a field. */
  static List<String> made(List<String> original, Dice dice) {
    PersonSlips slips = new PersonSlips(dice, new ArrayList<>(original));
    for (int left = dice.between(1, MOST); left > 0; left--) {
      slips.make();
    }
    return slips.values;
  }

  private void make() {
    Kind kind = KINDS.draw(dice);
    int field = dice.below(PersonField.ALL.size());
    if (kind == Kind.EXCHANGE_NAMES) {
      String given = values.set(PersonField.GIVEN_NAME, values.get(PersonField.SURNAME));
      values.set(PersonField.SURNAME, given);
    } else if (slips[field]++ < MOST_A_FIELD && !values.get(field).isEmpty()) {
      values.set(field, slipped(kind, PersonField.ALL.get(field), values.get(field)));
    }
  }

  private String slipped(Kind kind, PersonField field, String value) {
    int place = dice.below(value.length());
    StringBuilder text = new StringBuilder(value);
    switch (kind) {
      case INSERT -> text.insert(place, likewise(value.charAt(place)));
      case DELETE -> text.deleteCharAt(place);
      case SUBSTITUTE -> text.setCharAt(place, likewise(value.charAt(place)));
      case TRANSPOSE -> {
        char moved = value.charAt(place);
        text.deleteCharAt(place).insert(Math.max(0, place - 1), moved);
      }
      case LEAVE_OUT -> text.setLength(0);
      case ANOTHER_VALUE -> text.replace(0, text.length(), field.value(dice));
      case EXCHANGE_NAMES -> throw new IllegalArgumentException(kind.name());
    }
    return text.toString();
  }

  /** A digit for a digit, a letter for anything else. */
  private char likewise(char unit) {
    return (char) (Character.isDigit(unit) ? dice.between('0', '9') : dice.between('a', 'z'));
  }
}
