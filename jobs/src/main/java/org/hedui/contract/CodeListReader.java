package org.hedui.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one code list: header {@code code,zh,en,aliases,source}, further columns allowed. */
final class CodeListReader {
  private static final List<String> HEADER = List.of("code", "zh", "en", "aliases", "source");

  private final String file;
  private final Faults faults;
  private final List<CodeList.Code> codes = new ArrayList<>();
  private final Set<String> seenCodes = new HashSet<>();
  private final Map<String, String> codeByLabel = new HashMap<>();

  private CodeListReader(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /**
   * Reads a list.
   *
   * @param file path below the schemas folder
   * @param text the file's text
   * @param faults receives CSV_SYNTAX, CSV_HEADER, CSV_ROW, VALUE_BLANK, CODE_DUPLICATE and
   *     LABEL_AMBIGUOUS
   * @return the list as far as it can be read, named after the file
   */
  static CodeList read(String file, String text, Faults faults) {
    CodeListReader reader = new CodeListReader(file, faults);
    reader.readRows(text);
    return new CodeList(SchemaFiles.nameOf(file, "codes/", ".csv"), reader.codes);
  }

  private void readRows(String text) {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    int line = 1;
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<String> header = List.of();
      for (Iterator<CSVRecord> rows = parser.iterator(); rows.hasNext(); ) {
        CSVRecord row = rows.next();
        if (line == 1) {
          header = row.toList();
          if (!isHeader(header)) {
            return;
          }
        } else {
          readRow(header, row.toList(), line);
        }
        line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      faults.add("CSV_SYNTAX", file, line, "This row is not CSV; check its quotation marks.");
    }
  }

  private boolean isHeader(List<String> header) {
    boolean fits =
        header.size() >= HEADER.size()
            && header.subList(0, HEADER.size()).equals(HEADER)
            && Set.copyOf(header).size() == header.size()
            && header.stream().noneMatch(String::isBlank);
    if (!fits) {
      faults.add(
          "CSV_HEADER",
          file,
          1,
          "The header must begin " + String.join(",", HEADER) + "; further names once each.");
    }
    return fits;
  }

  private void readRow(List<String> header, List<String> cells, int line) {
    if (cells.size() != header.size()) {
      faults.add(
          "CSV_ROW",
          file,
          line,
          "The row has %d cells, the header %d; quote a text that holds a comma."
              .formatted(cells.size(), header.size()));
      return;
    }
    for (String name : List.of("code", "zh", "en")) {
      if (cells.get(header.indexOf(name)).isBlank()) {
        faults.add("VALUE_BLANK", file, line, "'" + name + "' is blank; write it.");
      }
    }
    Map<String, String> extra = new LinkedHashMap<>();
    for (int column = HEADER.size(); column < header.size(); column++) {
      extra.put(header.get(column), cells.get(column));
    }
    List<String> aliases =
        Stream.of(cells.get(3).split("\\|")).filter(alias -> !alias.isBlank()).toList();
    CodeList.Code code =
        new CodeList.Code(cells.get(0), cells.get(1), cells.get(2), aliases, extra);
    checkCode(code, line);
    codes.add(code);
  }

  private void checkCode(CodeList.Code code, int line) {
    if (!seenCodes.add(code.code()) && !code.code().isBlank()) {
      faults.add(
          "CODE_DUPLICATE", file, line, "Code " + code.code() + " stands twice; remove one row.");
    }
    Stream.concat(Stream.of(code.zh()), code.aliases().stream())
        .filter(label -> !label.isBlank())
        .forEach(
            label -> {
              String other = codeByLabel.putIfAbsent(HeaderText.compact(label), code.code());
              if (other != null && !other.equals(code.code())) {
                faults.add(
                    "LABEL_AMBIGUOUS",
                    file,
                    line,
                    "Label %s means code %s and code %s; keep it at one."
                        .formatted(label, other, code.code()));
              }
            });
  }
}
