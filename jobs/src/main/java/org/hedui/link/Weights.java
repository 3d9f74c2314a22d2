package org.hedui.link;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** The match weight of a pair: log2 of the odds that it is a match. */
public final class Weights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double prior;
  private final double[][] bits;

  /**
   * Takes the weights from a model.
   *
   * @param priorBits weight of a pair of which nothing is known
   */
  Weights(Model model, double priorBits) {
    this.prior = priorBits;
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
   * Called by Spark.
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

  /** Called by Spark: the weight by the levels alone, without frequencies. */
  public double base(long pattern) {
    double weight = prior;
    for (int i = 0; i < bits.length; i++) {
      weight += bits[i][Pattern.level(pattern, i)];
    }
    return weight;
  }

  /** Probability of a weight. */
  static double probability(double weight) {
    return 1 / (1 + Math.pow(2, -weight));
  }
}
