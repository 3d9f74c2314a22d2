package org.hedui.function;

import java.util.Arrays;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How alike two texts are, by code points. A pair is decoded into buffers of the calling thread, so
 * that comparing millions of pairs makes no garbage. Every measure is symmetric.
 */
final class Similarity {
  private static final ThreadLocal<Similarity> BUFFERS = ThreadLocal.withInitial(Similarity::new);
  private static final int PREFIX = 4;
  private static final double PREFIX_SCALE = 0.1;
  private static final double ROUNDING = 1e-9;

  private int[] left = new int[64];
  private int[] right = new int[64];
  private int leftLength;
  private int rightLength;
  private long leftLetters;
  private long rightLetters;
  private int[] before = new int[65];
  private int[] above = new int[65];
  private int[] row = new int[65];
  private boolean[] leftTaken = new boolean[64];
  private boolean[] rightTaken = new boolean[64];

  private Similarity() {}

  /**
   * Decodes a pair. The result is good until the next call of the same thread.
   *
   * @param a not null
   * @param b not null
   */
  static Similarity of(UTF8String a, UTF8String b) {
    Similarity pair = BUFFERS.get();
    // One order for both ways round: Jaro's greedy matching may depend on who comes first.
    boolean ordered = a.compareTo(b) <= 0;
    pair.decode(ordered ? a : b, ordered ? b : a);
    return pair;
  }

  private void decode(UTF8String first, UTF8String second) {
    int longest = Math.max(first.numBytes(), second.numBytes());
    if (left.length < longest) {
      left = new int[longest];
      right = new int[longest];
      before = new int[longest + 1];
      above = new int[longest + 1];
      row = new int[longest + 1];
      leftTaken = new boolean[longest];
      rightTaken = new boolean[longest];
    }
    leftLength = decode(first, left);
    rightLength = decode(second, right);
    leftLetters = letters(left, 0, leftLength);
    rightLetters = letters(right, 0, rightLength);
  }

  /** A bit for each letter that occurs, several letters to a bit: enough to rule pairs out. */
  private static long letters(int[] text, int from, int to) {
    long letters = 0;
    for (int i = from; i < to; i++) {
      letters |= 1L << text[i];
    }
    return letters;
  }

  private static int decode(UTF8String text, int[] into) {
    int bytes = text.numBytes();
    int points = 0;
    for (int i = 0; i < bytes; points++) {
      int lead = byteAt(text, i++) & 0xFF;
      int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
      int point = more == 0 ? lead : lead & (0x3F >> more);
      for (; more > 0 && i < bytes; more--) {
        point = (point << 6) | (byteAt(text, i++) & 0x3F);
      }
      into[points] = point;
    }
    return points;
  }

  /** One byte of a text. */
  static byte byteAt(UTF8String text, int place) {
    return Platform.getByte(text.getBaseObject(), text.getBaseOffset() + place);
  }

  /** Code points of the shorter text. */
  int shorter() {
    return Math.min(leftLength, rightLength);
  }

  /** Whether the shorter text begins the longer one. */
  boolean begins() {
    return Arrays.equals(left, 0, shorter(), right, 0, shorter());
  }

  /** Whether a text holds a space. */
  boolean severalWords() {
    return holdsSpace(left, leftLength) || holdsSpace(right, rightLength);
  }

  private static boolean holdsSpace(int[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (text[i] == ' ') {
        return true;
      }
    }
    return false;
  }

  /** Takes the spaces out of both texts. */
  void joinWords() {
    leftLength = withoutSpaces(left, leftLength);
    rightLength = withoutSpaces(right, rightLength);
    leftLetters = letters(left, 0, leftLength);
    rightLetters = letters(right, 0, rightLength);
  }

