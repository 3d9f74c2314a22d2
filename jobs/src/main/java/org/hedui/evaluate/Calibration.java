package org.hedui.evaluate;

import java.util.List;

/**
 * Whether a stated probability is right on average.
 *
 * @param pairs pairs that could be judged
 * @param unknown pairs with a mention that the truth does not know
 * @param error expected calibration error: mean distance of stated and observed, weighted by pairs;
 *     null without pairs
 */
public record Calibration(long pairs, long unknown, Double error, List<Bin> bins) {

  /**
   * Pairs of about one probability.
   *
   * @param from least probability of the bin
   * @param stated mean probability
   * @param observed share of true pairs
   */
  public record Bin(double from, long pairs, double stated, double observed) {}
}
