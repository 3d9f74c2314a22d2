package org.hedui.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.hedui.contract.Contract;
import org.hedui.ingest.FileFacts.State;
import org.hedui.ingest.file.FileReason;
import org.hedui.ingest.file.Format;
import org.hedui.ingest.file.Layout;
import org.hedui.ingest.file.TestWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInspectorTest {
  private static final Layout LAYOUT = Layout.of(TestContracts.payroll(Contract.Load.SNAPSHOT));

  @TempDir Path folder;

  private FileFacts inspect(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    LandedFile landed = new LandedFile("payroll", LocalDate.of(2023, 11, 30), name, "file:" + file);
    return FileInspector.inspect(landed, LAYOUT, new Configuration());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(FileFacts facts, FileReason reason) {
    assertThat(facts.state()).isEqualTo(State.REJECTED);
    assertThat(facts.reason()).isEqualTo(reason);
    assertThat(facts.rowsIn()).isZero();
    assertThat(facts.detail()).isNotBlank();
  }

  @Test
  void aTextFileIsCountedAndFingerprinted() throws IOException {
    FileFacts facts =
        inspect(
            "名单.CSV", "姓名,身份证号,单位名称,备注\n甲,1,一中,\n乙,2,二,中,\n".getBytes(Charset.forName("GB18030")));
    assertThat(facts.state()).isEqualTo(State.LOADED);
    assertThat(facts.format()).isEqualTo(Format.CSV);
    assertThat(facts.dialect().charset()).isEqualTo("GB18030");
    assertThat(facts.rowsIn()).isEqualTo(2);
    assertThat(facts.unknownColumns()).containsExactly("备注");
    assertThat(facts.bytes()).isEqualTo(Files.size(folder.resolve("名单.CSV")));
  }

  @Test
  void theFingerprintIsTheShaOfTheBytes() throws IOException {
    assertThat(inspect("a.csv", utf8("abc")).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aMissingRequiredColumnRefusesTheFileAndCountsItsRows() throws IOException {
    FileFacts facts = inspect("a.csv", utf8("姓名,号（原）,单位名称\n甲,1,一中\n乙,2,二中\n"));
    assertThat(facts.state()).isEqualTo(State.REJECTED);
    assertThat(facts.reason()).isEqualTo(FileReason.HEADER_UNMAPPED);
    assertThat(facts.missingColumns()).containsExactly("身份证号");
    assertThat(facts.detail()).contains("身份证号").doesNotContain("甲");
    assertThat(facts.rowsIn()).isEqualTo(2);
  }

  @Test
  void aFileWithoutHeaderKeepsItsRowsInView() throws IOException {
    FileFacts facts = inspect("a.csv", utf8("甲,1,一中\n乙,2,二中\n"));
    assertThat(facts.reason()).isEqualTo(FileReason.HEADER_UNMAPPED);
    assertThat(facts.rowsIn()).isEqualTo(2);
  }

  @Test
  void filesThatCannotBeReadAreRefusedWithTheReason() throws IOException {
    assertRefused(inspect("a.csv", new byte[0]), FileReason.EMPTY_FILE);
    assertRefused(inspect("a.xlsx", utf8("姓名,身份证号\n")), FileReason.NOT_WHAT_NAME_SAYS);
    assertRefused(inspect("b.csv", utf8("%PDF-1.7 …")), FileReason.NOT_WHAT_NAME_SAYS);
    Path workbook =
        new TestWorkbook()
            .table("S", List.of(List.of("姓名", "身份证号", "单位名称")))
            .write(folder.resolve("w.xlsx"));
    byte[] bytes = Files.readAllBytes(workbook);
    assertRefused(inspect("c.csv", bytes), FileReason.NOT_WHAT_NAME_SAYS);
    assertRefused(inspect("c.xls", bytes), FileReason.NOT_WHAT_NAME_SAYS);
    assertRefused(
        inspect("d.xlsx", java.util.Arrays.copyOf(bytes, bytes.length / 2)), FileReason.TRUNCATED);
  }

  @Test
  void aHeaderWithoutRowsIsLoadedWithNone() throws IOException {
    FileFacts facts = inspect("a.csv", utf8("姓名,身份证号,单位名称\n"));
    assertThat(facts.state()).isEqualTo(State.LOADED);
    assertThat(facts.rowsIn()).isZero();
  }
}
