package org.hedui.synth;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** How one file writes its dates. */
enum DateStyle {
  ISO("yyyy-MM-dd"),
  COMPACT("yyyyMMdd"),
  SLASHES("yyyy/M/d"),
  CHINESE("yyyy年M月d日"),
  /** A number to which a spreadsheet has put decimals. */
  DECIMAL("yyyyMMdd'.0'");

  private final DateTimeFormatter format;

  DateStyle(String pattern) {
    format = DateTimeFormatter.ofPattern(pattern);
  }

  String text(LocalDate date) {
    return format.format(date);
  }
}
