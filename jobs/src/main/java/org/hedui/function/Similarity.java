package org.hedui.function;

import java.util.Arrays;

/**
 * How alike two texts are, by code points. The measures write into buffers of the calling thread,
 * so that comparing millions of pairs makes no garbage.
 */
final class Similarity {
  private static final ThreadLocal<Similarity> BUFFERS = ThreadLocal.withInitial(Similarity::new);

  private int[] left = new int[64];
  private int[] right = new int[64];
  private int[] before = new int[65];
  private int[] above = new int[65];
  private int[] row = new int[65];
  private boolean[] leftTaken = new boolean[64];
  private boolean[] rightTaken = new boolean[64];

  private Similarity() {}

  /**
   * Jaro–Winkler similarity (Winkler 1990): 0 nothing alike, 1 equal; a common beginning of up to
   * four characters counts more, with the usual scale of 0.1.
   */
  static double jaroWinkler(CharSequence a, CharSequence b) {
    Similarity buffers = BUFFERS.get();
    int leftLength = buffers.readLeft(a);
    int rightLength = buffers.readRight(b);
    return buffers.jaroWinkler(leftLength, rightLength);
  }

  /**
   * Optimal string alignment distance: the least number of insertions, deletions, substitutions and
   * swaps of neighbours, no part edited twice (Damerau 1964, restricted form).
   *
   * @param limit distances above it are told as {@code limit + 1}
   */
  static int edits(CharSequence a, CharSequence b, int limit) {
    Similarity buffers = BUFFERS.get();
    int leftLength = buffers.readLeft(a);
    int rightLength = buffers.readRight(b);
    return buffers.edits(leftLength, rightLength, limit);
  }

  private int readLeft(CharSequence text) {
    int length = text.length();
    if (left.length < length) {
      left = new int[length];
      leftTaken = new boolean[length];
    }
    return read(text, left);
  }

  private int readRight(CharSequence text) {
    int length = text.length();
    if (right.length < length) {
      right = new int[length];
      rightTaken = new boolean[length];
      before = new int[length + 1];
      above = new int[length + 1];
      row = new int[length + 1];
    }
    return read(text, right);
  }

  private static int read(CharSequence text, int[] into) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        into[points++] = Character.toCodePoint(unit, text.charAt(++i));
      } else {
        into[points++] = unit;
      }
    }
    return points;
  }

  private double jaroWinkler(int leftLength, int rightLength) {
    if (leftLength == 0 || rightLength == 0) {
      return leftLength == rightLength ? 1 : 0;
    }
    int reach = Math.max(0, Math.max(leftLength, rightLength) / 2 - 1);
    Arrays.fill(leftTaken, 0, leftLength, false);
    Arrays.fill(rightTaken, 0, rightLength, false);
    int common = 0;
    for (int i = 0; i < leftLength; i++) {
      int end = Math.min(rightLength, i + reach + 1);
      for (int j = Math.max(0, i - reach); j < end; j++) {
        if (!rightTaken[j] && left[i] == right[j]) {
          leftTaken[i] = true;
          rightTaken[j] = true;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    int outOfPlace = 0;
    int j = 0;
    for (int i = 0; i < leftLength; i++) {
      if (leftTaken[i]) {
        while (!rightTaken[j]) {
          j++;
        }
        if (left[i] != right[j]) {
          outOfPlace++;
        }
        j++;
      }
    }
    double matches = common;
    double jaro =
        (matches / leftLength + matches / rightLength + (matches - outOfPlace / 2.0) / matches) / 3;
    int prefix = 0;
    int longest = Math.min(4, Math.min(leftLength, rightLength));
    while (prefix < longest && left[prefix] == right[prefix]) {
      prefix++;
    }
    return jaro + prefix * 0.1 * (1 - jaro);
  }

  private int edits(int leftLength, int rightLength, int limit) {
    if (Math.abs(leftLength - rightLength) > limit) {
      return limit + 1;
    }
    for (int j = 0; j <= rightLength; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= leftLength; i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= rightLength; j++) {
        int cost = left[i - 1] == right[j - 1] ? 0 : 1;
        int edits = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
        if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
          edits = Math.min(edits, before[j - 2] + 1);
        }
        row[j] = edits;
        least = Math.min(least, edits);
      }
      if (least > limit) {
        return limit + 1;
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return Math.min(above[rightLength], limit + 1);
  }
}
