package org.hedui.deliver.paper;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Whose copy a document is. It stands on every page and sheet, so that a copy that turns up
 * elsewhere tells who let it out.
 *
 * @param number of the export
 * @param who hands it out
 * @param when it was made
 * @param purpose what for
 * @param businessDate what date it shows
 * @param until the last day it may be kept or shown
 * @param hotline number for complaints; empty leaves a line to write it on
 */
public record Stamp(
    String number,
    String who,
    LocalDateTime when,
    String purpose,
    LocalDate businessDate,
    LocalDate until,
    String hotline) {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Who, when and what for. */
  public String watermark() {
    return "%s %s 用途：%s".formatted(who, when.format(MINUTE), purpose);
  }

  /** All of it, in one line. */
  public String line() {
    return "导出编号 %s · %s · %s · 用途：%s · 请于%s前销毁"
        .formatted(number, who, when.format(MINUTE), purpose, Words.day(until));
  }
}
