package org.hedui.sample;

/**
 * A township of a sample.
 *
 * @param town its code, 9 digits; fewer, or empty, for households whose township is not known
 * @param households how many there are to draw from
 * @param drawn how many are drawn
 */
record Stratum(String town, long households, long drawn) {

  /** Households that each one drawn stands for. */
  double weight() {
    return (double) households / drawn;
  }
}
