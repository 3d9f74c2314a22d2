package org.hedui.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hedui.contract.Contract;
import org.hedui.ingest.TestContracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRowsTest {
  private static final Layout PAYROLL = Layout.of(TestContracts.payroll(Contract.Load.SNAPSHOT));
  private static final Layout ASSISTANCE = Layout.of(TestContracts.assistance());

  @TempDir Path folder;

  /** Each data row as number, reason if any, and cells. */
  private static List<String> lines(TableReader reader, Layout layout) {
    List<String> lines = new ArrayList<>();
    try (FileRows rows = new FileRows(reader, layout, true)) {
      rows.forEachRemaining(
          row ->
              lines.add(
                  row.number()
                      + row.fault().map(fault -> " " + fault.reason()).orElse("")
                      + " "
                      + String.join("|", row.cells())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return lines;
  }

  private static List<String> payroll(String text) {
    return lines(new CsvReader(new StringReader(text), ','), PAYROLL);
  }

  @Test
  void titlesHeaderFootersAndBlankRowsAreNoData() {
    String text =
        """
        财政供养人员花名册,,
        填报单位：财政局,,单位：元

        姓名,身份证号,单位名称
        甲,1,一中
        \u3000,\u00a0,
        乙,2,二中
        姓名,身份证号,单位名称
        丙,3,三中
        　合　计：,3,
        填表人：某,,
        """;
    assertThat(payroll(text)).containsExactly("5 甲|1|一中", "7 乙|2|二中", "9 丙|3|三中");
  }

  @Test
  void aRowShiftedByACommaIsTooLongEvenIfItsLastCellIsBlank() {
    String text = "姓名,身份证号,单位名称,备注\n甲,1,一中,\n乙,2,二,中,\n丙,3,三中,\n丁,4\n";
    assertThat(payroll(text))
        .containsExactly(
            "2 甲|1|一中|", "3 ROW_TOO_LONG 乙|2|二|中|", "4 丙|3|三中|", "5 ROW_TOO_SHORT 丁|4");
  }

  @Test
  void aSeparatorAtTheEndOfEveryRowIsAHabitAndNoShift() {
    String text = "姓名,身份证号,单位名称\n甲,1,一中,\n乙,2,二中,\n丙,3,三,中,\n丁,4,四中,\n戊,5,五中,x\n";
    assertThat(payroll(text))
        .containsExactly(
            "2 甲|1|一中|",
            "3 乙|2|二中|",
            "4 ROW_TOO_LONG 丙|3|三|中|",
            "5 丁|4|四中|",
            "6 ROW_TOO_LONG 戊|5|五中|x");
  }

  @Test
  void withoutHeaderEveryRowIsGiven() {
    assertThat(payroll("甲,1,一中\n\n乙,2,二中\n"))
        .containsExactly("1 SHEET_WITHOUT_HEADER 甲|1|一中", "3 SHEET_WITHOUT_HEADER 乙|2|二中");
  }

  @Test
  void mergedAndFilledCellsRepeatInDataRowsOfTheirSheet() {
    Path file =
        new TestWorkbook()
            .table(
                "一",
                List.of(
                    Arrays.asList("花名册", null, null, null),
                    List.of("县", "证号", "序号", "姓名"),
                    List.of("青岚县", "D1", "1", "甲"),
                    Arrays.asList(null, null, "2", "乙"),
                    Arrays.asList(null, "D2", "1", "丙"),
                    Arrays.asList(null, null, null, "备注"),
                    List.of("填表人：某")),
                "A1:D1",
                "B3:B4")
            .table("二", List.of(List.of("证号", "序号", "姓名", "区县"), List.of("D3", "1", "丁")))
            .table("说明", List.of(List.of("先填县，再填证号")))
            .write(folder.resolve("t.xlsx"));
    assertThat(lines(new XlsxReader(file.toFile()), ASSISTANCE))
        .containsExactly(
            "3 青岚县|D1|1|甲",
            "4 青岚县|D1|2|乙",
            "5 青岚县|D2|1|丙",
            "6 ROW_TOO_SHORT |||备注",
            "2 D3|1|丁",
            "1 SHEET_WITHOUT_HEADER 先填县，再填证号");
  }

  @Test
  void aRowOfASheetMayEndEarlyButNotLate() {
    Path file =
        new TestWorkbook()
            .table(
                "S",
                List.of(
                    List.of("姓名", "身份证号", "单位名称", "金额"),
                    List.of("甲", "1"),
                    List.of("乙", "2", "二中", "9", "x")))
            .write(folder.resolve("t.xlsx"));
    assertThat(lines(new XlsxReader(file.toFile()), PAYROLL))
        .containsExactly("2 甲|1", "3 ROW_TOO_LONG 乙|2|二中|9|x");
  }

  @Test
  void headersMissingAndUnknownColumnsAreTold() throws IOException {
    CsvReader reader = new CsvReader(new StringReader("姓名,号（原）,单位名称,备注\n甲,1,一中,\n"), ',');
    try (FileRows rows = new FileRows(reader, PAYROLL, false)) {
      rows.forEachRemaining(row -> assertThat(row.fault()).isEqualTo(Optional.empty()));
      assertThat(rows.headers()).isEqualTo(1);
      assertThat(rows.missing()).containsExactly("身份证号");
      assertThat(rows.unknown()).containsExactlyInAnyOrder("号（原）", "备注");
    }
  }
}
