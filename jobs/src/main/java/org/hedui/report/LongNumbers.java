package org.hedui.report;

import java.util.regex.Pattern;

/**
 * Names of files and messages come from outside: a number in them that is as long as that of a
 * telephone, a person or a card is not shown.
 */
final class LongNumbers {
  private static final Pattern LONG =
      Pattern.compile("(?<![0-9a-f])\\d(?:[ -]?\\d){10,}[Xx]?(?![0-9a-f])");

  private LongNumbers() {}

  /** The text without them. */
  static String hidden(String text) {
    return LONG.matcher(text).replaceAll("…");
  }
}
