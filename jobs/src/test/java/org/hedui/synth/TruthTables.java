package org.hedui.synth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the answer key of a county. */
final class TruthTables {
  private TruthTables() {}

  /** The rows of a table by column. */
  static List<Map<String, String>> read(Path county, String table) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    Path file = county.resolve("truth").resolve(table + ".csv");
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }
}
