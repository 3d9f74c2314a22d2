package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates the m probabilities and the number of matches from counted comparison patterns, with
 * the u probabilities given (Winkler 1988; levels of different comparisons are taken as independent
 * within matches and within the others). A third class may stand between the two: pairs of records
 * that are related without being one, such as those of a family (r). Pure arithmetic: no Spark, no
 * chance.
 */
final class ExpectationMaximisation {
  private static final int MOST_ROUNDS = 200;

  /** Rounds after which starting points are compared. */
  private static final int TRIAL_ROUNDS = 15;

  private static final double SETTLED = 1e-6;

  /** Pseudo-count of a level: none is impossible. */
  private static final double PRIOR_COUNT = 0.01;

  /** Share of the related class that is taken to be as if by chance. */
  private static final double BY_CHANCE = 0.02;

  private final int[] levels;

  /** Level of each comparison, pattern after pattern. */
  private final byte[] places;

  private final double[] counts;
  private final double counted;

  /**
   * Prepares the estimation.
   *
   * @param levels number of levels of each comparison
   * @param patterns the patterns that occur, each once
   * @param counts how often each occurs
   */
  ExpectationMaximisation(int[] levels, long[] patterns, double[] counts) {
    this.levels = levels;
    this.counts = counts;
    this.counted = Arrays.stream(counts).sum();
    this.places = new byte[patterns.length * levels.length];
    int place = 0;
    for (long pattern : patterns) {
      for (int c = 0; c < levels.length; c++) {
        places[place++] = (byte) Pattern.level(pattern, c);
      }
    }
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

  /**
   * The class of related pairs.
   *
   * @param r probability of each level among them, by comparison
   * @param pairs their number among the counted pairs; 0: there is no such class
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Related(double[][] r, double pairs) {
    /** No class at all. */
    static final Related NONE = new Related(new double[0][], 0);
  }

  /** All rounds of an estimation; the last one holds the result, beside it the related class. */
  record History(List<Estimate> rounds, Related related) {
    /** The result. */
    Estimate last() {
      return rounds.get(rounds.size() - 1);
    }
  }

  /**
   * Probabilities of the classes, pattern by pattern.
   *
   * @param matches that a pair of it is a match
   * @param related that it is a related one
   * @param likelihood log-likelihood of all pairs, as far as it exceeds that of u alone
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Classes(double[] matches, double[] related, double likelihood) {}

  /**
   * Runs to rest with two classes.
   *
   * @param u probability of each level among non-matches, by comparison
   * @param allPairs number of all pairs the counted ones were taken from: the others are
   *     non-matches
   * @param start the m to start from; null for the usual guess: level 1 in nine of ten
   * @param matches the number of matches if it is known; below 0 if it is to be estimated
   */
  History run(double[][] u, double allPairs, double[][] start, double matches) {
    double some = matches >= 0 ? matches : Math.max(1, counted / 10);
    Estimate from = new Estimate(start == null ? guess() : start, some, 0);
    return run(u, allPairs, from, Related.NONE, matches, Mode.HELD);
  }

  /**
   * Runs to rest with three classes, then once more with r held, softened.
   *
   * @param known the number of matches if it is known; below 0 if it is to be estimated
   */
  History run(double[][] u, double allPairs, Estimate start, Related related, double known) {
    History free = run(u, allPairs, start, related, known, Mode.AT_LEAST_CHANCE);
    Related soft = softened(free.related, u);
    History held = run(u, allPairs, free.last(), soft, known, Mode.HELD);
    List<Estimate> rounds = new ArrayList<>(free.rounds);
    rounds.addAll(held.rounds);
    return new History(rounds, held.related);
  }

  /** Some rounds with two classes beside u of which nobody knows yet which are the matches. */
  History trial(double[][] u, double allPairs, Estimate one, Related other, double known) {
    return run(u, allPairs, one, other, known, Mode.TRIAL);
  }

  /** How r is estimated, and for how many rounds. */
  private enum Mode {
    /** As m is; a few rounds. */
    TRIAL,
    /** As m is, but different entities agree at least as often as by chance. */
    AT_LEAST_CHANCE,
    /** Not at all. */
    HELD
  }

  private History run(
      double[][] u, double allPairs, Estimate start, Related related, double known, Mode mode) {
    int most = mode == Mode.TRIAL ? TRIAL_ROUNDS : MOST_ROUNDS;
    List<Estimate> estimates = new ArrayList<>();
    Estimate estimate = start;
    Related others = related;
    boolean still = false;
    for (int round = 0; round < most && !still; round++) {
      Classes classes = classes(u, allPairs, estimate, others);
      double[][] m = new double[levels.length][];
      double found = shares(classes.matches, m);
      Related next = others;
      double change = change(m, estimate.m);
      if (others.pairs > 0) {
        double[][] r = new double[levels.length][];
        next = new Related(r, shares(classes.related, r));
        if (mode == Mode.HELD) {
          next = new Related(others.r, next.pairs);
        } else if (mode == Mode.AT_LEAST_CHANCE) {
          atLeastChance(r, u);
        }
        change = Math.max(change, change(next.r, others.r));
      }
      still =
          change < SETTLED
              && Math.abs(found - estimate.matches) < 1e-3 * found
              && Math.abs(next.pairs - others.pairs) <= 1e-3 * next.pairs;
      estimate = new Estimate(m, known >= 0 ? known : found, change);
      others = next;
      estimates.add(estimate);
    }
    return new History(estimates, others);
  }

