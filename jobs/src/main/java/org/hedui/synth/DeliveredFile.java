package org.hedui.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One file of a delivery: its form, its habits, and the name it is delivered under once more. */
final class DeliveredFile {
  private static final String FOOTER = "填表人：";

  private final Path landing;
  private final String path;
  private final Optional<String> copy;
  private final Form form;
  private final DateStyle dates;
  private final TableFile table;

  /**
   * Begins a file.
   *
   * @param path below the landing folder, without ending
   * @param part which of the files of its delivery it is
   * @param copied whether it is delivered twice
   */
  DeliveredFile(Path landing, String path, Form form, int part, boolean copied, Dice dice)
      throws IOException {
    String ending = form.workbook() ? ".xlsx" : ".csv";
    this.landing = landing;
    this.path = path + ending;
    this.copy = copied ? Optional.of(path + "_补报" + ending) : Optional.empty();
    this.form = form;
    this.dates = dice.pick(List.of(DateStyle.values()));
    Path file = landing.resolve(this.path);
    Files.createDirectories(file.getParent());
    this.table =
        form.workbook()
            ? new XlsxFile(file, form.titles(), columns(Role.NUMBER), columns(Role.COUNTY))
            : new CsvFile(file, dialect(part));
    for (int title = 0; title < form.titles(); title++) {
      table.write(List.of(title == 0 ? form.title() : "填报单位：" + CountyMap.NAME + "，单位：元、人"));
    }
    table.write(form.header(dice));
  }

  private Set<Integer> columns(Role role) {
    return IntStream.range(0, form.roles().size())
        .filter(column -> form.roles().get(column) == role)
        .boxed()
        .collect(Collectors.toSet());
  }

  private CsvFile.Dialect dialect(int part) {
    List<CsvFile.Dialect> dialects = List.of(CsvFile.Dialect.values());
    return form.modern() ? dialects.get(1 + part % 2) : dialects.get(part % dialects.size());
  }

  Form form() {
    return form;
  }

  DateStyle dates() {
    return dates;
  }

  String path() {
    return path;
  }

  Optional<String> copy() {
    return copy;
  }

  String sheet() {
    return table.sheet();
  }

  /** Writes a data row and gives its number. */
  int write(List<String> cells) throws IOException {
    return table.write(cells);
  }

  /** Ends the file and, if it is delivered twice, copies it. */
  void close() throws IOException {
    if (table instanceof XlsxFile workbook && form.titles() > 0) {
      workbook.footer(FOOTER);
    }
    table.close();
    if (copy.isPresent()) {
      Files.copy(landing.resolve(path), landing.resolve(copy.get()));
    }
  }
}
