package org.hedui.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of a text whatever may be a person's name or number. Spark and Delta quote the row they
 * failed on, so their messages are not fit for a log as they are.
 */
final class Redaction {
  private static final Pattern HAN = Pattern.compile("[\\p{IsHan}·•‧・]+");
  private static final Pattern QUOTED = Pattern.compile("'[^'\\n]*'|\"[^\"\\n]*\"");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}[Xx]?");
  // Delta lists the row that broke a constraint as lines of " - column : value".
  private static final Pattern ROW_VALUE = Pattern.compile("(?m)^\\s*- (\\S+) : .*$");

  private Redaction() {}

  /** The text without Chinese characters, quoted values, values of rows, and long numbers. */
  static String redact(String text) {
    String result = ROW_VALUE.matcher(text).replaceAll(" - $1 : …");
    result = QUOTED.matcher(result).replaceAll("'…'");
    result = HAN.matcher(result).replaceAll("…");
    return LONG_NUMBER.matcher(result).replaceAll("…");
  }

  /** The stack trace with redacted messages; the frames stay. */
  static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString()
        .lines()
        .map(line -> line.strip().startsWith("at ") ? line : redact(line))
        .collect(Collectors.joining("\n"));
  }
}
