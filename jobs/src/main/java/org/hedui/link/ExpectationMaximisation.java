package org.hedui.link;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates the m probabilities and the number of matches from counted comparison patterns, with
 * the u probabilities given (Winkler 1988; levels of different comparisons are taken as independent
 * within matches and within the others). Pure arithmetic: no Spark, no chance.
 */
final class ExpectationMaximisation {
  private static final int MOST_ROUNDS = 200;
  private static final double SETTLED = 1e-6;

  /** Pseudo-count of a level: none is impossible. */
  private static final double PRIOR_COUNT = 0.01;

  private final int[] levels;
  private final long[] patterns;
  private final double[] counts;

  /**
   * Prepares the estimation.
   *
   * @param levels number of levels of each comparison
   * @param patterns the patterns that occur, each once
   * @param counts how often each occurs
   */
  ExpectationMaximisation(int[] levels, long[] patterns, double[] counts) {
    this.levels = levels;
    this.patterns = patterns;
    this.counts = counts;
  }

  /**
   * One state of the estimation.
   *
   * @param m probability of each level (from 1; place 0 is level 1) among matches, by comparison
   * @param matches number of matches among the counted pairs
   * @param change largest change of an m since the round before
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Estimate(double[][] m, double matches, double change) {}

  /** All rounds of an estimation; the last one holds the result. */
  record History(List<Estimate> rounds) {
    /** The result. */
    Estimate last() {
      return rounds.get(rounds.size() - 1);
    }
  }

  /**
   * Runs to rest.
   *
   * @param u probability of each level among non-matches, by comparison
   * @param allPairs number of all pairs the counted ones were taken from: the others are
   *     non-matches
   * @param start the m to start from; null for the usual guess: level 1 in nine of ten
   * @param matches the number of matches if it is known; below 0 if it is to be estimated
   */
  History run(double[][] u, double allPairs, double[][] start, double matches) {
    double[][] m = start == null ? guess() : start;
    double counted = 0;
    for (double count : counts) {
      counted += count;
    }
    double estimate = matches >= 0 ? matches : Math.max(1, counted / 10);
    List<Estimate> rounds = new ArrayList<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] sums = new double[levels.length][];
      for (int i = 0; i < levels.length; i++) {
        sums[i] = new double[levels[i]];
      }
      double found = expectation(m, u, allPairs, estimate, sums);
      double[][] next = new double[levels.length][];
      double change = 0;
      for (int i = 0; i < levels.length; i++) {
        next[i] = normalised(sums[i]);
        for (int level = 0; level < levels[i]; level++) {
          change = Math.max(change, Math.abs(next[i][level] - m[i][level]));
        }
      }
      boolean still = change < SETTLED && Math.abs(found - estimate) < 1e-3 * found;
      m = next;
      estimate = matches >= 0 ? matches : found;
      rounds.add(new Estimate(m, estimate, change));
      if (still) {
        break;
      }
    }
    return new History(rounds);
  }

  /** The probability that a pair of each pattern is a match. */
  double[] posteriors(double[][] m, double[][] u, double allPairs, double matches) {
    double odds = matches / Math.max(1e-9, allPairs - matches);
    double[] posteriors = new double[patterns.length];
    for (int i = 0; i < patterns.length; i++) {
      double ratio = odds;
      for (int c = 0; c < levels.length; c++) {
        int level = Pattern.level(patterns[i], c);
        if (level > 0) {
          ratio *= m[c][level - 1] / u[c][level - 1];
        }
      }
      posteriors[i] = ratio / (1 + ratio);
    }
    return posteriors;
  }

  private double expectation(
      double[][] m, double[][] u, double allPairs, double matches, double[][] sums) {
    double[] posteriors = posteriors(m, u, allPairs, matches);
    double found = 0;
    for (int i = 0; i < patterns.length; i++) {
      double weight = posteriors[i] * counts[i];
      found += weight;
      for (int c = 0; c < levels.length; c++) {
        int level = Pattern.level(patterns[i], c);
        if (level > 0) {
          sums[c][level - 1] += weight;
        }
      }
    }
    return found;
  }

  private double[][] guess() {
    double[][] m = new double[levels.length][];
    for (int i = 0; i < levels.length; i++) {
      m[i] = new double[levels[i]];
      for (int level = 0; level < levels[i]; level++) {
        m[i][level] = level == 0 ? 0.9 : 0.1 / (levels[i] - 1);
      }
    }
    return m;
  }

  /** Shares of counts, with a pseudo-count each. */
  static double[] normalised(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count + PRIOR_COUNT;
    }
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = (counts[i] + PRIOR_COUNT) / sum;
    }
    return shares;
  }
}
