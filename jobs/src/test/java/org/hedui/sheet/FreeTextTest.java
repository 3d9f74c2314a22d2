package org.hedui.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeTextTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "fine",
      value = {
        "已入户核实，学生在外地就读   | fine",
        "教助〔2023〕28号             | fine",
        "2023-11-30至2024-06-30       | fine",
        "2023-11-30 2024-06-30        | fine",
        "金额 1500.00 元              | fine",
        "编号 20231130000123          | fine",
        "''                           | fine",
        "=1+1                         | FORMULA_FOUND",
        "＝HYPERLINK(1)               | FORMULA_FOUND",
        "' @SUM(A1)'                  | FORMULA_FOUND",
        "+86                          | FORMULA_FOUND",
        "-1                           | FORMULA_FOUND",
        "见529921199003070012         | NOTE_PERSONAL",
        "见52992119900307001X。       | NOTE_PERSONAL",
        "见529921 19900307 001X       | NOTE_PERSONAL",
        "见５２９９２１１９９００３０７００１２ | NOTE_PERSONAL",
        "旧证529921900307001          | NOTE_PERSONAL",
        "电话13812345678              | NOTE_PERSONAL",
        "电话138 1234 5678            | NOTE_PERSONAL",
        "电话138-1234-5678            | NOTE_PERSONAL",
      })
  void formulasAndNumbersOfPersonsAreRefused(String text, String code) {
    SheetCells.Cell cell = new SheetCells.Cell("S!A1", text == null ? "" : text, false);

    assertThat(FreeText.fault(cell).map(CellFault::code).orElse(null)).isEqualTo(code);
    FreeText.fault(cell).ifPresent(fault -> assertThat(fault.message()).doesNotContain(text));
  }
}
