package org.hedui.contract;

import java.util.regex.Pattern;

/** The Spark SQL types a published column may have. */
final class PhysicalType {
  private static final Pattern SIMPLE =
      Pattern.compile(
          "\\b(string|boolean|int|bigint|long|double|date|timestamp|binary"
              + "|decimal\\(([1-9]|[12][0-9]|3[0-8]),[0-9]{1,2}\\))(?![\\w(:])");

  /** A nested type whose parts are all read already; {@code #} stands for a type that was read. */
  private static final Pattern NESTED =
      Pattern.compile("array<#>|map<#,#>|struct<\\w+:#(,\\w+:#)*>");

  private PhysicalType() {}

  /** Whether {@code text} is a type such as {@code decimal(18,2)} or {@code array<string>}. */
  static boolean isValid(String text) {
    String rest = SIMPLE.matcher(text.replaceAll("\\s", "")).replaceAll("#");
    String read = NESTED.matcher(rest).replaceAll("#");
    while (!read.equals(rest)) {
      rest = read;
      read = NESTED.matcher(rest).replaceAll("#");
    }
    return rest.equals("#") && !text.contains("#");
  }
}
