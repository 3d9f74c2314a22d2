package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2010-01-02",
        "2010-1-2",
        "2010/1/2",
        "2010/01/02",
        "2010.1.2",
        "20100102",
        "20100102.0",
        "2010年1月2日",
        "2010年01月02日",
        "2010 年 1 月 2 日",
        "2010年1月2",
        "2010-01-02 00:00:00",
        "2010-01-02 00:00:00.000",
        "2010-01-02T23:59:59",
        "2010-01-02T23:59:59+08:00",
        "2010/1/2 8:30",
        "20100102 08:30:00Z",
        "２０１０－０１－０２",
        "２０１０年１月２日",
        "\u30002010-01-02 ",
        "40180", // 2010-01-01 is 40179, as 2000-01-01 is 36526 and ten years are 3653 days
        "40180.0"
      })
  void everyFormOfADate(String text) {
    assertThat(DateText.date(text)).isEqualTo(LocalDate.of(2010, 1, 2));
    assertThat(DateText.yearMonth(text)).isEqualTo("201001");
  }

  @ParameterizedTest
  @CsvSource({
    "20000229, 2000-02-29",
    "3654, 1910-01-01",
    "36526, 2000-01-01",
    "73050, 2099-12-31",
    "99991231, 9999-12-31",
    "18500101, 1850-01-01"
  })
  void datesAtTheEdges(String text, LocalDate date) {
    assertThat(DateText.date(text)).isEqualTo(date);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "2010",
        "2010.0",
        "2010年",
        "201001",
        "2010-01",
        "3653",
        "73051",
        "40180.5",
        "2010-02-30",
        "20010229",
        "19000229",
        "2010-13-01",
        "2010-00-10",
        "20100100",
        "18491231",
        "00000000",
        "2010-1/2",
        "2010年1-2",
        "2010-1-2日",
        "10-01-02",
        "2010-01-02x",
        "2010-01-02 8:30x",
        "529921201001020010",
        "汉"
      })
  void noDate(String text) {
    assertThat(DateText.date(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "202309, 202309",
        "202309.0, 202309",
        "2023-09, 202309",
        "2023-9, 202309",
        "2023/9, 202309",
        "2023年9月, 202309",
        "2023年09月份, 202309",
        "2023.09, 202309",
        "2023.10, 202310",
        "2023.9, 202309",
        "2023.1, NULL", // October in a spreadsheet, January by hand
        "2023.0, NULL",
        "２０２３０９, 202309",
        "2023-09-01, 202309",
        "20230901, 202309",
        "45170, 202309",
        "202313, NULL",
        "202300, NULL",
        "2023, NULL",
        "9月, NULL",
        "NULL, NULL"
      })
  void months(String text, String month) {
    assertThat(DateText.yearMonth(text)).isEqualTo(month);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "2014, 2014",
        "2014.0, 2014",
        "2014年, 2014",
        "2014年度, 2014",
        "２０１４, 2014",
        "14, NULL",
        "0014, NULL",
        "2014.5, NULL",
        "20141231, NULL",
        "NULL, NULL"
      })
  void years(String text, Integer year) {
    assertThat(DateText.year(text)).isEqualTo(year);
  }
}
