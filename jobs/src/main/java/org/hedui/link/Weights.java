package org.hedui.link;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The match weight of a pair: log2 of the odds that it is a match. Against chance it is the sum of
 * the prior, the levels and the frequencies ({@link #of}); that the pair might be one of relatives
 * takes a further part away ({@link #related}).
 */
public final class Weights implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double ROUNDING = 1e-6;

  private final double prior;
  private final double[][] bits;
  private final double relatedShare;
  private final double[][] relatedRatios;

  /** By comparison: how much likelier relatives share a value than others have it by chance. */
  private final double[] sharing;

  /**
   * Takes the weights from a model.
   *
   * @param records number of records
   * @param allPairs number of pairs among them
   */
  Weights(Model model, long records, double allPairs) {
    this.prior = model.priorBits(records, allPairs);
    this.relatedShare = model.relatedShare(records, allPairs);
    this.relatedRatios = new double[model.related().used() ? model.comparisons().size() : 0][];
    this.sharing = new double[relatedRatios.length];
    for (int i = 0; i < relatedRatios.length; i++) {
      double[] u = model.comparisons().get(i).u();
      double[] r = model.related().r()[i];
      relatedRatios[i] = new double[r.length + 1];
      relatedRatios[i][0] = 1;
      for (int level = 1; level < relatedRatios[i].length; level++) {
        relatedRatios[i][level] = r[level - 1] / u[level - 1];
      }
      sharing[i] = Math.max(0, (r[0] - u[0]) / (1 - u[0])) / u[0];
    }
    this.bits = new double[model.comparisons().size()][];
    for (int i = 0; i < bits.length; i++) {
      Model.Parameters parameters = model.comparisons().get(i);
      bits[i] = new double[parameters.m().length + 1];
      for (int level = 1; level < bits[i].length; level++) {
        bits[i][level] = parameters.weight(level);
      }
    }
  }

  /**
   * Called by Spark: the weight of a pair against chance.
   *
   * @param pattern levels of all comparisons
   * @param adjustments bits by comparison that a level 1 gains or loses by the value's frequency
   */
  public double of(long pattern, ArrayData adjustments) {
    double weight = base(pattern);
    for (int i = 0; i < bits.length; i++) {
      if (Pattern.level(pattern, i) == 1) {
        weight += adjustments.getFloat(i);
      }
    }
    return weight;
  }

  /**
   * Called by Spark: what the weight of a pair loses because it might be one of relatives.
   *
   * <p>With matches, relatives and others in the shares a, (1 - a) s and (1 - a) (1 - s), the odds
   * of a match are those against chance, divided by 1 - s + s R, where R is the product of r/u. A
   * value that relatives share is one value, so its own frequency counts as it does for a match;
   * one that they have in common by chance is as rare as among others. So of r at level 1 the share
   * beyond chance, (r - u) / (1 - u), is taken relative to the value's frequency, the rest not:
   * otherwise a rare first name, which no family shares, would make for a relative as much as for a
   * match.
   *
   * @param pattern levels of all comparisons
   * @param adjustments bits by comparison that a level 1 gains or loses by the value's frequency
   */
  public double related(long pattern, ArrayData adjustments) {
    double product = 1;
    for (int i = 0; i < relatedRatios.length; i++) {
      int level = Pattern.level(pattern, i);
      double ratio = relatedRatios[i][level];
      if (level == 1) {
        ratio += sharing[i] * (Math.pow(2, adjustments.getFloat(i)) - 1);
      }
      product *= ratio;
    }
    return -Math.log(1 - relatedShare + relatedShare * product) / Math.log(2);
  }

  /** Called by Spark: the weight by the levels alone, without frequencies. */
  public double base(long pattern) {
    double weight = prior;
    for (int i = 0; i < bits.length; i++) {
      weight += bits[i][Pattern.level(pattern, i)];
    }
    return weight;
  }

  /**
   * What pairs can weigh before all their comparisons are made.
   *
   * @param floor the weight from which a pair is of use
   */
  Prospects prospects(List<Comparison> comparisons, double floor) {
    // A pair that is unlike relatives gains as much as nobody being related would give it.
    double gain = -Math.log(1 - relatedShare) / Math.log(2);
    return new Prospects(comparisons, bits, floor - prior - gain - ROUNDING);
  }

  /** Probability of a weight. */
  static double probability(double weight) {
    return 1 / (1 + Math.pow(2, -weight));
  }
}
