package org.hedui.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
final class Suggestion {
  private Suggestion() {}

  /** The candidate nearest to {@code word}, if near enough to be a slip: a third of the letters. */
  static Optional<String> closest(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.comparing(candidate -> distance(word, candidate)));
  }

  /** The end of a message: the word that was meant, or else all that may stand there. */
  static String hint(String word, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return "there is none so far.";
    }
    return closest(word, candidates)
        .map(candidate -> "did you mean " + candidate + "?")
        .orElse("use one of: " + String.join(", ", candidates) + ".");
  }

  /**
   * Letters to insert, remove, replace or swap with their neighbour (optimal string alignment),
   * without regard to case.
   */
  private static int distance(String one, String other) {
    String left = one.toLowerCase(Locale.ROOT);
    String right = other.toLowerCase(Locale.ROOT);
    int[][] distance = new int[left.length() + 1][right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      distance[0][column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      distance[row][0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int least =
            Math.min(
                distance[row - 1][column - 1] + replaced,
                1 + Math.min(distance[row - 1][column], distance[row][column - 1]));
        if (row > 1
            && column > 1
            && left.charAt(row - 1) == right.charAt(column - 2)
            && left.charAt(row - 2) == right.charAt(column - 1)) {
          least = Math.min(least, distance[row - 2][column - 2] + 1);
        }
        distance[row][column] = least;
      }
    }
    return distance[left.length()][right.length()];
  }
}
