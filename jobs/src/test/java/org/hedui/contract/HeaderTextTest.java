package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

  @ParameterizedTest
  @CsvSource({
    "县(市、区、旗), 县",
    "村（居）代码, 村代码",
    "估值［元］, 估值",
    "估值【万（元）】, 估值",
    "家庭((人口)数), 家庭",
    "＊姓 名：, 姓名",
    "*姓名*, 姓名",
    "'金额，。', 金额",
    "ＩＤ号, ID号",
    "县(市, 县(市",
  })
  void aHeaderIsComparedByItsKey(String header, String key) {
    assertThat(HeaderText.normalise(header)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\n", "\u3000", "\u00A0", "\u200B", "\uFEFF", "\u2060"})
  void whiteSpaceOfAnyKindIsLeftOut(String space) {
    assertThat(HeaderText.normalise("姓" + space + "名" + space)).isEqualTo("姓名");
    assertThat(HeaderText.compact("男" + space + "性")).isEqualTo("男性");
  }

  @ParameterizedTest
  @ValueSource(strings = {"县(市、区、旗)", "＊姓 名：", "((a)b)c", "(a(b)", "【x]", "a*(b:)"})
  void normalisingTwiceChangesNothing(String header) {
    String once = HeaderText.normalise(header);
    assertThat(HeaderText.normalise(once)).isEqualTo(once);
  }

  @Test
  void aLabelKeepsItsBrackets() {
    assertThat(HeaderText.compact("弱（半）劳动力")).isEqualTo("弱(半)劳动力");
  }
}
