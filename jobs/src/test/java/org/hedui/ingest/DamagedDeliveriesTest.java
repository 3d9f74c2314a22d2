package org.hedui.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.ingest.FileFacts.State;
import org.hedui.ingest.file.FileReason;
import org.hedui.ingest.file.FileRow;
import org.hedui.ingest.file.FileRows;
import org.hedui.ingest.file.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a file on its way: no crash, no lost row, a reason for each. The seed in a
 * failure's message repeats it.
 */
class DamagedDeliveriesTest {
  private static final Path HOME = Path.of(System.getenv("HEDUI_HOME"));
  private static final Path LANDING = HOME.resolve("demo/landing");
  private static final Schemas SCHEMAS = SchemasLoader.require(HOME.resolve("schemas"));
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final int COPIES = 6;

  @TempDir Path folder;

  /** A file of the sample county, its text if it is one. */
  private record Sample(Path file, Layout layout) {
    byte[] bytes() {
      return readAll(file);
    }

    boolean isText() {
      return file.toString().endsWith(".csv");
    }

    String text() {
      byte[] bytes = bytes();
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.indexOf('\uFFFD') >= 0 && text.charAt(0) != '\uFEFF'
          ? new String(bytes, GB18030)
          : text;
    }
  }

  /** A file as it was read: what it was taken for, and its rows. */
  private record Read(FileFacts facts, List<FileRow> rows) {
    long quarantined() {
      return rows.stream().filter(row -> row.fault().isPresent()).count();
    }

    /** Values by column of the contract, of the rows that can be read, sorted. */
    List<List<String>> values(Layout layout) {
      return rows.stream()
          .filter(row -> row.fault().isEmpty())
          .map(
              row ->
                  IntStream.range(0, layout.columns().size())
                      .mapToObj(column -> row.header().columns().indexOf(column))
                      .map(
                          cell ->
                              cell < 0 || cell >= row.cells().size() ? "" : row.cells().get(cell))
                      .toList())
          .toList();
    }
  }

