package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {
  private static final int TRIALS = 20_000;

  /** The values that Winkler published, and what follows from the definition at its edges. */
  @ParameterizedTest
  @CsvSource({
    "MARTHA, MARHTA, 0.9611",
    "DIXON, DICKSONX, 0.8133",
    "DWAYNE, DUANE, 0.84",
    "same, same, 1",
    "abc, xyz, 0",
    "a, a, 1",
    "a, b, 0",
    // Neighbours swapped in two characters lie outside of each other's reach.
    "ab, ba, 0",
    "'', '', 1",
    "'', a, 0",
    "a, '', 0"
  })
  void jaroWinklerGivesThePublishedValues(String a, String b, double expected) {
    assertThat(jaroWinkler(a, b)).isCloseTo(expected, within(5e-5));
  }

  @Test
  void jaroWinklerHasNoSidesAndStaysBetweenNothingAndEqual() {
    Random random = new Random(1);
    for (int i = 0; i < TRIALS; i++) {
      String a = text(random, 14);
      String b = text(random, 14);
      double alike = jaroWinkler(a, b);
      assertThat(alike).as("%s, %s", a, b).isEqualTo(jaroWinkler(b, a));
      assertThat(alike).as("%s, %s", a, b).isBetween(0.0, 1.0);
      assertThat(alike == 1).as("%s, %s", a, b).isEqualTo(a.equals(b));
    }
  }

  /** Half a surrogate pair is no character: renaming the characters changes nothing. */
  @Test
  void aCharacterOutsideTheBasicPlaneIsOne() {
    Random random = new Random(2);
    for (int i = 0; i < TRIALS; i++) {
      String a = text(random, 8);
      String b = text(random, 8);
      assertThat(jaroWinkler(supplementary(a), supplementary(b)))
          .as("%s, %s", a, b)
          .isEqualTo(jaroWinkler(a, b));
      assertThat(edits(supplementary(a), supplementary(b), 3))
          .as("%s, %s", a, b)
          .isEqualTo(edits(a, b, 3));
    }
  }

  /** Texts longer than the first buffers, then short ones in the same buffers. */
  @Test
  void buffersGrowAndForget() {
    String text = "abcdefgh".repeat(20);
    assertThat(jaroWinkler(text, text)).isEqualTo(1);
    assertThat(jaroWinkler("x", text)).isZero();
    assertThat(edits(text, text.substring(1), 1)).isEqualTo(1);
    assertThat(edits("x", text, 3)).isEqualTo(4);
    assertThat(jaroWinkler("MARTHA", "MARHTA")).isCloseTo(0.9611, within(5e-5));
    assertThat(edits("ab", "ba", 3)).isEqualTo(1);
  }

  /** "ca" to "abc" needs three edits if no part may be edited twice, and two if it may. */
  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3, 3",
    "kitten, sitting, 2, 3",
    "smith, smiht, 3, 1",
    "ca, abc, 3, 3",
    "a, a, 0, 0",
    "a, b, 0, 1",
    "'', ab, 3, 2",
    "'', '', 0, 0"
  })
  void editsByHand(String a, String b, int limit, int expected) {
    assertThat(edits(a, b, limit)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void editsAgreeWithTheWholeMatrix(int limit) {
    Random random = new Random(limit);
    for (int i = 0; i < TRIALS; i++) {
      String a = text(random, 9);
      String b = random.nextBoolean() ? text(random, 9) : misspelt(a, random);
      assertThat(edits(a, b, limit))
          .as("%s, %s", a, b)
          .isEqualTo(Math.min(wholeMatrix(a, b), limit + 1));
    }
  }

  /** A bound may only spare work where the likeness is below it. */
  @Test
  void aBoundSparesWorkAndChangesNothing() {
    Random random = new Random(3);
    for (int i = 0; i < TRIALS; i++) {
      String a = text(random, 9);
      String b = random.nextBoolean() ? text(random, 9) : misspelt(a, random);
      double alike = jaroWinkler(a, b);
      double bounded =
          Similarity.of(UTF8String.fromString(a), UTF8String.fromString(b)).jaroWinkler(0.75);
      if (alike >= 0.75 && !a.isEmpty()) {
        assertThat(bounded).as("%s, %s", a, b).isEqualTo(alike);
      } else if (!a.isEmpty()) {
        assertThat(bounded).as("%s, %s", a, b).isLessThan(0.75);
      }
    }
  }

  /** The same of words; of single ones it is the measure itself. */
  @Test
  void aBoundOfWordsSparesWorkAndChangesNothing() {
    Random random = new Random(4);
    for (int i = 0; i < TRIALS; i++) {
      String a = words(random);
      String b = random.nextBoolean() ? words(random) : words(random) + " " + a;
      double alike = byWords(a, b, 0);
      if (alike >= 0.7) {
        assertThat(byWords(a, b, 0.7)).as("%s, %s", a, b).isEqualTo(alike);
      } else {
        assertThat(byWords(a, b, 0.7)).as("%s, %s", a, b).isLessThan(0.7);
      }
      if (!(a + b).contains(" ")) {
        assertThat(alike).as("%s, %s", a, b).isEqualTo(jaroWinkler(a, b));
      }
    }
    assertThat(byWords("west beach road", "west beech road", 0.7)).isCloseTo(0.9644, within(5e-5));
    assertThat(byWords("beach road", "west beach road", 0.7)).isCloseTo(0.8, within(1e-12));
  }

  private static double byWords(String a, String b, double least) {
    return Similarity.of(UTF8String.fromString(a), UTF8String.fromString(b)).byWords(least);
  }

  private static String words(Random random) {
    StringBuilder words = new StringBuilder("a" + text(random, 5));
    for (int left = random.nextInt(3); left > 0; left--) {
      words.append(" b").append(text(random, 5));
    }
    return words.toString();
  }

  private static double jaroWinkler(String a, String b) {
    return Similarity.of(UTF8String.fromString(a), UTF8String.fromString(b)).jaroWinkler();
  }

  private static int edits(String a, String b, int limit) {
    return Similarity.of(UTF8String.fromString(a), UTF8String.fromString(b)).edits(limit);
  }

  /** Few letters, so that repeats, which make alignment hard, are frequent. */
  private static String text(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest + 1); left > 0; left--) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static String misspelt(String text, Random random) {
    StringBuilder slipped = new StringBuilder(text);
    for (int slips = random.nextInt(4); slips > 0 && !slipped.isEmpty(); slips--) {
      int place = random.nextInt(slipped.length());
      if (random.nextBoolean()) {
        slipped.deleteCharAt(place);
      } else {
        slipped.insert(place, (char) ('a' + random.nextInt(3)));
      }
    }
    return slipped.toString();
  }

  private static String supplementary(String text) {
    StringBuilder other = new StringBuilder();
    text.chars().forEach(letter -> other.appendCodePoint(0x20000 + letter));
    return other.toString();
  }

  private static int wholeMatrix(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        int best = i + j;
        if (i > 0 && j > 0) {
          boolean same = a.charAt(i - 1) == b.charAt(j - 1);
          best = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
          best = Math.min(best, edits[i - 1][j - 1] + (same ? 0 : 1));
        }
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = best;
      }
    }
    return edits[a.length()][b.length()];
  }
}