  /** Raises level 1 to what chance makes of it. */
  private static void atLeastChance(double[][] r, double[][] u) {
    for (int c = 0; c < r.length; c++) {
      if (r[c][0] < u[c][0]) {
        double rest = (1 - u[c][0]) / (1 - r[c][0]);
        for (int level = 1; level < r[c].length; level++) {
          r[c][level] *= rest;
        }
        r[c][0] = u[c][0];
      }
    }
  }

  /**
   * Keeps the related class from claiming what it cannot know. Its pairs come from blocking rules,
   * which may ask for the very thing that is estimated: if the rule that finds families asks for
   * the same sex, no others are seen. So a small share of the class is taken to be as if by chance.
   */
  private static Related softened(Related related, double[][] u) {
    double[][] r = new double[u.length][];
    for (int c = 0; c < u.length; c++) {
      r[c] = new double[u[c].length];
      for (int level = 0; level < r[c].length; level++) {
        r[c][level] = (1 - BY_CHANCE) * related.r[c][level] + BY_CHANCE * u[c][level];
      }
    }
    return new Related(r, related.pairs);
  }

  /** The probability that a pair of each pattern is a match, or a related one. */
  Classes classes(double[][] u, double allPairs, Estimate estimate, Related related) {
    double others = Math.max(1e-9, allPairs - estimate.matches - related.pairs);
    double[][] match = ratios(estimate.m, u);
    double[][] relative = related.pairs > 0 ? ratios(related.r, u) : null;
    double matchOdds = estimate.matches / others;
    double relatedOdds = related.pairs / others;
    double[] matches = new double[counts.length];
    double[] relatives = new double[relative == null ? 0 : counts.length];
    double likelihood = 0;
    for (int i = 0; i < counts.length; i++) {
      double one = matchOdds * product(i, match);
      double other = relative == null ? 0 : relatedOdds * product(i, relative);
      double all = 1 + one + other;
      matches[i] = one / all;
      if (relative != null) {
        relatives[i] = other / all;
      }
      likelihood += counts[i] * Math.log(all);
    }
    return new Classes(matches, relatives, likelihood + allPairs * Math.log(others / allPairs));
  }

  /** The posteriors of the patterns in which a comparison has its last level; 0 for the others. */
  double[] differing(double[] posteriors, int comparison) {
    double[] differing = new double[posteriors.length];
    for (int i = 0; i < posteriors.length; i++) {
      boolean differs = places[i * levels.length + comparison] == levels[comparison];
      differing[i] = differs ? posteriors[i] : 0;
    }
    return differing;
  }

  /** Number of counted pairs. */
  double counted() {
    return counted;
  }

  /** Shares of levels in a class, written into {@code shares}; returns the number of its pairs. */
  double shares(double[] posteriors, double[][] shares) {
    double[][] sums = new double[levels.length][];
    for (int c = 0; c < levels.length; c++) {
      sums[c] = new double[levels[c] + 1];
    }
    double found = 0;
    int place = 0;
    for (int i = 0; i < counts.length; i++) {
      double pairs = posteriors[i] * counts[i];
      found += pairs;
      for (int c = 0; c < levels.length; c++) {
        sums[c][places[place++]] += pairs;
      }
    }
    for (int c = 0; c < levels.length; c++) {
      shares[c] = normalised(Arrays.copyOfRange(sums[c], 1, sums[c].length));
    }
    return found;
  }

  /**
   * How much likelier each level is in a class than among the others; a missing one says nothing.
   */
  private double[][] ratios(double[][] shares, double[][] u) {
    double[][] ratios = new double[levels.length][];
    for (int c = 0; c < levels.length; c++) {
      ratios[c] = new double[levels[c] + 1];
      ratios[c][0] = 1;
      for (int level = 1; level <= levels[c]; level++) {
        ratios[c][level] = shares[c][level - 1] / u[c][level - 1];
      }
    }
    return ratios;
  }

  private double product(int pattern, double[][] ratios) {
    double product = 1;
    int place = pattern * levels.length;
    for (double[] ratio : ratios) {
      product *= ratio[places[place++]];
    }
    return product;
  }

  private static double change(double[][] now, double[][] before) {
    double change = 0;
    for (int c = 0; c < now.length; c++) {
      for (int level = 0; level < now[c].length; level++) {
        change = Math.max(change, Math.abs(now[c][level] - before[c][level]));
      }
    }
    return change;
  }

  /** The m that is guessed at first. */
  double[][] guess() {
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
