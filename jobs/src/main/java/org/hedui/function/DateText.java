package org.hedui.function;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates, months and years as people and spreadsheets write them. Years run from 1850 to 9999 (the
 * open end {@code 99991231} is a date).
 */
public final class DateText {
  private static final int FIRST_YEAR = 1850;

  private static final String TIME =
      "(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";
  private static final Pattern PARTS =
      Pattern.compile("(\\d{4}) ?([-/.年]) ?(\\d{1,2}) ?([-/.月]) ?(\\d{1,2})(?: ?([日号]))?" + TIME);
  private static final Pattern COMPACT = Pattern.compile("(\\d{8})(?:\\.0+)?" + TIME);
  private static final Pattern SERIAL = Pattern.compile("(\\d{4,5})(?:\\.0+)?");
  private static final Pattern COMPACT_MONTH = Pattern.compile("(\\d{4})(\\d{2})(?:\\.0+)?");
  private static final Pattern MONTH =
      Pattern.compile("(\\d{4})(?: ?[-/] ?(\\d{1,2})|\\.(\\d{2}|[2-9])| ?年 ?(\\d{1,2}) ?月份?)");
  private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:\\.0+| ?年度?| ?学年)?");

  /** Day 0 of Excel's 1900 system for serials after its false 1900-02-29. */
  private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

  private static final int FIRST_SERIAL = 3654;
  private static final int LAST_SERIAL = 73050;

  private DateText() {}

  /**
   * Reads a date: {@code 2010-01-01}, {@code 2010/1/1}, {@code 2010.1.1}, {@code 20100101}, {@code
   * 20100101.0}, {@code 2010年1月1日}, each also with a time of day, which is left out, and Excel
   * serials from 3654 to 73050 (1910-01-01 to 2099-12-31). A bare year or month is no date.
   *
   * @param raw any text or null
   * @return the date, or null if the text holds none or an impossible one
   */
  public static LocalDate date(String raw) {
    String text = CleanText.clean(raw);
    if (text == null) {
      return null;
    }
    Matcher parts = PARTS.matcher(text);
    if (parts.matches()) {
      return separatorsAgree(parts)
          ? date(number(parts.group(1)), number(parts.group(3)), number(parts.group(5)))
          : null;
    }
    Matcher compact = COMPACT.matcher(text);
    if (compact.matches()) {
      return ofDigits(number(compact.group(1)));
    }
    Matcher serial = SERIAL.matcher(text);
    return serial.matches() ? fromSerial(number(serial.group(1))) : null;
  }

  private static boolean separatorsAgree(Matcher parts) {
    boolean words = parts.group(2).equals("年");
    return words
        ? parts.group(4).equals("月")
        : parts.group(2).equals(parts.group(4)) && parts.group(6) == null;
  }

  /** The date written {@code yyyyMMdd}, or null if there is no such day. */
  static LocalDate ofDigits(int digits) {
    return date(digits / 10000, digits / 100 % 100, digits % 100);
  }

  private static LocalDate date(int year, int month, int day) {
    if (!isMonth(year, month) || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return null;
    }
    return LocalDate.of(year, month, day);
  }

  private static LocalDate fromSerial(int serial) {
    return serial < FIRST_SERIAL || serial > LAST_SERIAL ? null : SERIAL_ZERO.plusDays(serial);
  }

  /**
   * Reads a month: {@code 202309}, {@code 202309.0}, {@code 2023-09}, {@code 2023/9}, {@code
   * 2023年9月}, {@code 2023.09}, and the month of any full date. {@code 2023.9} can only be
   * September, but {@code 2023.1} is refused: a spreadsheet makes it of {@code 2023.10}, a person
   * of January.
   *
   * @param raw any text or null
   * @return {@code yyyyMM}, or null if the text holds no month
   */
  public static String yearMonth(String raw) {
    String text = CleanText.clean(raw);
    if (text == null) {
      return null;
    }
    Matcher compact = COMPACT_MONTH.matcher(text);
    if (compact.matches()) {
      return yearMonth(number(compact.group(1)), number(compact.group(2)));
    }
    Matcher month = MONTH.matcher(text);
    if (month.matches()) {
      return yearMonth(number(month.group(1)), number(firstOf(month)));
    }
    LocalDate date = date(text);
    return date == null ? null : yearMonth(date.getYear(), date.getMonthValue());
  }

  private static String firstOf(Matcher month) {
    String slashed = month.group(2);
    String dotted = month.group(3);
    return slashed != null ? slashed : dotted != null ? dotted : month.group(4);
  }

  private static String yearMonth(int year, int month) {
    return isMonth(year, month) ? String.format("%04d%02d", year, month) : null;
  }

  private static boolean isMonth(int year, int month) {
    return year >= FIRST_YEAR && month >= 1 && month <= 12;
  }

  /**
   * Reads a year: {@code 2023}, {@code 2023.0}, {@code 2023年}, {@code 2023年度}.
   *
   * @param raw any text or null
   * @return the year, or null if the text is not one
   */
  public static Integer year(String raw) {
    String text = CleanText.clean(raw);
    Matcher year = YEAR.matcher(text == null ? "" : text);
    return year.matches() && number(year.group(1)) >= FIRST_YEAR ? number(year.group(1)) : null;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
