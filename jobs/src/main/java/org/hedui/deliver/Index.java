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

/**
 * The list of all files of a hand-over: which file, what for, for whom, rows, SHA-256. Its own hash
 * stands in the audit and with it fixes every file.
 *
 * @param order what was ordered
 * @param folder where the files lie
 */
record Index(Order order, Path folder) {
  private static final String NAME = "目录.csv";

  /** Writes the list; gives its path. */
  Path write(List<Delivered> files) throws IOException {
    Path index = folder.resolve(NAME);
    try (Writer writer = Files.newBufferedWriter(index, StandardCharsets.UTF_8)) {
      // Spreadsheets know UTF-8 by it.
      writer.write('\uFEFF');
      CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
      printer.printRecord("文件", "文种", "用途", "发给", "行数", "加密", "有效期至", "SHA-256");
      for (Delivered file : files) {
        Document document = file.document();
        printer.printRecord(
            file.file().toString().replace('\\', '/'),
            document.title().zh(),
            order.stamp(document).purpose(),
            document.reader(),
            file.rows(),
            file.locked() ? "是" : "否",
            order.stamp(document).until(),
            hash(folder.resolve(file.file())));
      }
      printer.flush();
    }
    return index;
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }
}
