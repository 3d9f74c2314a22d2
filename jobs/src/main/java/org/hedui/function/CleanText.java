package org.hedui.function;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Text as people type it into registries, made plain. */
public final class CleanText {
  private static final Pattern DAMAGE = Pattern.compile("\uFFFD|\\p{IsHan}\\?|\\?\\p{IsHan}");

  private CleanText() {}

  /**
   * Normalises to NFKC (full-width letters and digits become ASCII), drops what has no width
   * (control and format characters, variation selectors), turns any white space, also U+3000, NBSP,
   * tabs and line breaks, into single spaces, and trims.
   *
   * @param text any text or null
   * @return the plain text, or null when nothing is left
   */
  public static String clean(String text) {
    if (text == null) {
      return null;
    }
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder(composed.length());
    composed.codePoints().forEach(character -> append(plain, character));
    int end = plain.length();
    if (end > 0 && plain.charAt(end - 1) == ' ') {
      plain.setLength(end - 1);
    }
    return plain.isEmpty() ? null : plain.toString();
  }

  private static void append(StringBuilder plain, int character) {
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    } else if (!hasNoWidth(character)) {
      plain.appendCodePoint(character);
    }
  }

  private static boolean hasNoWidth(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }

  /**
   * Whether bytes were lost on the way: the text holds U+FFFD, or an ASCII {@code ?} directly
   * beside a Han character (rule FIL-04).
   *
   * @param text a text as delivered, not null
   */
  public static boolean isDamaged(String text) {
    return DAMAGE.matcher(text).find();
  }

  /**
   * An administrative division code (GB/T 2260, GB/T 10114 and the statistical village code).
   *
   * @param text any text or null
   * @return 6, 9 or 12 digits, or null for anything else
   */
  public static String divisionCode(String text) {
    String code = IdNumber.text(text);
    return code != null && code.matches("\\d{6}|\\d{9}|\\d{12}") ? code : null;
  }
}
