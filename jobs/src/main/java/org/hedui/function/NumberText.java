package org.hedui.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers and amounts as people write them. */
public final class NumberText {
  private static final String DIGITS = "(\\d{1,3}(?:,\\d{3})+|\\d+)";
  private static final Pattern WHOLE =
      Pattern.compile("([+-]?)" + DIGITS + "(?:\\.0*)? ?[人口户名个位岁]?");
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(¥? ?[+-]?|[+-] ?¥) ?" + DIGITS + "(\\.\\d*)?([Ee][+-]?\\d{1,2})? ?(万)? ?元?");
  private static final int PRECISION = 18;
  private static final int SCALE = 2;

  private NumberText() {}

  /**
   * Reads a whole number: {@code 12}, {@code 12.0}, {@code 1,200}, {@code 12人}, full-width digits.
   * A fraction is refused, not rounded.
   *
   * @param raw any text or null
   * @return the number, or null if the text is none or exceeds an int
   */
  public static Integer integer(String raw) {
    Matcher number = WHOLE.matcher(plain(raw));
    if (!number.matches()) {
      return null;
    }
    BigInteger value = new BigInteger(number.group(1) + number.group(2).replace(",", ""));
    return value.bitLength() < Integer.SIZE ? value.intValue() : null;
  }

  /**
   * Reads an amount of money: {@code 400}, {@code 1,234.5}, {@code ￥400}, {@code 400元}, {@code
   * 2.55万元}, {@code 1.2E+5}, negative ones too.
   *
   * @param raw any text or null
   * @return yuan with two decimals, rounded half up, below 10^16; null if the text is no amount
   */
  public static BigDecimal amount(String raw) {
    Matcher number = AMOUNT.matcher(plain(raw));
    if (!number.matches()) {
      return null;
    }
    String sign = number.group(1).contains("-") ? "-" : "";
    String digits = number.group(2).replace(",", "");
    String decimals = orEmpty(number.group(3));
    BigDecimal value = new BigDecimal(sign + digits + decimals + orEmpty(number.group(4)));
    BigDecimal yuan = number.group(5) == null ? value : value.movePointRight(4);
    BigDecimal rounded = yuan.setScale(SCALE, RoundingMode.HALF_UP);
    return rounded.precision() <= PRECISION ? rounded : null;
  }

  private static String plain(String raw) {
    return orEmpty(CleanText.clean(raw)).replace('\u2212', '-');
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
