package org.hedui.ingest;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.hedui.function.CleanText;
import org.hedui.function.DateText;
import org.hedui.ingest.file.FileRow;
import org.hedui.ingest.file.Layout;

/** What rows are told apart and found equal by: hashes of 128 bits, in hex. */
final class RowIds {
  private static final char BETWEEN = '\u001F';

  private RowIds() {}

  /** Id of a row: its file, sheet and row number. The file's path names registry and delivery. */
  static String recordId(String sourceFile, FileRow row) {
    return hash(sourceFile + BETWEEN + row.sheetIndex() + BETWEEN + row.number());
  }

  /**
   * Equal for rows of a registry with the same values, but for white space around them.
   *
   * @param cells values by column of the layout; null where blank
   * @return empty if a part of the key is blank: such a row is like no other
   */
  static Optional<String> content(Layout layout, int[] key, String[] cells) {
    if (!hasKey(key, cells)) {
      return Optional.empty();
    }
    StringBuilder values = new StringBuilder(layout.registry());
    for (String cell : cells) {
      values.append(BETWEEN).append(cell == null ? "" : cell.strip());
    }
    return Optional.of(hash(values.toString()));
  }

  /**
   * Equal for rows of a registry with the same key, however its parts are written: width, case,
   * white space, forms of a date or division code make no difference.
   *
   * @param cells values by column of the layout; null where blank
   * @return empty if a part of the key is blank
   */
  static Optional<String> key(Layout layout, int[] key, String[] cells) {
    if (!hasKey(key, cells)) {
      return Optional.empty();
    }
    StringBuilder parts = new StringBuilder(layout.registry());
    for (int column : key) {
      parts.append(BETWEEN).append(comparable(layout.columns().get(column), cells[column]));
    }
    return Optional.of(hash(parts.toString()));
  }

  private static boolean hasKey(int[] key, String[] cells) {
    return key.length > 0 && IntStream.of(key).allMatch(column -> cells[column] != null);
  }

  private static String comparable(Layout.Field field, String cell) {
    String cleaned = CleanText.clean(cell);
    String text =
        cleaned == null ? "" : cleaned.replace(" ", "").toUpperCase(java.util.Locale.ROOT);
    return switch (field.semantic()) {
      case DATE -> Optional.ofNullable(DateText.date(cell)).map(LocalDate::toString).orElse(text);
      case DIVISION_CODE -> Optional.ofNullable(CleanText.divisionCode(cell)).orElse(text);
      default -> text;
    };
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(DigestUtils.sha256(text), 0, 16);
  }
}
