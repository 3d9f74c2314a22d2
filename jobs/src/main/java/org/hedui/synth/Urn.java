package org.hedui.synth;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Values that are drawn by weight. */
final class Urn<T> {
  /** How much the first ranks stand out: names follow Zipf's law with a flattened head. */
  private static final int FLATTENED = 3;

  private final List<T> values;
  private final double[] upTo;

  private Urn(List<T> values, double[] weights) {
    this.values = List.copyOf(values);
    this.upTo = weights.clone();
    Arrays.parallelPrefix(upTo, Double::sum);
  }

  /** Values with weights of any sum. */
  static <T> Urn<T> weighted(List<T> values, double... weights) {
    return new Urn<>(values, weights);
  }

  /** Values by rank, the frequent ones first. */
  static <T> Urn<T> ranked(List<T> values) {
    return new Urn<>(
        values,
        IntStream.range(0, values.size()).mapToDouble(rank -> 1.0 / (rank + FLATTENED)).toArray());
  }

  T draw(Dice dice) {
    int found = Arrays.binarySearch(upTo, dice.unit() * upTo[upTo.length - 1]);
    return values.get(found < 0 ? -found - 1 : found + 1);
  }
}
