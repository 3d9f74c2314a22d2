package org.hedui.function;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Citizen identification numbers (GB 11643-1999), 15-digit numbers before 1999, and the numbers of
 * disability cards that begin with one.
 *
 * <p>The arithmetic is ours and not a library's: hutool's IdcardUtil refuses births before 1900 and
 * judges the rest against the clock, so that the same number may be valid today and not in a rerun.
 */
public final class IdNumber {
  /** What stands in an ID number column; see {@link IdNumber#kind}. */
  public enum Kind {
    /** Nothing. */
    BLANK,
    /** A placeholder, begins 999999. */
    TEMP,
    /** Digits lost in a spreadsheet: scientific notation, 16–17 digits, or a false ending 000. */
    LOST,
    /** 18 characters, right check digit and a real date. */
    RIC18,
    /** Any other 18 characters. */
    BAD18,
    /** 15 digits; valid if they hold a real date. */
    RIC15,
    /** The form of a disability card; valid if its first 18 characters are. */
    DPC20,
    /** The form of a disability card issued again; valid if its first 18 characters are. */
    DPC22,
    /** Anything else. */
    BAD
  }

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";
  private static final int LAST_BIRTH_YEAR = 2100;

  private static final Pattern QUOTE = Pattern.compile("^['‘’`]");
  private static final Pattern DECIMALS = Pattern.compile("(\\d+)\\.0+");
  private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?E\\+?\\d+");
  private static final Pattern SIXTEEN = Pattern.compile("\\d{16,17}");
  private static final Pattern FIFTEEN = Pattern.compile("\\d{15}");
  private static final Pattern EIGHTEEN = Pattern.compile("\\d{17}[\\dX]");
  private static final Pattern ZEROS = Pattern.compile("\\d{15}000");
  private static final Pattern CARD = Pattern.compile("\\d{17}[\\dX]\\d{2}");
  private static final Pattern CARD_AGAIN = Pattern.compile("\\d{17}[\\dX]\\d{2}[A-Z\\d]{2}");

  private IdNumber() {}

  /**
   * The number as text: {@link CleanText#clean}, no white space, upper case, without a
   * spreadsheet's leading apostrophe or trailing {@code .0}.
   *
   * @param raw any text or null
   * @return the text every other method here expects, or null when nothing is left
   */
  public static String text(String raw) {
    String clean = CleanText.clean(raw);
    if (clean == null) {
      return null;
    }
    String text = clean.replace(" ", "").toUpperCase(Locale.ROOT);
    text = QUOTE.matcher(text).replaceFirst("");
    text = DECIMALS.matcher(text).matches() ? text.substring(0, text.indexOf('.')) : text;
    return text.isEmpty() ? null : text;
  }

  /**
   * What the text is. IDQ-01 is BLANK or TEMP, IDQ-05 is LOST; an 18-character number with a right
   * check digit but no real date is BAD18, for IDQ-03 ask {@link #checkDigitIsRight} too.
   *
   * @param text from {@link #text}, or null
   */
  public static Kind kind(String text) {
    if (text == null || text.isEmpty()) {
      return Kind.BLANK;
    }
    if (text.startsWith("999999")) {
      return Kind.TEMP;
    }
    if (isLost(text)) {
      return Kind.LOST;
    }
    if (text.length() == 18) {
      return isValid(text) ? Kind.RIC18 : Kind.BAD18;
    }
    if (FIFTEEN.matcher(text).matches()) {
      return Kind.RIC15;
    }
    if (CARD.matcher(text).matches()) {
      return Kind.DPC20;
    }
    return CARD_AGAIN.matcher(text).matches() ? Kind.DPC22 : Kind.BAD;
  }

  private static boolean isLost(String text) {
    return SCIENTIFIC.matcher(text).matches()
        || SIXTEEN.matcher(text).matches()
        || (ZEROS.matcher(text).matches() && !checkDigitIsRight(text));
  }

  /**
   * The valid number a text stands for: 18 digits themselves, 15 digits with {@code 19} and the
   * check digit put in, the first 18 of a disability card.
   *
   * @param text from {@link #text}, or null
   * @return 18 characters with a right check digit and a birth date from 1850 to 2100, or null
   */
  public static String valid(String text) {
    return switch (kind(text)) {
      case RIC18 -> text;
      case RIC15 -> validOrNull(lengthen(text));
      case DPC20, DPC22 -> validOrNull(text.substring(0, 18));
      default -> null;
    };
  }

  private static String lengthen(String fifteen) {
    String seventeen = fifteen.substring(0, 6) + "19" + fifteen.substring(6);
    return seventeen + checkDigit(seventeen);
  }

  private static String validOrNull(String number) {
    return isValid(number) ? number : null;
  }

  private static boolean isValid(String number) {
    return checkDigitIsRight(number) && birthDate(number) != null;
  }

  /**
   * The check digit that belongs to the first 17 digits (ISO 7064 MOD 11-2): the digits times the
   * weights, summed, modulo 11, looked up in {@code 10X98765432}.
   *
   * @param text a number of at least 17 characters, or null
   * @return one of {@code 0–9 X}, or null if the first 17 characters are not digits
   */
  public static String checkDigit(String text) {
    if (text == null || text.length() < WEIGHTS.length) {
      return null;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      sum += digit * WEIGHTS[i];
    }
    return CHECK_DIGITS.substring(sum % 11, sum % 11 + 1);
  }

  /**
   * Whether the 18th character is the right check digit.
   *
   * @param text 18 characters, not null; with others than 17 digits and a digit or X: false
   */
  public static boolean checkDigitIsRight(String text) {
    return EIGHTEEN.matcher(text).matches() && text.endsWith(checkDigit(text));
  }

  /**
   * The birth date in a number.
   *
   * @param number a valid 18-digit number, or null
   * @return the date, or null if the number is not valid
   */
  public static LocalDate birth(String number) {
    return number != null && isValid(number) ? birthDate(number) : null;
  }

  private static LocalDate birthDate(String number) {
    int digits = Integer.parseInt(number.substring(6, 14));
    LocalDate date = DateText.ofDigits(digits);
    return date != null && date.getYear() <= LAST_BIRTH_YEAR ? date : null;
  }

  /**
   * The sex in a number (GB/T 2261.1): an odd 17th digit is a man's.
   *
   * @param number a valid 18-digit number, or null
   * @return {@code 1} male, {@code 2} female, or null if the number is not valid
   */
  public static String sex(String number) {
    if (number == null || !isValid(number)) {
      return null;
    }
    return (number.charAt(16) - '0') % 2 == 1 ? "1" : "2";
  }
}
