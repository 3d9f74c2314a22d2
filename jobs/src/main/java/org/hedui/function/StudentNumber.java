package org.hedui.function;

import java.util.regex.Pattern;

/** National pupil numbers 学籍号: a letter and 18 characters. */
public final class StudentNumber {
  /** What stands in a pupil number column. */
  public enum Kind {
    /** Nothing. */
    BLANK,
    /** {@code G} and the ID number the pupil had when registered. */
    G,
    /** For a pupil without a usable ID number: division, birth date, sequence. */
    J,
    /** Temporary: division, birth date, chance digits. */
    L,
    /** Anything else. */
    BAD
  }

  private static final Pattern FORM = Pattern.compile("[GJL]\\d{17}[\\dX]");

  private StudentNumber() {}

  /**
   * What the number is.
   *
   * @param raw any text or null; {@link IdNumber#text} is applied
   */
  public static Kind kind(String raw) {
    String text = IdNumber.text(raw);
    if (text == null) {
      return Kind.BLANK;
    }
    return FORM.matcher(text).matches() ? Kind.valueOf(text.substring(0, 1)) : Kind.BAD;
  }

  /**
   * The valid ID number after a G. The digits of a J or L number are not an ID number, whatever
   * they look like.
   *
   * @param raw any text or null
   * @return 18 characters, or null
   */
  public static String idNumber(String raw) {
    return kind(raw) == Kind.G ? IdNumber.valid(IdNumber.text(raw).substring(1)) : null;
  }
}
