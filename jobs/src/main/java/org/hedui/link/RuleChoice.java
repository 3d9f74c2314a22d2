package org.hedui.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedui.contract.LinkConfig;

/** Chooses blocking rules: as many true pairs as can be had for few candidate pairs. */
final class RuleChoice {
  /** Rules that training looks at. */
  private static final int TRAINING_RULES = 48;

  /** A training rule may make so many pairs a record. */
  private static final double TRAINING_PAIRS = 3;

  private static final int MOST_REFINEMENTS = 200;

  private static final int MOST_RULES = 40;

  /** Rules that are counted: those that find most true pairs. */
  private static final int MOST_CANDIDATES = 2_000;

  /** A rule that adds a smaller share of the true pairs is not worth its shuffle. */
  private static final double LEAST_GAIN = 1e-4;

  /** What a rule costs beside its pairs, in pairs a record: its keys are shuffled. */
  private static final double FIXED_COST = 1;

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

  /** The rules among {@code choices} that can be judged, with what they look at. */
  static List<Candidate> candidates(
      List<BlockingRule> choices, List<String> parts, Map<Long, Double> found) {
    List<Candidate> candidates =
        choices.stream()
            .filter(rule -> parts.containsAll(rule.keys()))
            .map(rule -> Candidate.of(rule, parts))
            .toList();
    double[] finds = candidates.stream().mapToDouble(rule -> rule.finds(found)).toArray();
    return IntStream.range(0, finds.length)
        .filter(place -> finds[place] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> -finds[place]))
        .limit(MOST_CANDIDATES)
        .map(candidates::get)
        .toList();
  }

  /**
   * A rule that may be chosen.
   *
   * @param rule the rule
   * @param mask bits of the parts that a pair has to agree on
   */
  record Candidate(BlockingRule rule, long mask) {
    static Candidate of(BlockingRule rule, List<String> parts) {
      return new Candidate(
          rule, rule.keys().stream().mapToLong(part -> 1L << parts.indexOf(part)).sum());
    }

    private boolean finds(long agreed) {
      return (agreed & mask) == mask;
    }

    private double finds(Map<Long, Double> pairs) {
      return pairs.entrySet().stream()
          .filter(pair -> finds(pair.getKey()))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * A choice.
   *
   * @param rules the chosen rules, the cheapest first
   * @param coverage share of the true pairs that they find, of those that training saw
   */
  record Choice(List<BlockingRule> rules, double coverage) {}

  /**
   * Chooses greedily by true pairs gained for pairs made. A true pair that rules chosen before find
   * is made once, so it is no cost of the next one.
   *
   * @param candidates the rules
   * @param counts what each makes of all records
   * @param found expected number of true pairs by the parts (bits) on which they agree
   * @param budget pairs a record that all chosen rules together may make
   */
  static Choice best(
      List<Candidate> candidates,
      List<Blocking.Count> counts,
      Map<Long, Double> found,
      long records,
      double budget) {
    double all = found.values().stream().mapToDouble(Double::doubleValue).sum();
    double[] finds = candidates.stream().mapToDouble(rule -> rule.finds(found)).toArray();
    Map<Long, Double> left = new TreeMap<>(found);
    List<Integer> chosen = new ArrayList<>();
    double covered = 0;
    double spent = 0;
    while (chosen.size() < MOST_RULES && !left.isEmpty()) {
      int best = -1;
      double bestValue = 0;
      double bestGain = 0;
      double bestCost = 0;
      for (int place = 0; place < finds.length; place++) {
        Blocking.Count count = counts.get(place);
        double gain = candidates.get(place).finds(left);
        double others = Math.max(0, count.pairs() - finds[place]);
        double cost = Math.min((double) count.pairs(), others + gain) / records;
        double value = gain / (cost + FIXED_COST);
        if (gain >= LEAST_GAIN * all
            // A rule that lives on the rare values of a common field is none for more records.
            && count.droppedPairs() <= count.pairs()
            && spent + cost <= budget
            && value > bestValue) {
          best = place;
          bestValue = value;
          bestGain = gain;
          bestCost = cost;
        }
      }
      if (best < 0) {
        break;
      }
      Candidate rule = candidates.get(best);
      covered += bestGain;
      spent += bestCost;
      left.keySet().removeIf(rule::finds);
      chosen.add(best);
    }
    return new Choice(
        chosen.stream()
            .sorted(Comparator.comparingLong(place -> counts.get(place).pairs()))
            .map(place -> candidates.get(place).rule())
            .toList(),
        all == 0 ? 0 : covered / all);
  }
}
