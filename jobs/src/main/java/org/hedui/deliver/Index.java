package org.hedui.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hedui.contract.Document;
import org.hedui.deliver.paper.Stamp;

/**
 * The list of all files of a hand-over: which file, what for, for whom, rows, SHA-256; and what is
 * in none of them. Its own hash stands in the audit and with it fixes every file.
 *
 * @param order what was ordered
 * @param folder where the files lie
 */
record Index(Order order, Path folder) {
  private static final String NAME = "目录.csv";

  /**
   * Writes the list, and what is not in the files: documents without rows, rows of no known
   * division.
   *
   * @return its path
   */
  Path write(List<Handed> documents) throws IOException {
    Path index = folder.resolve(NAME);
    try (Writer writer = Files.newBufferedWriter(index, StandardCharsets.UTF_8)) {
      // Spreadsheets know UTF-8 by it.
      writer.write('\uFEFF');
      CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
      printer.printRecord("文件", "文种", "用途", "发给", "行数", "加密", "有效期至", "SHA-256", "备注");
      for (Handed handed : documents) {
        String none = handed.rows() == 0 ? "没有数据" : "";
        for (Delivered file : handed.files()) {
          printer.printRecord(
              line(
                  file.document(),
                  file.file().toString().replace('\\', '/'),
                  file.rows(),
                  file.locked() ? "是" : "否",
                  hash(folder.resolve(file.file())),
                  none));
        }
        if (handed.files().isEmpty()) {
          printer.printRecord(line(handed.document(), "", 0, "", "", none));
        }
        if (handed.leftOut() > 0) {
          printer.printRecord(
              line(
                  handed.document(),
                  "",
                  handed.leftOut(),
                  "",
                  "",
                  "区划不详，未列入；可用 --division unknown 导出"));
        }
      }
      printer.flush();
    }
    return index;
  }

  private Object[] line(
      Document document, String file, long rows, String locked, String hash, String remark) {
    Stamp stamp = order.stamp(document);
    return new Object[] {
      file,
      document.title().zh(),
      stamp.purpose(),
      document.reader(),
      rows,
      locked,
      stamp.until(),
      hash,
      remark
    };
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }
}
