package org.hedui.synth;

import java.util.List;

/**
 * Chance that is the same on every machine and in every version of Java: SplitMix64 (Steele, Lea,
 * Flood, OOPSLA 2014). What is invented of one household for one purpose depends on nothing else,
 * so that a county can be written as a stream.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TO_UNIT = 0x1.0p-53;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The dice of one thing, such as a household, and one purpose. */
  static Dice of(long seed, long index, String purpose) {
    return new Dice(mix(mix(seed) + GOLDEN_GAMMA * index) ^ mix(purpose.hashCode()));
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A number from 0 up to, but not, 1. */
  double unit() {
    return (next() >>> 11) * TO_UNIT;
  }

  /** Whether something of probability {@code share} happens. */
  boolean chance(double share) {
    return unit() < share;
  }

  /** A whole number from 0 up to, but not, {@code bound}. */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** A whole number from {@code low} to {@code high}. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** One of the values, all alike. */
  <T> T pick(List<T> values) {
    return values.get(below(values.size()));
  }

  /** One of the characters, all alike. */
  char pick(String characters) {
    return characters.charAt(below(characters.length()));
  }
}
