package org.hedui.function;

import org.apache.spark.unsafe.types.UTF8String;

/**
 * The ordered levels on which two cleaned values of one kind may agree: 1 is the closest, the last
 * means that they differ, 0 that one of them is missing. The first level that holds is the answer.
 */
final class Agreement {
  private static final int MISSING = 0;

  private Agreement() {}

  /**
   * Names: 1 equal; 2 one typing error (two in longer names); 3 very alike, or one begins the other
   * (Rob, Robert; an initial); 4 alike, by letters or word by word; 5 different.
   */
  static int ofNames(UTF8String a, UTF8String b) {
    if (isMissing(a) || isMissing(b)) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    Similarity pair = Similarity.of(a, b);
    if (oneSlip(pair)) {
      return 2;
    }
    int shorter = pair.shorter();
    double alike = pair.jaroWinkler(0.75);
    boolean begins = (shorter >= 3 || shorter == 1) && pair.begins();
    if (alike >= 0.88 || begins) {
      return 3;
    }
    return alike >= 0.75 || (pair.severalWords() && pair.byWords(0.75) >= 0.75) ? 4 : 5;
  }

  private static boolean isMissing(UTF8String value) {
    return value == null || value.numBytes() == 0;
  }

  /** Level 1 or 2 of {@link #ofNames}, without measuring more. */
  private static boolean nearlyEqual(UTF8String a, UTF8String b) {
    return a.equals(b) || oneSlip(Similarity.of(a, b));
  }

  private static boolean oneSlip(Similarity pair) {
    int edits = pair.edits(2);
    return (edits == 1 && pair.shorter() >= 3) || (edits == 2 && pair.shorter() >= 6);
  }

  /**
   * Names of which the two parts may stand in each other's column: as {@link #ofNames}, with 3 for
   * "equal, or one typing error away from, the other record's other part"; then 4, 5 and 6.
   *
   * @param a the part of the first record
   * @param aOther its other part, may be null
   * @param b the part of the second record
   * @param bOther its other part, may be null
   */
  static int ofExchanged(UTF8String a, UTF8String aOther, UTF8String b, UTF8String bOther) {
    int straight = ofNames(a, b);
    if (straight == 1 || straight == 2) {
      return straight;
    }
    boolean acrossDiffers = a != null && bOther != null && !nearlyEqual(a, bOther);
    boolean backDiffers = aOther != null && b != null && !nearlyEqual(aOther, b);
    boolean crossed = (a != null && bOther != null) || (aOther != null && b != null);
    if (crossed && !acrossDiffers && !backDiffers) {
      return 3;
    }
    return straight == MISSING ? MISSING : straight + 1;
  }

  /**
   * Texts of several words, such as streets: 1 equal; 2 up to one typing error, two from 6 and
   * three from 10 characters, spaces apart; 3 very alike; 4 alike; 5 different.
   */
  static int ofTexts(UTF8String a, UTF8String b) {
    if (isMissing(a) || isMissing(b)) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    Similarity pair = Similarity.of(a, b);
    double words = pair.severalWords() ? pair.byWords(0.7) : 0;
    pair.joinWords();
    int shorter = pair.shorter();
    int allowed = shorter >= 10 ? 3 : shorter >= 6 ? 2 : 1;
    if (pair.edits(allowed) <= allowed) {
      return 2;
    }
    double alike = Math.max(words, pair.jaroWinkler(0.7));
    return alike >= 0.85 ? 3 : alike >= 0.7 ? 4 : 5;
  }

  /** Numbers and codes: 1 equal; 2 one typing error; 3 two, in six characters or more; 4 other. */
  static int ofCodes(UTF8String a, UTF8String b) {
    if (isMissing(a) || isMissing(b)) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    Similarity pair = Similarity.of(a, b);
    int edits = pair.edits(2);
    if (edits == 1 && pair.shorter() >= 2) {
      return 2;
    }
    return edits == 2 && pair.shorter() >= 6 ? 3 : 4;
  }

  /**
   * Dates as yyyyMMdd: 1 equal; 2 one wrong digit, two neighbours swapped, or month and day
   * exchanged; 3 two of year, month and day equal; 4 two typing errors; 5 only the year equal, or
   * at most a year apart; 6 different.
   */
  static int ofDates(UTF8String a, UTF8String b) {
    if (isMissing(a) || isMissing(b)) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    Similarity pair = Similarity.of(a, b);
    int edits = pair.edits(2);
    if (a.numBytes() != 8 || b.numBytes() != 8) {
      return edits == 1 ? 2 : pair.begins() ? 3 : edits == 2 ? 4 : 6;
    }
    boolean year = part(a, 0, 4) == part(b, 0, 4);
    int month = part(a, 4, 6);
    int day = part(a, 6, 8);
    int otherMonth = part(b, 4, 6);
    int otherDay = part(b, 6, 8);
    if (edits == 1 || (year && month == otherDay && day == otherMonth)) {
      return 2;
    }
    if ((year ? 1 : 0) + (month == otherMonth ? 1 : 0) + (day == otherDay ? 1 : 0) == 2) {
      return 3;
    }
    if (edits == 2) {
      return 4;
    }
    return Math.abs(part(a, 0, 4) - part(b, 0, 4)) <= 1 ? 5 : 6;
  }

  private static int part(UTF8String digits, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (Similarity.byteAt(digits, i) - '0');
    }
    return number;
  }
}
