package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hedui.link.ExpectationMaximisation.Related;

/**
 * Classes of pairs fitted to the counted patterns: matches and others, and relatives between them
 * where the pairs tell of such a class. Pure arithmetic.
 *
 * @param u shares of the levels among pairs that are neither, by comparison
 * @param estimate what was found of the matches
 * @param related what was found of the relatives; {@link Related#NONE} if nothing
 * @param rounds the rounds that led there
 * @param reason why there is a class of relatives, or none
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassFit(
    double[][] u,
    ExpectationMaximisation.Estimate estimate,
    Related related,
    List<ExpectationMaximisation.Estimate> rounds,
    String reason) {
  /** Rounds in which the matches among the random pairs are taken out of u. */
  private static final int CORRECTIONS = 3;

  /**
   * Fits.
   *
   * @param em the counted patterns
   * @param random counts of levels among random pairs, by comparison
   * @param allPairs number of pairs that the patterns stand for
   * @param known number of matches among them, below 0 if it is to be estimated
   */
  static ClassFit of(
      ExpectationMaximisation em,
      List<Comparison> comparisons,
      double[][] random,
      double allPairs,
      double known) {
    ClassFit two = twoClasses(em, random, allPairs, known);
    return withRelated(em, comparisons, two, random, allPairs, known);
  }

  private static ClassFit twoClasses(
      ExpectationMaximisation em, double[][] random, double allPairs, double known) {
    double[][] u = shares(random);
    List<ExpectationMaximisation.Estimate> rounds = new ArrayList<>();
    ExpectationMaximisation.Estimate last = null;
    for (int correction = 0; correction < CORRECTIONS; correction++) {
      var history = em.run(u, allPairs, last == null ? null : last.m(), known);
      rounds.addAll(history.rounds());
      last = history.last();
      u = withoutMatches(random, last, Related.NONE, allPairs);
    }
    return new ClassFit(u, last, Related.NONE, rounds, "");
  }

  private static ClassFit withRelated(
      ExpectationMaximisation em,
      List<Comparison> comparisons,
      ClassFit two,
      double[][] random,
      double allPairs,
      double known) {
    var found = new RelatedClass(em, comparisons, two.u(), allPairs, known).beside(two.estimate());
    if (found.rounds().isEmpty()) {
      return new ClassFit(two.u(), two.estimate(), Related.NONE, two.rounds(), found.reason());
    }
    List<ExpectationMaximisation.Estimate> rounds = new ArrayList<>(two.rounds());
    rounds.addAll(found.rounds());
    ExpectationMaximisation.Estimate last = rounds.get(rounds.size() - 1);
    Related related = found.related();
    double[][] u = two.u();
    for (int correction = 0; correction < CORRECTIONS; correction++) {
      u = withoutMatches(random, last, related, allPairs);
      var history = em.run(u, allPairs, last, related, known);
      rounds.addAll(history.rounds());
      last = history.last();
      related = history.related();
    }
    return new RelatedClass(em, comparisons, u, allPairs, known)
        .objection(last.m(), related.r())
        .map(reason -> new ClassFit(two.u(), two.estimate(), Related.NONE, two.rounds(), reason))
        .orElse(new ClassFit(u, last, related, rounds, found.reason()));
  }

  private static double[][] shares(double[][] counts) {
    double[][] shares = new double[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = ExpectationMaximisation.normalised(counts[i]);
    }
    return shares;
  }

  /** The shares among the other random pairs: some are matches or related, in small tables. */
  private static double[][] withoutMatches(
      double[][] random,
      ExpectationMaximisation.Estimate estimate,
      Related related,
      double allPairs) {
    double[][] m = estimate.m();
    double[][] r = related.r();
    double[][] u = new double[random.length][];
    for (int i = 0; i < random.length; i++) {
      double all = Arrays.stream(random[i]).sum();
      double[] others = new double[random[i].length];
      for (int level = 0; level < others.length; level++) {
        double known = estimate.matches() * m[i][level];
        if (related.pairs() > 0) {
          known += related.pairs() * r[i][level];
        }
        others[level] = Math.max(0, random[i][level] - known / allPairs * all);
      }
      u[i] = ExpectationMaximisation.normalised(others);
    }
    return u;
  }
}
