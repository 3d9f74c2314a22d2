package org.hedui.ingest.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds encoding and separator by content. A byte-order mark decides; so do zeros in every second
 * byte (UTF-16) and bytes that are UTF-8 throughout. Otherwise the file is UTF-8 or GB18030 with
 * damage or GB18030 without, and the one under which the header can be read is taken, else the one
 * with fewer malformed places.
 */
public final class DialectDetector {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char[] SEPARATORS = {',', ';', '\t'};

  private final HeaderResolver resolver;

  /** A detector of files of one registry. */
  public DialectDetector(Layout layout) {
    this.resolver = new HeaderResolver(layout);
  }

  private record Scored(Dialect dialect, int found) {}

  /** The dialect of the text whose fingerprint is given. */
  public Dialect detect(Fingerprint text) {
    Scored best = null;
    for (Charset charset : charsets(text)) {
      for (char separator : SEPARATORS) {
        int found = found(text.head(), charset, separator);
        if (best == null || found > best.found()) {
          best = new Scored(new Dialect(charset.name(), separator), found);
        }
      }
    }
    return best.dialect();
  }

  /** The encodings that come into question, the likelier first. */
  private static List<Charset> charsets(Fingerprint text) {
    Optional<Charset> certain = byMark(text.head()).or(() -> byZeros(text.head()));
    if (certain.isPresent()) {
      return List.of(certain.get());
    }
    if (text.malformedUtf8() == 0) {
      return List.of(StandardCharsets.UTF_8);
    }
    return text.malformedUtf8() <= text.malformedGb18030()
        ? List.of(StandardCharsets.UTF_8, GB18030)
        : List.of(GB18030, StandardCharsets.UTF_8);
  }

  private static Optional<Charset> byMark(byte[] head) {
    int first = head.length > 1 ? ((head[0] & 0xff) << 8) | (head[1] & 0xff) : 0;
    return switch (first) {
      case 0xfeff -> Optional.of(StandardCharsets.UTF_16BE);
      case 0xfffe -> Optional.of(StandardCharsets.UTF_16LE);
      case 0xefbb ->
          head.length > 2 && (head[2] & 0xff) == 0xbf
              ? Optional.of(StandardCharsets.UTF_8)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** UTF-16 without a mark: digits and separators have a zero byte on the same side; 一 has not. */
  private static Optional<Charset> byZeros(byte[] head) {
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    int many = head.length / 20;
    if (zeros[1] > many && zeros[1] > 4 * zeros[0]) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return zeros[0] > many && zeros[0] > 4 * zeros[1]
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  /** The number of columns that the best header among the first rows names. */
  private int found(byte[] head, Charset charset, char separator) {
    List<SourceRow> rows = new ArrayList<>();
    try (CsvReader reader =
        new CsvReader(new InputStreamReader(new ByteArrayInputStream(head), charset), separator)) {
      Optional<SourceRow> row = reader.nextRow();
      while (row.isPresent() && rows.size() < Limits.HEADER_ROWS) {
        if (!row.get().isBlank()) {
          rows.add(row.get());
        }
        row = reader.nextRow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.stream().mapToInt(row -> resolver.resolve(row).found()).max().orElse(0);
  }
}
