package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchTextTest {

  @ParameterizedTest
  @CsvSource({
    "Smith, smith",
    "O'Brien-Smith, obrien smith",
    "O’Brien, obrien",
    "' St. Mary''s ', st marys",
    "José, jose",
    "ÅNGSTRÖM, angstrom",
    "ＡＢＣ　Ｄ, abc d",
    "'a , - ; b', a b",
    "张 伟, 张 伟",
    "𠮷田, 𠮷田",
    "Улица Ёлкина, улица елкина",
    "12 High St, 12 high st"
  })
  void wordsLoseAccentsAndPunctuation(String text, String words) {
    assertThat(MatchText.words(text)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"07-123 a, 07123a", "'(0 12) 3', 0123", "ÄB/1, ab1", "１２３, 123", "𠮷 1, 𠮷1"})
  void codesKeepLettersAndDigits(String text, String code) {
    assertThat(MatchText.code(text)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "--", "'", ".", "\u3000", "´"})
  void whatHoldsNothingIsNothing(String text) {
    assertThat(MatchText.words(text)).isNull();
    assertThat(MatchText.code(text)).isNull();
    assertThat(MatchText.date(text, false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1971-06-24",
        "1971/6/24",
        "19710624",
        " 1971.06.24 ",
        "1971-06-24T00:00:00Z",
        "1971-06-24 00:00:00",
        "1971年6月24日",
        "１９７１－０６－２４",
        "24.6.1971",
        "24/06/1971",
        "24-6-1971 12:30"
      })
  void datesInAllForms(String text) {
    assertThat(MatchText.date(text, false)).isEqualTo("19710624");
  }

  @ParameterizedTest
  @CsvSource({
    "6/24/1971, true, 19710624",
    "06-07-1971, true, 19710607",
    "06-07-1971, false, 19710706",
    // The year first is never ambiguous.
    "1971-06-07, true, 19710607",
    // What cannot be told apart keeps its digits.
    "1971, false, 1971",
    "June 1971, false, 1971",
    "24/06/71, false, 240671"
  })
  void orderOfDayAndMonth(String text, boolean monthFirst, String date) {
    assertThat(MatchText.date(text, monthFirst)).isEqualTo(date);
  }
}
