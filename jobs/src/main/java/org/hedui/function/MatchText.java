package org.hedui.function;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of any language cut down to what is compared when records are linked. */
final class MatchText {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})\\D+(\\d{1,2})\\D+(\\d{1,2})(?:\\D.*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})\\D+(\\d{1,2})\\D+(\\d{4})(?:\\D.*)?");

  private MatchText() {}

  /**
   * Words in small letters without accents: apostrophes and points go, other punctuation parts
   * words.
   *
   * @return null if nothing is left
   */
  static String words(String text) {
    StringBuilder words = new StringBuilder(text.length());
    String plain = plain(text);
    for (int i = 0; i < plain.length(); i++) {
      char unit = plain.charAt(i);
      if (Character.isLetterOrDigit(unit) || Character.isSurrogate(unit)) {
        words.append(unit);
      } else if (unit != '\'' && unit != '’' && unit != '.' && !words.isEmpty()) {
        if (words.charAt(words.length() - 1) != ' ') {
          words.append(' ');
        }
      }
    }
    int end = words.length();
    if (end > 0 && words.charAt(end - 1) == ' ') {
      words.setLength(end - 1);
    }
    return words.isEmpty() ? null : words.toString();
  }

  /** Letters and digits only, in small letters without accents; null if nothing is left. */
  static String code(String text) {
    StringBuilder code = new StringBuilder(text.length());
    plain(text).codePoints().filter(Character::isLetterOrDigit).forEach(code::appendCodePoint);
    return code.isEmpty() ? null : code.toString();
  }

  /**
   * A date as yyyyMMdd where year, month and day can be told apart, else its digits.
   *
   * @param text a date with the year first (1971-06-24, 1971/6/24, 1971年6月24日, 19710624) or last
   * @param monthFirst whether a date with its year last begins with the month
   * @return null if it holds no digit
   */
  static String date(String text, boolean monthFirst) {
    String plain = plain(text).strip();
    Matcher first = YEAR_FIRST.matcher(plain);
    if (first.matches()) {
      return first.group(1) + two(first.group(2)) + two(first.group(3));
    }
    Matcher last = YEAR_LAST.matcher(plain);
    if (last.matches()) {
      String month = last.group(monthFirst ? 1 : 2);
      String day = last.group(monthFirst ? 2 : 1);
      return last.group(3) + two(month) + two(day);
    }
    StringBuilder digits = new StringBuilder(8);
    for (int i = 0; i < plain.length(); i++) {
      if (plain.charAt(i) >= '0' && plain.charAt(i) <= '9') {
        digits.append(plain.charAt(i));
      }
    }
    return digits.isEmpty() ? null : digits.toString();
  }

  private static String two(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }

  private static String plain(String text) {
    if (isAscii(text)) {
      return asciiLower(text);
    }
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder letters = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
        .map(Character::toLowerCase)
        .forEach(letters::appendCodePoint);
    return Normalizer.normalize(letters, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static String asciiLower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }
}
