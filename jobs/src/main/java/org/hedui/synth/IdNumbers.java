package org.hedui.synth;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hedui.function.IdNumber;

/**
 * Issues ID numbers, each once. It keeps one counter a birth day, sex and county code: a few
 * megabytes, however many numbers are issued.
 */
final class IdNumbers {
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
  private static final int DAYS = 366 * 170;
  private static final int ORDERS = 499;
  private static final int SPREAD = 131;

  private final List<String> counties = new ArrayList<>();
  private final List<short[]> issued = new ArrayList<>();

  /** An issuer whose first county is {@code county}; the others were never assigned either. */
  IdNumbers(String county) {
    counties.add(county);
    IntStream.rangeClosed(529901, 529999)
        .mapToObj(String::valueOf)
        .filter(code -> !code.equals(county))
        .forEach(counties::add);
  }

  /**
   * Issues a number.
   *
   * @param county 0 for the county itself, others for people who moved in
   */
  String issue(int county, LocalDate birth, Sex sex) {
    int slot = (int) ChronoUnit.DAYS.between(FIRST_DAY, birth) * 2 + (sex == Sex.M ? 0 : 1);
    while (issued.size() <= county) {
      issued.add(new short[2 * DAYS]);
    }
    int before = issued.get(county)[slot];
    if (before == ORDERS) {
      return issue(county + 1, birth, sex);
    }
    issued.get(county)[slot]++;
    // Odd orders are men's. Where a day's orders begin is spread, else all were 001.
    int order = 2 * ((slot * SPREAD + before) % ORDERS) + (sex == Sex.M ? 1 : 2);
    String digits =
        counties.get(county)
            + DateTimeFormatter.BASIC_ISO_DATE.format(birth)
            + "%03d".formatted(order);
    return digits + Objects.requireNonNull(IdNumber.checkDigit(digits));
  }
}
