package org.hedui.evaluate;

/**
 * Precision, recall and their harmonic mean; null where there is nothing to divide by.
 *
 * @param precision share of what was linked that is true
 * @param recall share of what is true that was linked
 */
public record Score(Double precision, Double recall, Double f1) {

  /** From counts of pairs. */
  static Score ofPairs(Pairs pairs) {
    return of(share(pairs.both(), pairs.linked()), share(pairs.both(), pairs.truly()));
  }

  /** From precision and recall. */
  static Score of(Double precision, Double recall) {
    if (precision == null || recall == null) {
      return new Score(precision, recall, null);
    }
    double sum = precision + recall;
    return new Score(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
  }

  private static Double share(long part, long whole) {
    return whole == 0 ? null : Double.valueOf((double) part / whole);
  }
}
