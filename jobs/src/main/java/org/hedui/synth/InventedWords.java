package org.hedui.synth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Words of no language, made of syllables: names of persons and places that nobody bears. */
final class InventedWords {
  private static final List<String> ONSETS =
      List.of(
          "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r",
          "s", "sh", "st", "t", "th", "tr", "v", "w", "y");
  private static final List<String> VOWELS =
      List.of("a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oo");
  private static final List<String> CODAS =
      List.of("", "", "", "l", "ll", "m", "n", "nd", "r", "rt", "s", "ss", "t", "x");

  private InventedWords() {}

  /**
   * Different words, to be drawn by rank; the same on every call.
   *
   * @param purpose what they are for: another purpose, other words
   * @param most most syllables of a word
   */
  static Urn<String> urn(String purpose, int count, int most) {
    Set<String> words = new LinkedHashSet<>();
    for (int i = 0; words.size() < count; i++) {
      words.add(word(Dice.of(0, i, purpose), most));
    }
    return Urn.ranked(new ArrayList<>(words));
  }

  private static String word(Dice dice, int most) {
    StringBuilder word = new StringBuilder();
    for (int syllables = dice.between(2, most); syllables > 0; syllables--) {
      word.append(dice.pick(ONSETS)).append(dice.pick(VOWELS)).append(dice.pick(CODAS));
    }
    return word.toString();
  }
}
