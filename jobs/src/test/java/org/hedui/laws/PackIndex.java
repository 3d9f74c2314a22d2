package org.hedui.laws;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The index of documents that were handed out. */
final class PackIndex {
  private static final String NAME = "目录.csv";

  private PackIndex() {}

  /** Rows by the title of the document; every file is there as the index says. */
  static Map<String, Long> rows(Path pack) throws IOException {
    List<CSVRecord> files = files(pack).stream().filter(PackIndex::isFile).toList();
    for (CSVRecord file : files) {
      byte[] bytes = Files.readAllBytes(pack.resolve(file.get(0)));
      if (!DigestUtils.sha256Hex(bytes).equals(file.get("SHA-256"))) {
        throw new AssertionError(file.get(0) + " is another file than the index says.");
      }
    }
    return sums(files);
  }

  /** Rows that stand in no file, as their division is not known, by the title of the document. */
  static Map<String, Long> leftOut(Path pack) throws IOException {
    return sums(files(pack).stream().filter(line -> line.get("备注").contains("区划不详")).toList());
  }

  private static boolean isFile(CSVRecord line) {
    return !line.get(0).isEmpty();
  }

  private static Map<String, Long> sums(List<CSVRecord> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.get("文种"),
                Collectors.summingLong(line -> Long.parseLong(line.get("行数")))));
  }

  /** Titles of documents with a file that has no password. */
  static Set<String> unlocked(Path pack) throws IOException {
    return files(pack).stream()
        .filter(file -> file.get("加密").equals("否"))
        .map(file -> file.get("文种"))
        .collect(Collectors.toSet());
  }

  /** The hash of the index itself. */
  static String hash(Path pack) throws IOException {
    return DigestUtils.sha256Hex(Files.readAllBytes(pack.resolve(NAME)));
  }

  private static List<CSVRecord> files(Path pack) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(pack.resolve(NAME), StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(reader, format)) {
      return parser.getRecords();
    }
  }
}
