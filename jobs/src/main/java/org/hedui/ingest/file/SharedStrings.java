package org.hedui.ingest.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The texts that the cells of a workbook point to. They must be held in memory, so they are held as
 * UTF-8 in one array: 20 bytes a text where a list of strings takes 80.
 */
final class SharedStrings {
  private static final class Bytes extends ByteArrayOutputStream {
    String text(int from, int to) {
      return new String(buf, from, to - from, StandardCharsets.UTF_8);
    }
  }

  private final Bytes bytes = new Bytes();
  private int[] ends = new int[1024];
  private int size;

  /**
   * Adds the next text.
   *
   * @throws UnreadableFileException if all are more than {@link Limits#SHARED_TEXT_BYTES}
   */
  void add(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    if (bytes.size() > Limits.SHARED_TEXT_BYTES || size > Limits.SHARED_TEXT_BYTES / 4) {
      throw new UnreadableFileException(
          FileReason.TOO_LARGE,
          "The texts of the workbook are more than %,d bytes. Split it or send it as CSV."
              .formatted(Limits.SHARED_TEXT_BYTES));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = bytes.size();
  }

  /**
   * The text at {@code index}.
   *
   * @throws UnreadableFileException if there is none
   */
  String get(int index) {
    if (index < 0 || index >= size) {
      throw new UnreadableFileException(
          FileReason.UNREADABLE, "A cell points to a text that the workbook lacks. Save it again.");
    }
    return bytes.text(index == 0 ? 0 : ends[index - 1], ends[index]);
  }
}
