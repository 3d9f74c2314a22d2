package org.hedui.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How a sheet writes numbers and versions. */
final class SampleText {
  private static final int DIGITS = 4;

  private SampleText() {}

  /** A number without needless digits. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(DIGITS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Which answer a row knows of: the number of the import that gave the last one, or 0. */
  static String version(Optional<SampleBook.Standing> standing) {
    return String.valueOf(standing.map(SampleBook.Standing::number).orElse(0));
  }
}
