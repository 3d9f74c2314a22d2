package org.hedui.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hedui.contract.LinkConfig;

/** Chooses blocking rules: as many true pairs as can be had for few candidate pairs. */
final class RuleChoice {
  /** Rules that training looks at. */
  private static final int TRAINING_RULES = 48;

  /** A training rule may make so many pairs a record. */
  private static final double TRAINING_PAIRS = 3;

  private static final int MOST_REFINEMENTS = 200;

  private static final int MOST_RULES = 16;

  /** A rule that adds a smaller share of the true pairs is not worth its shuffle. */
  private static final double LEAST_GAIN = 2e-4;

  /** What a rule costs beside its pairs, in pairs a record. */
  private static final double FIXED_COST = 0.3;

  private RuleChoice() {}

  /**
   * The rules to train with: of every two fields the most generous ones that make not too many
   * pairs, so that no comparison is seen only where its own field already agrees.
   */
  static List<Blocking.Count> forTraining(List<Blocking.Count> counted, long records) {
    Map<String, List<Blocking.Count>> byFields = new LinkedHashMap<>();
    counted.stream()
        .filter(count -> count.pairs() > 0 && count.pairs() <= TRAINING_PAIRS * records)
        // A rule that lives on the rare values of a common field finds too little.
        .filter(count -> count.droppedPairs() <= count.pairs())
        .sorted(Comparator.comparingLong(count -> -count.pairs()))
        .forEach(
            count ->
                byFields
                    .computeIfAbsent(fields(count.rule()), key -> new ArrayList<>())
                    .add(count));
    List<Blocking.Count> chosen = new ArrayList<>();
    for (int place = 0; chosen.size() < TRAINING_RULES; place++) {
      int turn = place;
      List<Blocking.Count> next =
          byFields.values().stream()
              .filter(list -> list.size() > turn)
              .map(list -> list.get(turn))
              .limit(TRAINING_RULES - chosen.size())
              .toList();
      if (next.isEmpty()) {
        break;
      }
      chosen.addAll(next);
    }
    chosen.sort(Comparator.comparingLong(Blocking.Count::pairs));
    return chosen;
  }

  /**
   * Rules of two keys that make too many pairs, refined by a third: for tables of so few columns
   * that two keys do not give rules enough. The nearest to the limit come first.
   */
  static List<BlockingRule> refinements(
      List<Blocking.Count> counted, LinkConfig config, long records) {
    return counted.stream()
        .filter(count -> count.rule().keys().size() == 2)
        .filter(count -> count.pairs() + count.droppedPairs() > TRAINING_PAIRS * records)
        .sorted(Comparator.comparingLong(count -> count.pairs() + count.droppedPairs()))
        .flatMap(count -> count.rule().refined(config).stream())
        .limit(MOST_REFINEMENTS)
        .toList();
  }

  /** Whether training could do with more rules. */
  static boolean tooFew(List<Blocking.Count> chosen) {
    return chosen.size() < TRAINING_RULES;
  }

  private static String fields(BlockingRule rule) {
    return rule.fields().stream().sorted().collect(Collectors.joining("&"));
  }

  /**
   * A choice.
   *
   * @param rules places of the chosen rules, the cheapest first
   * @param coverage share of the true pairs that they find, of those that any rule finds
   */
  record Choice(List<Integer> rules, double coverage) {}

  /**
   * Chooses greedily by true pairs gained for pairs made.
   *
   * @param counts the rules and what they cost
   * @param found expected number of true pairs by the set of rules (bits) that find them
   * @param budget pairs a record that all chosen rules together may make
   */
  static Choice best(
      List<Blocking.Count> counts, Map<Long, Double> found, long records, double budget) {
    double all = found.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<Long, Double> left = new TreeMap<>(found);
    List<Integer> chosen = new ArrayList<>();
    double covered = 0;
    double spent = 0;
    while (chosen.size() < MOST_RULES && !left.isEmpty()) {
      double[] gains = gains(left, counts.size());
      int best = -1;
      double bestValue = 0;
      for (int rule = 0; rule < gains.length; rule++) {
        double cost = (double) counts.get(rule).pairs() / records;
        double value = gains[rule] / (cost + FIXED_COST);
        if (gains[rule] >= LEAST_GAIN * all && spent + cost <= budget && value > bestValue) {
          best = rule;
          bestValue = value;
        }
      }
      if (best < 0) {
        break;
      }
      long bit = 1L << best;
      covered += gains[best];
      spent += (double) counts.get(best).pairs() / records;
      left.keySet().removeIf(rules -> (rules & bit) != 0);
      chosen.add(best);
    }
    chosen.sort(Comparator.comparingLong(rule -> counts.get(rule).pairs()));
    return new Choice(chosen, all == 0 ? 0 : covered / all);
  }

  private static double[] gains(Map<Long, Double> left, int rules) {
    double[] gains = new double[rules];
    left.forEach(
        (bits, pairs) -> {
          for (long rest = bits; rest != 0; rest &= rest - 1) {
            gains[Long.numberOfTrailingZeros(rest)] += pairs;
          }
        });
    return gains;
  }
}