  private static List<Sample> samples() {
    try (Stream<Path> files = Files.walk(LANDING, 3)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> SCHEMAS.contracts().containsKey(registry(file)))
          .sorted()
          .map(file -> new Sample(file, Layout.of(SCHEMAS.contract(registry(file)))))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String registry(Path file) {
    return LANDING.relativize(file).getName(0).toString();
  }

  private static byte[] readAll(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Inspects a file, then reads it as loading does, and holds the law between the two. */
  private Read read(Sample sample, byte[] bytes, String what) {
    try {
      Path copy = Files.write(folder.resolve(sample.file().getFileName()), bytes);
      LandedFile landed =
          new LandedFile(
              sample.layout().registry(),
              LocalDate.of(2023, 11, 30),
              sample.file().getFileName().toString(),
              "file:" + copy);
      FileFacts facts = FileInspector.inspect(landed, sample.layout(), new Configuration());
      List<FileRow> rows = new ArrayList<>();
      if (facts.hasRows()) {
        try (FileContent content = new FileContent(landed, new Configuration());
            FileRows read =
                new FileRows(
                    FileInspector.open(content, facts.format(), facts.dialect()),
                    sample.layout(),
                    true)) {
          read.forEachRemaining(rows::add);
        }
      } else {
        assertThat(facts.reason()).as(what).isNotNull();
        assertThat(facts.detail()).as(what).isNotBlank();
      }
      assertThat(facts.rowsIn()).as(what).isEqualTo(rows.size());
      assertThat(rows).as(what).extracting(FileRow::number).isSorted().doesNotHaveDuplicates();
      return new Read(facts, rows);
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }

  private static String what(Sample sample, String damage, long seed) {
    return "%s of %s, seed %d".formatted(damage, LANDING.relativize(sample.file()), seed);
  }

  @Test
  void filesCutOffAnywhere() {
    for (Sample sample : samples()) {
      long whole = read(sample, sample.bytes(), what(sample, "copy", 0)).rows().size();
      for (long seed = 0; seed < COPIES; seed++) {
        String what = what(sample, "truncation", seed);
        int length = new Random(seed).nextInt(sample.bytes().length);
        Read read = read(sample, Arrays.copyOf(sample.bytes(), length), what);
        assertThat((long) read.rows().size()).as(what).isLessThanOrEqualTo(whole);
        if (!sample.isText()) {
          assertThat(read.facts().state()).as(what).isEqualTo(State.REJECTED);
        } else if (read.facts().state() == State.LOADED) {
          assertThat(read.rows().size())
              .as(what)
              .isGreaterThanOrEqualTo(fullRecords(sample, length));
        }
      }
    }
  }

  /**
   * Lines of the first {@code length} bytes that are not part of a quoted cell, less the header.
   */
  private static int fullRecords(Sample sample, int length) {
    byte[] bytes = sample.bytes();
    int records = -1;
    boolean quoted = false;
    for (int i = 0; i < length; i++) {
      quoted ^= bytes[i] == '"';
      records += bytes[i] == '\n' && !quoted ? 1 : 0;
    }
    return Math.max(0, records);
  }

  @Test
  void bytesInjectedAnywhere() {
    byte[] hostile = {'"', ',', '\n', '\r', 0, (byte) 0x80, (byte) 0xff, '?', '\t', ';', 'x'};
    for (Sample sample : samples()) {
      long whole = read(sample, sample.bytes(), what(sample, "copy", 0)).rows().size();
      for (long seed = 0; seed < COPIES; seed++) {
        String what = what(sample, "injection", seed);
        Random random = new Random(seed);
        byte[] bytes = sample.bytes();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
          bytes[random.nextInt(bytes.length)] = hostile[random.nextInt(hostile.length)];
        }
        Read read = read(sample, bytes, what);
        if (sample.isText()) {
          // A byte can take the place of a line end or make a cell end: it moves its own rows only.
          assertThat((long) read.rows().size())
              .as(what)
              .isBetween(whole - 4L * count, whole + 4L * count);
        } else if (read.facts().state() == State.LOADED) {
          assertThat((long) read.rows().size()).as(what).isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void columnsInAnyOrderGiveTheSameValues() throws IOException {
    for (Sample sample : samples()) {
      if (!sample.isText()) {
        continue;
      }
      long seed = sample.bytes().length;
      String what = what(sample, "shuffle", seed);
      Read original = read(sample, sample.bytes(), what);
      Read shuffled = read(sample, shuffled(sample, seed).getBytes(StandardCharsets.UTF_8), what);
      assertThat(shuffled.facts().state()).as(what).isEqualTo(original.facts().state());
      assertThat(shuffled.quarantined()).as(what).isEqualTo(original.quarantined());
      assertThat(shuffled.values(sample.layout()))
          .as(what)
          .isEqualTo(original.values(sample.layout()));
    }
  }

  private static String shuffled(Sample sample, long seed) throws IOException {
    String text = sample.text().replace("\uFEFF", "");
    StringBuilder out = new StringBuilder();
    try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(text));
        CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
      List<Integer> order = null;
      for (CSVRecord record : parser) {
        if (order == null) {
          order = new ArrayList<>(IntStream.range(0, record.size()).boxed().toList());
          Collections.shuffle(order, new Random(seed));
        }
        List<String> cells = record.toList();
        printer.printRecord(
            cells.size() == order.size() ? order.stream().map(cells::get).toList() : cells);
      }
    }
    return out.toString();
  }

  @Test
  void everyEncodingGivesTheSameValues() {
    for (Sample sample : samples()) {
      if (!sample.isText()) {
        continue;
      }
      Read original = read(sample, sample.bytes(), what(sample, "copy", 0));
      for (String charset : List.of("UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-16")) {
        String what = what(sample, charset, 0);
        byte[] bytes = sample.text().getBytes(Charset.forName(charset));
        Read read = read(sample, bytes, what);
        assertThat(read.values(sample.layout()))
            .as(what)
            .isEqualTo(original.values(sample.layout()));
      }
    }
  }

  @Test
  void theSampleCountyIsReadAsItsReadmeSays() {
    long rows = 0;
    long quarantined = 0;
    for (Sample sample : samples()) {
      Read read = read(sample, sample.bytes(), what(sample, "copy", 0));
      rows += read.rows().size();
      quarantined +=
          read.facts().reason() == FileReason.HEADER_UNMAPPED
              ? read.rows().size()
              : read.quarantined();
    }
    // Rows delivered, both dates of the snapshots; rows too long and the 119 of the refused file.
    assertThat(rows)
        .isEqualTo(
            23 + 12 + 42 + 151 + 172 + 467 + 355 + 44 + 260 + 31 + 60 + 6009 + 1338 + 1986 + 510
                + 507 + 1437 + 2267);
    assertThat(quarantined).isEqualTo(119 + 2 + 6 + 2 + 2 + 3);
  }
}
