package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hedui.contract.LinkConfig.Kind;
import org.hedui.link.ExpectationMaximisation.Classes;
import org.hedui.link.ExpectationMaximisation.Estimate;
import org.hedui.link.ExpectationMaximisation.History;
import org.hedui.link.ExpectationMaximisation.Related;

/**
 * Looks for related pairs: records of different persons that share what a family shares, surname,
 * address, telephone. With two classes only they are taken for matches that changed the rest.
 *
 * <p>A third class always explains the pairs better, and often it is a kind of matches: those of
 * persons who moved, or whose names are exchanged. Neither its likelihood nor what its pairs weigh
 * tells the two apart: persons who moved differ in all of their address, which weighs far below
 * zero once the others have none of it in common with them, and families with a telephone weigh
 * above. By form alone a household is to its members what a person is to his addresses. What tells
 * them apart is what the fields hold: nobody's birth date changes, and names seldom do. So a class
 * is one of related pairs only if its birth dates agree no more than by chance, and a name too.
 */
final class RelatedClass {
  /**
   * A comparison is like chance in a class if it tells the class from other pairs by no more than
   * this share of what it tells matches: twins and sons called after their fathers are in it.
   */
  private static final double CHANCE = 0.1;

  /** Bits that a comparison must tell of matches to be asked at all. */
  private static final double TELLING = 2;

  /** Where no birth date is compared, as much as this of all evidence has to be like chance. */
  private static final double MOST_EVIDENCE = 0.5;

  private final ExpectationMaximisation em;
  private final List<Comparison> comparisons;
  private final double[][] u;
  private final double allPairs;
  private final double known;

  /**
   * Prepares the search.
   *
   * @param u probability of each level among non-matches, by comparison
   * @param allPairs number of all pairs the counted ones were taken from
   * @param known the number of matches if it is known; below 0 if it is to be estimated
   */
  RelatedClass(
      ExpectationMaximisation em,
      List<Comparison> comparisons,
      double[][] u,
      double allPairs,
      double known) {
    this.em = em;
    this.comparisons = comparisons;
    this.u = u;
    this.allPairs = allPairs;
    this.known = known;
  }

  /**
   * What was found.
   *
   * @param rounds the rounds that led to it; empty if there is no related class
   * @param related the class, or {@link Related#NONE}
   * @param reason why there is one, or none
   */
  record Found(List<Estimate> rounds, Related related, String reason) {}

  /** Three classes at some point of their estimation. */
  private record State(
      Estimate matches, Related related, double gain, Optional<String> objection) {}

  /**
   * Searches from several starting points, always the same ones.
   *
   * @param two the result of the estimation with two classes
   */
  Found beside(Estimate two) {
    Classes before = em.classes(u, allPairs, two, Related.NONE);
    List<State> tried =
        starts(two, before).stream()
            .map(start -> em.trial(u, allPairs, start.matches, start.related, known))
            .map(history -> settled(history, before.likelihood()))
            .filter(state -> state.gain > penalty())
            .sorted(Comparator.comparingDouble((State state) -> -state.gain))
            .toList();
    if (tried.isEmpty()) {
      return none("no third class explains the pairs better");
    }
    Optional<State> best = tried.stream().filter(state -> state.objection.isEmpty()).findFirst();
    if (best.isEmpty()) {
      return none(tried.get(0).objection.orElseThrow());
    }
    History history = em.run(u, allPairs, best.get().matches, best.get().related, known);
    Optional<String> objection = objection(history.last().m(), history.related().r());
    if (objection.isPresent()) {
      return none(objection.get());
    }
    return new Found(
        history.rounds(),
        history.related(),
        "like chance in these pairs, as in those of different persons: "
            + String.join(", ", names(byChance(history.last().m(), history.related().r()))));
  }

  private static Found none(String reason) {
    return new Found(List.of(), Related.NONE, reason);
  }

  /** Half of the Bayesian information criterion's price of a third class. */
  private double penalty() {
    int parameters = 1 + Arrays.stream(u).mapToInt(levels -> levels.length - 1).sum();
    return parameters * Math.log(Math.max(1, em.counted())) / 2;
  }

