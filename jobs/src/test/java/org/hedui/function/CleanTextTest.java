package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
  @Test
  void textIsMadePlain() {
    assertThat(CleanText.clean("\u3000ＡＢ\u00A0\t１２\r\n（三） ")).isEqualTo("AB 12 (三)");
    assertThat(CleanText.clean("\uFEFF张\u200B\u0000三\uFE00")).isEqualTo("张三");
    assertThat(CleanText.clean("𠮷㛃䶮")).isEqualTo("𠮷㛃䶮");
    assertThat(CleanText.clean(" \u200B\u3000")).isNull();
    assertThat(CleanText.clean(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"江\uFFFD宝", "\uFFFD", "张?", "?三", "𠮷?"})
  void damageIsSeen(String text) {
    assertThat(CleanText.isDamaged(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"张三", "what?", "张三？", "张 ?", ""})
  void aQuestionIsNoDamage(String text) {
    assertThat(CleanText.isDamaged(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "529921, 529921",
        "529921100.0, 529921100",
        "'　529921100205 ', 529921100205",
        "５２９９２１, 529921",
        "5299211, NULL",
        "52992X, NULL",
        "青岚县, NULL",
        "NULL, NULL"
      })
  void divisionCodes(String raw, String code) {
    assertThat(CleanText.divisionCode(raw)).isEqualTo(code);
  }
}
