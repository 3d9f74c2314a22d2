package org.hedui.deliver;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Values of rows as cells show them. */
final class Cells {
  /** Headings of columns that only a summary shows. */
  static final Map<String, String> LABELS =
      Map.of("town", "乡镇", "village", "村", "list", "名单", "place", "所在地");

  private Cells() {}

  /** A value as text; empty if it is not known. */
  static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "" : value.toString();
  }

  /** A number; empty if the column holds none here. */
  static Optional<BigDecimal> number(Row row, String column) {
    Object value = row.getAs(column);
    return value instanceof Number number
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }

  /** A text of a file of text: a program that opens it shall not take it for a formula. */
  static String harmless(String text) {
    return text.matches("(?s)^\\s*[=+@\\-\\t\\r].*") ? "'" + text : text;
  }
}
