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
    return closest(word, candidates)
        .map(candidate -> "did you mean " + candidate + "?")
        .orElse("use one of: " + String.join(", ", candidates) + ".");
  }

  /** Levenshtein distance without regard to case. */
  private static int distance(String one, String other) {
    String left = one.toLowerCase(Locale.ROOT);
    String right = other.toLowerCase(Locale.ROOT);
    int[] above = new int[right.length() + 1];
    for (int column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[above.length];
      current[0] = row;
      for (int column = 1; column < above.length; column++) {
        int substitution = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + substitution, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[right.length()];
  }
}
