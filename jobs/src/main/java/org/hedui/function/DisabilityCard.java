package org.hedui.function;

/** Numbers of disability cards: an ID number, class, grade, and {@code B1} … when issued again. */
public final class DisabilityCard {
  private DisabilityCard() {}

  /**
   * The class of disability, the 19th character.
   *
   * @param raw any text or null; {@link IdNumber#text} is applied
   * @return {@code 1} sight, {@code 2} hearing, {@code 3} speech, {@code 4} limbs, {@code 5}
   *     intellect, {@code 6} mind, {@code 7} several; null if there is none
   */
  public static String disabilityClass(String raw) {
    return digit(raw, 18, '7');
  }

  /**
   * The grade of disability, the 20th character.
   *
   * @param raw any text or null; {@link IdNumber#text} is applied
   * @return {@code 1} (gravest) to {@code 4}; null if there is none
   */
  public static String grade(String raw) {
    return digit(raw, 19, '4');
  }

  private static String digit(String raw, int position, char highest) {
    String card = IdNumber.text(raw);
    IdNumber.Kind kind = IdNumber.kind(card);
    if (kind != IdNumber.Kind.DPC20 && kind != IdNumber.Kind.DPC22) {
      return null;
    }
    char digit = card.charAt(position);
    return digit >= '1' && digit <= highest ? String.valueOf(digit) : null;
  }
}
