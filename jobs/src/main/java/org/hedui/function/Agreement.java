package org.hedui.function;

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
  static int ofNames(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    int shorter = Math.min(a.length(), b.length());
    int edits = Similarity.edits(a, b, 2);
    if ((edits == 1 && shorter >= 3) || (edits == 2 && shorter >= 6)) {
      return 2;
    }
    double alike = Similarity.jaroWinkler(a, b);
    boolean begins = a.startsWith(b) || b.startsWith(a);
    if (alike >= 0.88 || (begins && (shorter >= 3 || shorter == 1))) {
      return 3;
    }
    if (shorter == 1 && a.charAt(0) == b.charAt(0)) {
      return 3;
    }
    return alike >= 0.75 || byWords(a, b) >= 0.75 ? 4 : 5;
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
  static int ofExchanged(String a, String aOther, String b, String bOther) {
    int straight = a == null || b == null ? MISSING : ofNames(a, b);
    if (straight == 1 || straight == 2) {
      return straight;
    }
    int across = a == null || bOther == null ? MISSING : ofNames(a, bOther);
    int back = aOther == null || b == null ? MISSING : ofNames(aOther, b);
    if (across <= 2 && back <= 2 && across + back > 0) {
      return 3;
    }
    return straight == MISSING ? MISSING : straight + 1;
  }

  /**
   * Texts of several words, such as streets: 1 equal; 2 up to one typing error, two from 6 and
   * three from 10 characters, spaces apart; 3 very alike; 4 alike; 5 different.
   */
  static int ofTexts(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    String plainA = withoutSpaces(a);
    String plainB = withoutSpaces(b);
    int shorter = Math.min(plainA.length(), plainB.length());
    int allowed = shorter >= 10 ? 3 : shorter >= 6 ? 2 : 1;
    if (Similarity.edits(plainA, plainB, allowed) <= allowed) {
      return 2;
    }
    double alike = Similarity.jaroWinkler(plainA, plainB);
    if (alike < 0.85) {
      alike = Math.max(alike, byWords(a, b));
    }
    return alike >= 0.85 ? 3 : alike >= 0.7 ? 4 : 5;
  }

  /** Numbers and codes: 1 equal; 2 one typing error; 3 two, in six characters or more; 4 other. */
  static int ofCodes(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    int shorter = Math.min(a.length(), b.length());
    int edits = Similarity.edits(a, b, 2);
    if (edits == 1 && shorter >= 2) {
      return 2;
    }
    return edits == 2 && shorter >= 6 ? 3 : 4;
  }

  /**
   * Dates as yyyyMMdd: 1 equal; 2 one wrong digit, two neighbours swapped, or month and day
   * exchanged; 3 two of year, month and day equal; 4 two typing errors; 5 only the year equal, or
   * at most a year apart; 6 different.
   */
  static int ofDates(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return MISSING;
    }
    if (a.equals(b)) {
      return 1;
    }
    int edits = Similarity.edits(a, b, 2);
    if (a.length() != 8 || b.length() != 8) {
      return edits == 1 ? 2 : a.startsWith(b) || b.startsWith(a) ? 3 : edits == 2 ? 4 : 6;
    }
    boolean year = a.regionMatches(0, b, 0, 4);
    boolean month = a.regionMatches(4, b, 4, 2);
    boolean day = a.regionMatches(6, b, 6, 2);
    boolean exchanged = year && a.regionMatches(4, b, 6, 2) && a.regionMatches(6, b, 4, 2);
    if (edits == 1 || exchanged) {
      return 2;
    }
    if ((year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0) == 2) {
      return 3;
    }
    if (edits == 2) {
      return 4;
    }
    return year || Math.abs(year(a) - year(b)) <= 1 ? 5 : 6;
  }

  private static int year(String date) {
    int year = 0;
    for (int i = 0; i < 4; i++) {
      year = year * 10 + (date.charAt(i) - '0');
    }
    return year;
  }

  private static String withoutSpaces(String text) {
    return text.indexOf(' ') < 0 ? text : text.replace(" ", "");
  }

  /**
   * The mean likeness of the shorter text's words to their best counterparts, a fifth less if one
   * has words left over (Monge and Elkan 1996 with Jaro–Winkler inside); 0 if both are one word.
   */
  private static double byWords(String a, String b) {
    if (a.indexOf(' ') < 0 && b.indexOf(' ') < 0) {
      return 0;
    }
    String[] more = a.split(" ");
    String[] fewer = b.split(" ");
    // Of equally many words either side may be asked; which, must not depend on who comes first.
    if (more.length < fewer.length || (more.length == fewer.length && a.compareTo(b) < 0)) {
      String[] swapped = more;
      more = fewer;
      fewer = swapped;
    }
    double sum = 0;
    for (String word : fewer) {
      double best = 0;
      for (String other : more) {
        best = Math.max(best, Similarity.jaroWinkler(word, other));
      }
      sum += best;
    }
    return sum / fewer.length * (more.length == fewer.length ? 1 : 0.8);
  }
}
