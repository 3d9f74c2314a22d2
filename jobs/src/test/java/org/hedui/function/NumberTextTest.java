package org.hedui.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "12, 12",
        "12.0, 12",
        "'1,200', 1200",
        "'1,200.00', 1200",
        "12人, 12",
        "3 口, 3",
        "１２, 12",
        "-3, -3",
        "+3, 3",
        "007, 7",
        "2147483647, 2147483647",
        "-2147483648, -2147483648",
        "2147483648, NULL",
        "12.5, NULL",
        "'1,20', NULL",
        "12万, NULL",
        "人, NULL",
        "'', NULL",
        "NULL, NULL"
      })
  void wholeNumbers(String text, Integer number) {
    assertThat(NumberText.integer(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "400, 400.00",
        "400.00, 400.00",
        "'1,234.5', 1234.50",
        "'1,234,567.891', 1234567.89",
        "￥400, 400.00",
        "¥ 400, 400.00",
        "400元, 400.00",
        "４００, 400.00",
        "2.55万元, 25500.00",
        "2.55万, 25500.00",
        "4.25 万元, 42500.00",
        "1.2E+5, 120000.00",
        "1.2e5, 120000.00",
        "-400, -400.00",
        "−400, -400.00",
        "-￥400, -400.00",
        "￥-400, -400.00",
        "0, 0.00",
        "0.005, 0.01",
        "9999999999999999.99, 9999999999999999.99",
        "10000000000000000, NULL",
        "1E+99, NULL",
        "1E+999999999, NULL",
        "'12,34', NULL",
        "4¥00, NULL",
        "400元/年, NULL",
        "免, NULL",
        "'', NULL",
        "NULL, NULL"
      })
  void amounts(String text, BigDecimal amount) {
    assertThat(NumberText.amount(text)).isEqualTo(amount);
  }
}
