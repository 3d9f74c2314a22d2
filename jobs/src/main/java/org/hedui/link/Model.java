package org.hedui.link;

import java.util.List;

/**
 * What training found out: with it pairs are weighed.
 *
 * @param comparisons the comparisons' parameters, in the order of the pattern
 * @param matchesPerRecord expected true pairs divided by the number of records
 * @param related the class of related pairs, if there is one
 * @param blocking the blocking rules that make the pairs
 * @param frequencies how frequent values are
 * @param training what training saw
 */
record Model(
    List<Parameters> comparisons,
    double matchesPerRecord,
    Related related,
    List<BlockingRule> blocking,
    Frequencies frequencies,
    Training training) {

  /**
   * The parameters of one comparison.
   *
   * @param name the comparison
   * @param labels what its levels are called
   * @param m probability of each level among matches, given that both values are there
   * @param u the same among other pairs
   * @param notes what could not be estimated, and why
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Parameters(String name, List<String> labels, double[] m, double[] u, List<String> notes) {

    /** The match weight of a level (from 1), log2(m/u). */
    double weight(int level) {
      return Math.log(m[level - 1] / u[level - 1]) / Math.log(2);
    }
  }

  /**
   * The class of related pairs: of records that are not one, and yet share more than by chance,
   * such as those of a family.
   *
   * @param perRecord their expected number divided by the number of records; 0: no such class
   * @param r probability of each level among them, by comparison
   * @param reason why there is such a class, or none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Related(double perRecord, double[][] r, String reason) {

    boolean used() {
      return perRecord > 0;
    }
  }

  /**
   * How the model came about.
   *
   * @param records records it was trained on
   * @param randomPairs pairs drawn to estimate u
   * @param trainingPairs pairs from which m was estimated, after sampling
   * @param oneIn one in so many keys was taken
   * @param rounds the rounds of expectation maximisation
   * @param coverage expected share of the true pairs that the blocking rules find; NaN where the
   *     rules were given
   */
  record Training(
      long records,
      long randomPairs,
      long trainingPairs,
      int oneIn,
      List<ExpectationMaximisation.Estimate> rounds,
      double coverage) {}

  /** The prior odds that two records match, in bits, among {@code allPairs} of {@code records}. */
  double priorBits(long records, double allPairs) {
    double share = Math.min(0.5, matchesPerRecord * records / allPairs);
    return Math.log(share / (1 - share)) / Math.log(2);
  }

  /** The share of related pairs among those that do not match. */
  double relatedShare(long records, double allPairs) {
    double others = Math.max(1, allPairs - matchesPerRecord * records);
    return Math.min(0.5, related.perRecord() * records / others);
  }

  /** This model with other blocking rules. */
  Model with(List<BlockingRule> rules) {
    return new Model(comparisons, matchesPerRecord, related, rules, frequencies, training);
  }

  /** u of level 1 by comparison. */
  double[] chances() {
    return comparisons.stream().mapToDouble(parameters -> parameters.u()[0]).toArray();
  }
}
