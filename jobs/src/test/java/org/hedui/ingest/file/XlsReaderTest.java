package org.hedui.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsReaderTest {
  @TempDir Path folder;

  private static List<String> read(Path file) {
    List<String> lines = new ArrayList<>();
    try (XlsReader reader = new XlsReader(file.toFile())) {
      while (reader.nextSheet()) {
        MergedCells merged = reader.mergedCells();
        for (Optional<SourceRow> row = reader.nextRow(); row.isPresent(); row = reader.nextRow()) {
          lines.add(
              reader.sheet().orElseThrow()
                  + row.get().number()
                  + "|"
                  + String.join("|", merged.fill(row.get()).cells()));
        }
      }
    }
    return lines;
  }

  private Path write(HSSFWorkbook workbook) throws IOException {
    Path file = folder.resolve("t.xls");
    try (OutputStream out = Files.newOutputStream(file);
        workbook) {
      workbook.write(out);
    }
    return file;
  }

  private static void assertRefused(FileReason reason, Path file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void cellsOfEveryTypeAreText() throws IOException {
    HSSFWorkbook workbook = new HSSFWorkbook();
    HSSFRow row = workbook.createSheet("一").createRow(2);
    row.createCell(0).setCellValue("沐青岚");
    row.createCell(1).setCellValue((double) 529921199001010018L);
    row.createCell(2).setCellValue(32939);
    row.createCell(3).setCellValue(1234.56);
    row.createCell(5).setCellValue(true);
    row.createCell(6).setCellFormula("CONCATENATE(\"a\",\"b\")");
    row.createCell(7).setCellFormula("1+1");
    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
    workbook.createSheet("二").createRow(0).createCell(1).setCellValue("末");
    workbook.setSheetHidden(1, true);
    assertThat(read(write(workbook)))
        .containsExactly("一3|沐青岚|529921199001010000|32939|1234.56||TRUE|ab|2", "二1||末");
  }

  @Test
  void mergedCellsBelongToTheirOwnSheet() throws IOException {
    HSSFWorkbook workbook = new HSSFWorkbook();
    for (String name : List.of("一", "二")) {
      HSSFSheet sheet = workbook.createSheet(name);
      for (int i = 0; i < 3; i++) {
        sheet.createRow(i).createCell(1).setCellValue(i);
      }
      sheet.getRow(0).createCell(0).setCellValue("县");
      if (name.equals("二")) {
        sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 0));
      }
    }
    assertThat(read(write(workbook)))
        .containsExactly("一1|县|0", "一2||1", "一3||2", "二1|县|0", "二2|县|1", "二3||2");
  }

  @Test
  void passwordsDamageAndOtherOleFilesAreRefused() throws IOException {
    HSSFWorkbook workbook = new HSSFWorkbook();
    workbook.createSheet("S").createRow(0).createCell(0).setCellValue("x");
    Path plain = write(workbook);
    byte[] bytes = Files.readAllBytes(plain);
    Files.write(plain, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(FileReason.UNREADABLE, plain);

    Biff8EncryptionKey.setCurrentUserPassword("hedui");
    try {
      HSSFWorkbook secret = new HSSFWorkbook();
      secret.createSheet("S").createRow(0).createCell(0).setCellValue("x");
      write(secret);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    assertRefused(FileReason.PASSWORD_PROTECTED, folder.resolve("t.xls"));

    for (String[] entry :
        new String[][] {
          {"EncryptedPackage", "PASSWORD_PROTECTED"}, {"WordDocument", "NOT_WHAT_NAME_SAYS"}
        }) {
      Path file = folder.resolve(entry[0] + ".xls");
      try (POIFSFileSystem ole = new POIFSFileSystem();
          OutputStream out = Files.newOutputStream(file)) {
        ole.createDocument(new ByteArrayInputStream(new byte[4096]), entry[0]);
        ole.writeFilesystem(out);
      }
      assertRefused(FileReason.valueOf(entry[1]), file);
    }
  }
}
