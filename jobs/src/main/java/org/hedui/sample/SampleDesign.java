package org.hedui.sample;

import java.time.LocalDate;
import java.util.Optional;

/**
 * How a sample is to be drawn.
 *
 * @param rate the rate of errors that it is to tell
 * @param date the business date whose households are drawn from
 * @param division beginning of the division codes to draw from; empty for all
 * @param unknown whether those are drawn from too of whom it is unknown whether they lie in it
 * @param size how many households; empty leaves it to the margin
 * @param marginPercent wanted margin of error in percentage points, at 95 % and a rate near its bar
 * @param seed the same seed draws the same households
 */
public record SampleDesign(
    ErrorRate rate,
    LocalDate date,
    String division,
    boolean unknown,
    Optional<Integer> size,
    double marginPercent,
    long seed) {
  /** The normal deviate of 95 %. */
  private static final double Z = 1.959963984540054;

  /** Whether a township is drawn from. */
  boolean covers(String town) {
    return town.startsWith(division) || (unknown && isUnknown(town));
  }

  /** Whether nobody knows if a household lies in the division: its code ends too early. */
  boolean isUnknown(String town) {
    return !town.startsWith(division) && division.startsWith(town);
  }

  /**
   * How many households to draw: those named, else as many as the margin needs, by Cochran (1977,
   * chapter 4) with the finite population correction.
   *
   * @param households how many there are
   */
  long size(long households) {
    if (size.isPresent()) {
      return Math.min(size.get(), households);
    }
    double margin = marginPercent / 100;
    double infinite = Z * Z * rate.bar() * (1 - rate.bar()) / (margin * margin);
    return Math.min(households, (long) Math.ceil(infinite / (1 + (infinite - 1) / households)));
  }
}