  private static int withoutSpaces(int[] text, int length) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (text[i] != ' ') {
        text[kept++] = text[i];
      }
    }
    return kept;
  }

  /**
   * Jaro–Winkler similarity (Winkler 1990): 0 nothing alike, 1 equal; a common beginning of up to
   * four characters counts more, with the usual scale of 0.1.
   */
  double jaroWinkler() {
    return jaroWinkler(0, leftLength, 0, rightLength);
  }

  /**
   * As {@link #jaroWinkler()}, but 0 where the letters alone show that it is below {@code least}.
   */
  double jaroWinkler(double least) {
    if (leftLength == 0 || rightLength == 0) {
      return 0;
    }
    double most =
        mostJaroWinkler(leftLength, leftLetters, rightLength, rightLetters, left[0] == right[0]);
    return most >= least ? jaroWinkler() : 0;
  }

  /** What the similarity is at most, by lengths, letters and whether the first letter is common. */
  private static double mostJaroWinkler(
      int leftSize, long leftLetters, int rightSize, long rightLetters, boolean begins) {
    double common =
        Math.min(
            leftSize - Long.bitCount(leftLetters & ~rightLetters),
            rightSize - Long.bitCount(rightLetters & ~leftLetters));
    double jaro = Math.min(1, (common / leftSize + common / rightSize + 1) / 3 + ROUNDING);
    return begins ? jaro + PREFIX * PREFIX_SCALE * (1 - jaro) : jaro;
  }

  private double jaroWinkler(int leftFrom, int leftTo, int rightFrom, int rightTo) {
    int leftSize = leftTo - leftFrom;
    int rightSize = rightTo - rightFrom;
    if (leftSize == 0 || rightSize == 0) {
      return leftSize == rightSize ? 1 : 0;
    }
    int reach = Math.max(0, Math.max(leftSize, rightSize) / 2 - 1);
    Arrays.fill(leftTaken, leftFrom, leftTo, false);
    Arrays.fill(rightTaken, rightFrom, rightTo, false);
    int common = 0;
    for (int i = 0; i < leftSize; i++) {
      int end = Math.min(rightSize, i + reach + 1);
      for (int j = Math.max(0, i - reach); j < end; j++) {
        if (!rightTaken[rightFrom + j] && left[leftFrom + i] == right[rightFrom + j]) {
          leftTaken[leftFrom + i] = true;
          rightTaken[rightFrom + j] = true;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    int outOfPlace = 0;
    int j = rightFrom;
    for (int i = leftFrom; i < leftTo; i++) {
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
        (matches / leftSize + matches / rightSize + (matches - outOfPlace / 2.0) / matches) / 3;
    int prefix = 0;
    int longest = Math.min(PREFIX, Math.min(leftSize, rightSize));
    while (prefix < longest && left[leftFrom + prefix] == right[rightFrom + prefix]) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  /**
   * Optimal string alignment distance: the least number of insertions, deletions, substitutions and
   * swaps of neighbours, no part edited twice (Damerau 1964, restricted form).
   *
   * @param limit distances above it are told as {@code limit + 1}
   */
  int edits(int limit) {
    // An edit takes at most one letter away from either side.
    int foreign =
        Math.max(
            Long.bitCount(leftLetters & ~rightLetters), Long.bitCount(rightLetters & ~leftLetters));
    if (foreign > limit || Math.abs(leftLength - rightLength) > limit) {
      return limit + 1;
    }
    for (int j = 0; j <= rightLength; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= leftLength; i++) {
      row[0] = i;
      int least = i;
      int leastAbove = limit + 1;
      for (int j = 1; j <= rightLength; j++) {
        int cost = left[i - 1] == right[j - 1] ? 0 : 1;
        int edits = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
        if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
          edits = Math.min(edits, before[j - 2] + 1);
        }
        row[j] = edits;
        least = Math.min(least, edits);
        leastAbove = Math.min(leastAbove, above[j]);
      }
      // A swap reaches back two rows: both must be beyond the limit.
      if (least > limit && leastAbove > limit) {
        return limit + 1;
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return Math.min(above[rightLength], limit + 1);
  }

  /**
   * The mean likeness of the fewer words to their best counterparts, a fifth less if words are left
   * over (Monge and Elkan 1996 with Jaro–Winkler inside). 0 where the letters alone show that it is
   * below {@code least}.
   */
  double byWords(double least) {
    int leftWords = words(left, leftLength);
    int rightWords = words(right, rightLength);
    double scale = (leftWords == rightWords ? 1 : 0.8) / Math.min(leftWords, rightWords);
    double alike = 0;
    if (leftWords <= rightWords && byWords(true, false) * scale >= least) {
      alike = byWords(true, true);
    }
    if (rightWords <= leftWords && byWords(false, false) * scale >= least) {
      alike = Math.max(alike, byWords(false, true));
    }
    return alike * scale;
  }

  private static int words(int[] text, int length) {
    int words = 1;
    for (int i = 0; i < length; i++) {
      if (text[i] == ' ') {
        words++;
      }
    }
    return words;
  }

  /**
   * The sum over one side's words of the likeness to their best counterparts.
   *
   * @param ofLeft whose words
   * @param exact false: what it is at most
   */
  private double byWords(boolean ofLeft, boolean exact) {
    int[] own = ofLeft ? left : right;
    int[] other = ofLeft ? right : left;
    int ownLength = ofLeft ? leftLength : rightLength;
    int otherLength = ofLeft ? rightLength : leftLength;
    double sum = 0;
    for (int from = 0; from <= ownLength; ) {
      int to = endOfWord(own, from, ownLength);
      long letters = letters(own, from, to);
      double best = 0;
      for (int start = 0; start <= otherLength; ) {
        int end = endOfWord(other, start, otherLength);
        double most =
            mostJaroWinkler(
                to - from,
                letters,
                end - start,
                letters(other, start, end),
                from < to && start < end && own[from] == other[start]);
        if (most > best) {
          double alike =
              !exact
                  ? most
                  : ofLeft ? jaroWinkler(from, to, start, end) : jaroWinkler(start, end, from, to);
          best = Math.max(best, alike);
        }
        start = end + 1;
      }
      sum += best;
      from = to + 1;
    }
    return sum;
  }

  private static int endOfWord(int[] text, int from, int length) {
    int end = from;
    while (end < length && text[end] != ' ') {
      end++;
    }
    return end;
  }
}
