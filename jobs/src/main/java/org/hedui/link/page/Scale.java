package org.hedui.link.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes values to places on a drawing, in proportion.
 *
 * @param from a value
 * @param to another value
 * @param start where {@code from} lies
 * @param end where {@code to} lies
 */
record Scale(double from, double to, double start, double end) {
  private static final int MOST_TICKS = 8;

  double at(double value) {
    return to == from ? start : start + (value - from) / (to - from) * (end - start);
  }

  /** Round values to be written at an axis. */
  List<Double> ticks() {
    double rough = (to - from) / MOST_TICKS;
    if (rough <= 0) {
      return List.of(from);
    }
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (step < rough) {
        step = factor * power;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(from / step - 1e-9); tick * step <= to + 1e-9 * step; tick++) {
      ticks.add(tick * step + 0.0);
    }
    return ticks;
  }

  /** A tick as it is written. */
  static String label(double tick) {
    double rounded = Math.round(tick * 1e6) / 1e6 + 0.0;
    String text =
        rounded == Math.rint(rounded)
            ? String.format(Locale.ROOT, "%,.0f", rounded)
            : String.valueOf(rounded);
    return text.replace('-', '\u2212');
  }
}
