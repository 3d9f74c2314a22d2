package org.hedui.run;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a business date: {@code 2023-11-30} or {@code 20231130}. */
final class BusinessDate implements ITypeConverter<LocalDate> {
  private static final Pattern COMPACT = Pattern.compile("\\d{8}");

  /**
   * Reads the date.
   *
   * @throws TypeConversionException if the text is no such date
   */
  @Override
  public LocalDate convert(String text) {
    try {
      return LocalDate.parse(
          text,
          COMPACT.matcher(text).matches()
              ? DateTimeFormatter.BASIC_ISO_DATE
              : DateTimeFormatter.ISO_LOCAL_DATE);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is no date; write yyyy-MM-dd or yyyyMMdd, such as 2023-11-30");
    }
  }
}
