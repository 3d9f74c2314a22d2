package org.hedui.ingest.file;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats in which departments deliver. */
public enum Format {
  /** Text with separated values. */
  CSV,
  /** Workbook of ISO/IEC 29500. */
  XLSX,
  /** Workbook of Excel 97–2003. */
  XLS;

  private static final byte[] ZIP = HexFormat.of().parseHex("504b0304");
  private static final byte[] OLE2 = HexFormat.of().parseHex("d0cf11e0a1b11ae1");

  /** Beginnings of formats that are no table: PDF, RTF, gzip, RAR, 7-Zip, PNG, JPEG, GIF. */
  private static final List<byte[]> OTHERS =
      List.of(
              "25504446",
              "7b5c727466",
              "1f8b08",
              "52617221",
              "377abcaf271c",
              "89504e47",
              "ffd8ff",
              "47494638")
          .stream()
          .map(HexFormat.of()::parseHex)
          .toList();

  /** The format that a file's name promises. */
  public static Optional<Format> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> lower.endsWith(format.ending())).findFirst();
  }

  /**
   * The format that a file's first bytes show. Whatever is nothing else is text.
   *
   * @return empty for formats that are no table
   */
  public static Optional<Format> ofContent(byte[] head) {
    if (begins(head, ZIP)) {
      return Optional.of(XLSX);
    }
    if (begins(head, OLE2)) {
      return Optional.of(XLS);
    }
    return OTHERS.stream().anyMatch(magic -> begins(head, magic))
        ? Optional.empty()
        : Optional.of(CSV);
  }

  private static boolean begins(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  /** The end of a file name, with its dot. */
  private String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
