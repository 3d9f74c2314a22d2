package org.hedui.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxReaderTest {
  @TempDir Path folder;

  private static List<String> read(Path file) {
    List<String> lines = new ArrayList<>();
    try (XlsxReader reader = new XlsxReader(file.toFile())) {
      while (reader.nextSheet()) {
        for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
          lines.add(
              reader.sheet().orElseThrow()
                  + row.get().number()
                  + "|"
                  + String.join("|", row.get().cells()));
        }
      }
    }
    return lines;
  }

  private Path file() {
    return folder.resolve("t.xlsx");
  }

  private List<String> readSheet(String rows) {
    Path file =
        new TestWorkbook()
            .sheet("S", "visible", "<sheetData>" + rows + "</sheetData>")
            .sharedStrings(
                "<si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space='preserve"
                    + "'> 丙</t></r><rPh sb='0' eb='1'><t>ping</t></rPh></si>"
                    + "<si><t>a_x000D_b</t></si>")
            .write(file());
    return read(file);
  }

  private static void assertRefused(FileReason reason, Path file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void cellsOfEveryTypeAreText() {
    assertThat(
            readSheet(
                "<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c>"
                    + "<c r='C3' t='b'><v>1</v></c><c r='D3' t='e'><v>#N/A</v></c>"
                    + "<c r='E3' t='str'><f>A1</f><v>丁</v></c><c r='F3' t='s'><v>2</v></c>"
                    + "<c r='H3' s='4'/><c r='I3' t='d'><v>2023-11-30</v></c></row>"))
        .containsExactly("S3|甲|乙 丙|TRUE|#N/A|丁|a\rb|||2023-11-30");
  }

  @Test
  void formulasOfARowAreToldOf() {
    Path file =
        new TestWorkbook()
            .sheet(
                "S",
                "visible",
                "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='C1'><f>A1</f><v>1</v></c>"
                    + "<c r='D1'><f t='shared' si='0'/></c></row>"
                    + "<row r='2'><c r='A2'><v>1</v></c></row></sheetData>")
            .write(file());
    try (XlsxReader reader = new XlsxReader(file.toFile())) {
      assertThat(reader.nextSheet()).isTrue();
      reader.nextRow();
      assertThat(reader.formulas()).containsExactlyInAnyOrder(2, 3);
      reader.nextRow();
      assertThat(reader.formulas()).isEmpty();
    }
  }

  @Test
  void numbersAreAsStoredWithoutTheNoiseOfBinaryFractions() {
    assertThat(
            readSheet(
                "<row r='1'><c><v>5.2992119900101E+17</v></c><c><v>32939</v></c>"
                    + "<c><v>1234.5599999999999</v></c><c><v>529921199001010018</v></c>"
                    + "<c><v>20100101.0</v></c></row>"))
        .containsExactly("S1|5.2992119900101E+17|32939|1234.56|529921199001010018|20100101.0");
  }

  @Test
  void rowAndCellNumbersMayBeLeftOut() {
    assertThat(
            readSheet("<row><c t='s'><v>0</v></c></row><row/><row><c/><c t='s'><v>0</v></c></row>"))
        .containsExactly("S1|甲", "S3|甲");
  }

  @Test
  void hiddenSheetsAreReadAndNamesMayHavePrefixes() {
    Path file =
        new TestWorkbook()
            .table("一", List.of(List.of("x")))
            .sheet(
                "二",
                "hidden",
                "<x:sheetData xmlns:x='u'><x:row r='7'><x:c r='B7'><x:v>1</x:v></x:c></x:row>"
                    + "</x:sheetData>")
            .write(file());
    assertThat(read(file)).containsExactly("一1|x", "二7||1");
  }

  @Test
  void mergedCellsFillDownDataRowsOnly() throws IOException {
    Path file =
        new TestWorkbook()
            .table(
                "S",
                List.of(
                    Arrays.asList("标题", null),
                    List.of("甲", "1"),
                    Arrays.asList(null, "2"),
                    List.of("丙", "3")),
                "A1:B1",
                "A2:A3")
            .write(file());
    try (XlsxReader reader = new XlsxReader(file.toFile())) {
      assertThat(reader.nextSheet()).isTrue();
      MergedCells merged = reader.mergedCells();
      List<List<String>> rows = new ArrayList<>();
      for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
        rows.add(merged.fill(row.get()).cells());
      }
      assertThat(rows)
          .containsExactly(List.of("标题"), List.of("甲", "1"), List.of("甲", "2"), List.of("丙", "3"));
    }
  }

  @Test
  void aWorkbookCutOffOrNoWorkbookIsRefused() throws IOException {
    Path file = new TestWorkbook().table("S", List.of(List.of("x"))).write(file());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 30));
    assertRefused(FileReason.TRUNCATED, file);

    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.closeEntry();
    }
    assertRefused(FileReason.NOT_WHAT_NAME_SAYS, file);
  }

  @Test
  void aByteChangedInsideIsRefused() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(List.of("行" + i * 7919, "值" + i * 104729));
    }
    Path file = new TestWorkbook().table("S", rows).write(file());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(file, bytes);
    assertRefused(FileReason.UNREADABLE, file);
  }

  @Test
  void aZipBombIsRefusedBeforeItFillsTheMemory() throws IOException {
    byte[] blanks = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Path file = file();
    new TestWorkbook().sheet("S", "visible", "").write(file);
    Path bomb = folder.resolve("bomb.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb));
        java.util.zip.ZipFile source = new java.util.zip.ZipFile(file.toFile())) {
      for (String name : List.of("xl/workbook.xml", "xl/_rels/workbook.xml.rels")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(source.getInputStream(source.getEntry(name)).readAllBytes());
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write("<worksheet><sheetData>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      for (int i = 0; i < 80; i++) {
        zip.write(blanks);
        zip.write("<row/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      zip.write("</sheetData></worksheet>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertRefused(FileReason.ZIP_BOMB, bomb);
  }

  @Test
  void deepXmlAndHugeCellsAreRefused() {
    assertThatThrownBy(() -> readSheet("<row>" + "<c>".repeat(Limits.XML_DEPTH) + "</row>"))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            e -> assertThat(e.reason()).isEqualTo(FileReason.ZIP_BOMB));
    assertThatThrownBy(
            () ->
                readSheet(
                    "<row><c t='inlineStr'><is><t>"
                        + "字".repeat(Limits.CELL_CHARACTERS + 1)
                        + "</t></is></c></row>"))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            e -> assertThat(e.reason()).isEqualTo(FileReason.TOO_LARGE));
  }

  @Test
  void noEntityIsResolvedAndNoColumnLiesBeyondTheLast() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path file = file();
    new TestWorkbook()
        .sheet("S", "visible", "<sheetData><row><c t='str'><v>&e;</v></c></row></sheetData>")
        .write(file);
    Path hostile = folder.resolve("hostile.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(hostile));
        java.util.zip.ZipFile source = new java.util.zip.ZipFile(file.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(source.entries())) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().endsWith("sheet1.xml")) {
          zip.write(
              "<!DOCTYPE worksheet [<!ENTITY e SYSTEM '%s'>]>"
                  .formatted(secret.toUri())
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        zip.write(source.getInputStream(entry).readAllBytes());
        zip.closeEntry();
      }
    }
    List<String> read = new ArrayList<>();
    try {
      read.addAll(read(hostile));
    } catch (UnreadableFileException e) {
      assertThat(e.reason()).isEqualTo(FileReason.UNREADABLE);
    }
    assertThat(read).noneMatch(line -> line.contains("secret"));
    assertThatThrownBy(() -> readSheet("<row><c r='ZZZZ1'><v>1</v></c></row>"))
        .isInstanceOf(UnreadableFileException.class);
  }
}
