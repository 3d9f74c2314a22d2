package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "529921199001010019, 529921********0019",
        "'52992119900101006x ', 529921********006X",
        "529921900101006, ***********1006",
        "52992119900101001942, ****************1942",
        "12345678, ****5678",
        "1234567, *******",
        "' ', NULL",
        "NULL, NULL"
      })
  void numbers(String raw, String mask) {
    assertThat(Masks.id(raw)).isEqualTo(mask);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "10012341234, 100****1234",
        "10012341234.0, 100****1234",
        "0999-1234567, ********4567",
        "12345, *****",
        "NULL, NULL"
      })
  void telephones(String raw, String mask) {
    assertThat(Masks.phone(raw)).isEqualTo(mask);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "张, *",
        "张三, 张*",
        "张小明, 张*明",
        "张小明明, 张**明",
        "欧阳娜娜, 欧阳**",
        "歐陽修, 歐陽*",
        "欧阳, 欧*",
        "𠮷小明, 𠮷*明",
        "张小𠮷, 张*𠮷",
        "阿依努尔．买买提, 阿***·***",
        "' ', NULL",
        "NULL, NULL"
      })
  void names(String raw, String mask) {
    assertThat(Masks.name(raw)).isEqualTo(mask);
  }
}