  /**
   * Half-way between matches and chance, from the usual guess and from the two classes; and for
   * each comparison the likely matches split by whether it differs.
   */
  private List<State> starts(Estimate two, Classes before) {
    double some = known >= 0 ? known : em.counted() / 10;
    List<State> starts = new ArrayList<>();
    starts.add(start(em.guess(), some, halfWay(em.guess()), em.counted() / 10));
    starts.add(start(two.m(), two.matches(), halfWay(two.m()), two.matches()));
    for (int c = 0; c < u.length; c++) {
      double[] differing = em.differing(before.matches(), c);
      double[] others = new double[differing.length];
      for (int i = 0; i < others.length; i++) {
        others[i] = before.matches()[i] - differing[i];
      }
      double[][] m = new double[u.length][];
      double[][] r = new double[u.length][];
      double matches = em.shares(others, m);
      double related = em.shares(differing, r);
      // A class of less than a pair has no shape of its own.
      if (matches >= 1 && related >= 1) {
        starts.add(start(m, known >= 0 ? known : matches, r, related));
      }
    }
    return starts;
  }

  private static State start(double[][] m, double matches, double[][] r, double related) {
    return new State(new Estimate(m, matches, 0), new Related(r, related), 0, Optional.empty());
  }

  private double[][] halfWay(double[][] m) {
    double[][] r = new double[m.length][];
    for (int c = 0; c < m.length; c++) {
      int comparison = c;
      r[c] =
          IntStream.range(0, m[c].length)
              .mapToDouble(level -> (m[comparison][level] + u[comparison][level]) / 2)
              .toArray();
    }
    return r;
  }

  /** The classes after some rounds, matches being the class that tells more. */
  private State settled(History history, double before) {
    Estimate matches = history.last();
    Related related = history.related();
    double gain = em.classes(u, allPairs, matches, related).likelihood() - before;
    if (known < 0 && sum(information(related.r())) > sum(information(matches.m()))) {
      Estimate other = new Estimate(related.r(), related.pairs(), matches.change());
      related = new Related(matches.m(), matches.matches());
      matches = other;
    }
    return new State(matches, related, gain, objection(matches.m(), related.r()));
  }

  /** Why a third class may be one of matches, with u as it was given; empty: it is none. */
  Optional<String> objection(double[][] m, double[][] r) {
    if (sum(information(r)) > sum(information(m))) {
      return Optional.of("a third class was found, but its pairs are more alike than matches");
    }
    List<Integer> chance = byChance(m, r);
    double[] information = information(m);
    List<Integer> dates = telling(Kind.DATE, information);
    List<Integer> names = telling(Kind.NAME, information);
    List<Integer> agreeing = dates.stream().filter(c -> !chance.contains(c)).toList();
    if (!agreeing.isEmpty()) {
      return Optional.of(
          "a third class was found, but its pairs may be matches: they agree beyond chance in "
              + String.join(", ", names(agreeing)));
    }
    if (names.stream().noneMatch(chance::contains)) {
      return Optional.of(
          "a third class was found, but its pairs may be matches: no name differs in them as by"
              + " chance");
    }
    double evidence = chance.stream().mapToDouble(c -> information[c]).sum();
    if (dates.isEmpty() && evidence < MOST_EVIDENCE * sum(information)) {
      return Optional.of(
          "a third class was found, but its pairs may be matches: they agree beyond chance in most"
              + " of what tells matches, and no date is compared");
    }
    return Optional.empty();
  }

  private List<Integer> byChance(double[][] m, double[][] r) {
    double[] ofMatches = information(m);
    double[] ofRelated = information(r);
    return IntStream.range(0, m.length)
        .filter(c -> ofMatches[c] > 0 && ofRelated[c] <= CHANCE * ofMatches[c])
        .boxed()
        .toList();
  }

  private List<Integer> telling(Kind kind, double[] information) {
    return IntStream.range(0, information.length)
        .filter(c -> comparisons.get(c).kind().equals(Optional.of(kind)))
        .filter(c -> information[c] >= TELLING)
        .boxed()
        .toList();
  }

  private List<String> names(List<Integer> places) {
    return places.stream().map(c -> comparisons.get(c).name()).toList();
  }

  /** Bits that each comparison tells of a class, on average (Kullback and Leibler 1951). */
  private double[] information(double[][] shares) {
    double[] information = new double[shares.length];
    for (int c = 0; c < shares.length; c++) {
      for (int level = 0; level < shares[c].length; level++) {
        information[c] += shares[c][level] * Math.log(shares[c][level] / u[c][level]);
      }
      information[c] /= Math.log(2);
    }
    return information;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
