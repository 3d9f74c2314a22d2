package org.hedui.link.page;

import java.util.List;

/**
 * What a run of the linker found. All weights are in bits: log2 of odds.
 *
 * @param version version of the model that weighed the pairs
 * @param comparisons the model's comparisons
 * @param related the model's class of related pairs
 * @param training how the model came about
 * @param run what it was used on and what came out
 * @param examples some pairs with the values of their records
 * @param copies records by what they leave blank
 */
public record LinkReport(
    String version,
    List<Comparison> comparisons,
    Related related,
    Training training,
    Run run,
    List<Example> examples,
    List<Copies> copies) {

  /**
   * A comparison.
   *
   * @param name its name
   * @param levels its levels, the closest first
   * @param notes what could not be estimated, and why
   */
  public record Comparison(String name, List<Level> levels, List<String> notes) {}

  /**
   * A level of a comparison.
   *
   * @param label what it is called
   * @param m its probability among matches
   * @param u its probability among other pairs
   * @param weight log2(m/u)
   */
  public record Level(String label, double m, double u, double weight) {}

  /**
   * The class of related pairs, of records that are not one and share more than by chance.
   *
   * @param perRecord their expected number divided by the number of records; 0: no such class
   * @param reason why there is such a class, or none
   * @param r probability of each level among them, by comparison; empty without such a class
   */
  public record Related(double perRecord, String reason, List<List<Double>> r) {

    boolean used() {
      return perRecord > 0;
    }
  }

  /**
   * How the model came about.
   *
   * @param records records it was trained on
   * @param randomPairs pairs drawn to estimate u
   * @param pairs pairs from which m was estimated, after sampling
   * @param oneIn one in so many blocking keys was taken
   * @param coverage expected share of the true pairs that the blocking rules find; NaN where the
   *     rules were given
   * @param rounds the rounds of expectation maximisation
   */
  public record Training(
      long records, long randomPairs, long pairs, int oneIn, double coverage, List<Round> rounds) {}

  /**
   * A round of expectation maximisation.
   *
   * @param matches expected matches among the training pairs
   * @param change largest change of an m since the round before
   * @param m the m of each level, by comparison
   */
  public record Round(double matches, double change, List<List<Double>> m) {}

  /**
   * One use of a model.
   *
   * @param model where the model came from: {@code trained}, or the file
   * @param inputs the inputs
   * @param prior weight of a pair of which nothing is known
   * @param threshold weight from which a pair is a link
   * @param rules the blocking rules and what they made
   * @param histogram pairs by weight, the heaviest first
   * @param candidates pairs compared: those that any rule made
   * @param pairs pairs weighed and kept
   * @param clusters clusters of two records and more
   * @param cut links that clustering did not follow
   */
  public record Run(
      String model,
      List<Input> inputs,
      Odds prior,
      Odds threshold,
      List<Rule> rules,
      List<Bin> histogram,
      long candidates,
      long pairs,
      long clusters,
      long cut) {

    /** Records of all inputs. */
    public long records() {
      return inputs.stream().mapToLong(Input::records).sum();
    }
  }

  /** An input by its file's name, and its number of records. */
  public record Input(String name, long records) {}

  /** Odds as a weight and as a probability. */
  public record Odds(double weight, double probability) {

    /** The odds of that weight. */
    public static Odds of(double weight) {
      return new Odds(weight, 1 / (1 + Math.pow(2, -weight)));
    }
  }

  /**
   * A blocking rule.
   *
   * @param rule the rule as people write it
   * @param keys keys that two records or more share
   * @param pairs pairs it makes, whatever other rules make
   * @param largest records of its most frequent key
   * @param droppedKeys keys that too many records share
   * @param droppedPairs pairs these would have made
   */
  public record Rule(
      String rule, long keys, long pairs, long largest, long droppedKeys, long droppedPairs) {}

  /** A bin of the histogram: least weight, width and number of pairs. */
  public record Bin(double from, double width, long pairs) {

    /** Matches to be expected among its pairs. */
    double matches() {
      return pairs * Odds.of(from + width / 2).probability();
    }
  }

  /** Why a pair is shown. */
  public enum Kind {
    /** The greatest weights that levels and frequencies give. */
    HIGHEST("Highest weights"),
    /** Links by a hair's breadth. */
    ABOVE("Just above the threshold"),
    /** Not linked by a hair's breadth. */
    BELOW("Just below the threshold"),
    /** Above the threshold, yet in two clusters. */
    CUT("Links that were cut"),
    /** Below the threshold, yet in one cluster. */
    STRUCTURE("Joined by the structure of their cluster");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * A pair and the parts of its weight.
   *
   * @param kind why it is shown
   * @param left name of one record
   * @param right name of the other
   * @param parts what its comparisons say
   * @param related what the weight loses because the pair might be one of relatives
   * @param structure what its cluster says
   */
  public record Example(
      Kind kind, String left, String right, List<Part> parts, double related, double structure) {

    double weight(double prior) {
      return prior
          + parts.stream().mapToDouble(part -> part.bits() + part.frequency()).sum()
          + related
          + structure;
    }
  }

  /**
   * What one comparison says of a pair.
   *
   * @param comparison the comparison
   * @param left value of one record, as it was compared; empty if it is blank
   * @param right value of the other
   * @param level the level's label
   * @param bits the level's weight
   * @param frequency what the value's frequency adds
   */
  public record Part(
      String comparison, String left, String right, String level, double bits, double frequency) {}

  /**
   * Records that leave the same comparisons without a value, each weighed against a perfect copy of
   * itself.
   *
   * @param missing these comparisons
   * @param records number of records
   * @param unlinkable how many of them stay below the threshold even so
   * @param least least weight
   * @param greatest greatest weight
   */
  public record Copies(
      List<String> missing, long records, long unlinkable, double least, double greatest) {}
}
