package org.hedui.link.page;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
  private Figures() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** An expected number, rounded. */
  static String count(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** Bits with their sign: a weight speaks for a match or against it. */
  static String bits(double bits) {
    // What rounds to nothing has no sign.
    double rounded = Math.round(bits * 100) / 100.0 + 0.0;
    return String.format(Locale.ROOT, rounded == 0 ? "%.2f" : "%+.2f", rounded)
        .replace('-', '\u2212');
  }

  /** A probability; a small one, or one near 1, with as many digits as tell it from 0 and 1. */
  static String probability(double probability) {
    double distance = Math.min(probability, 1 - probability);
    if (distance <= 0) {
      return probability < 0.5 ? "0" : "almost 1";
    }
    int digits = (int) Math.max(4, Math.ceil(-Math.log10(distance)) + 1);
    if (digits <= 9) {
      return String.format(Locale.ROOT, "%." + digits + "f", probability);
    }
    return probability < 0.5 ? String.format(Locale.ROOT, "%.1e", distance) : "almost 1";
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "unknown" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
