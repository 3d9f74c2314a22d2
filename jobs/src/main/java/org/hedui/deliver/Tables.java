package org.hedui.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.hedui.contract.Document;

/**
 * Writes workbooks and files of text, each looked through and then locked.
 *
 * @param order what was ordered
 * @param inspection looks through them
 * @param folder where they are written
 */
record Tables(Order order, Inspection inspection, Path folder) {

  /**
   * Writes a file.
   *
   * @param place of whom it is
   * @param name its path below the folder
   * @throws org.hedui.contract.HeduiException PERSONAL_FOUND, exit code 3
   */
  Delivered write(Document document, List<String> place, Path name, Iterator<Row> rows)
      throws IOException {
    Path file = folder.resolve(name);
    long count;
    try (DocumentFile table =
        open(
            document,
            place.stream()
                .map(part -> part.replaceFirst("^\\d+-", ""))
                .collect(Collectors.joining("　")),
            file)) {
      rows.forEachRemaining(
          row -> {
            try {
              table.add(row);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      count = table.rows();
    }
    inspection.check(document, file, name);
    Optional<Password> lock = order.lock(document);
    if (lock.isPresent()) {
      Path locked = file.resolveSibling(file.getFileName() + ".locked");
      lock.get().lockWorkbook(file, locked);
      Files.move(locked, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Delivered(document, name, count, lock.isPresent());
  }

  private DocumentFile open(Document document, String place, Path file) throws IOException {
    return document.form() == Document.Form.CSV
        ? new TableText(document, file)
        : new TableWorkbook(document, order.stamp(document), place, file);
  }
}
