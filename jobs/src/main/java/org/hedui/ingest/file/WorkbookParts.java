package org.hedui.ingest.file;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The parts of an .xlsx package. Every part is measured while it inflates and compared with its
 * checksum at its end.
 */
final class WorkbookParts implements Closeable {
  private final ZipFile zip;
  private long inflated;

  /**
   * Opens a package.
   *
   * @throws UnreadableFileException if its directory cannot be read
   */
  WorkbookParts(File file) {
    try {
      zip = new ZipFile(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableFileException(
          FileReason.TRUNCATED,
          "The workbook's directory of parts is missing or damaged: the transfer stopped early."
              + " Send the file again.",
          e);
    }
    if (zip.size() > Limits.WORKBOOK_PARTS) {
      close();
      throw new UnreadableFileException(
          FileReason.ZIP_BOMB, "The workbook has %,d parts.".formatted(zip.size()));
    }
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /**
   * The XML of a part.
   *
   * @throws UnreadableFileException if the package has no such part
   */
  XmlPart open(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UnreadableFileException(
          FileReason.UNREADABLE,
          "The workbook lacks a part that it refers to. Open it in a spreadsheet and save it"
              + " again.");
    }
    try {
      return new XmlPart(new Measured(zip.getInputStream(entry), entry));
    } catch (IOException e) {
      throw XmlPart.damaged(e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The inflated bytes of one part. */
  final class Measured extends InputStream {
    private final InputStream in;
    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();
    private long read;
    private long tokenStart;

    private Measured(InputStream in, ZipEntry entry) {
      this.in = in;
      this.entry = entry;
    }

    /** Says that the parser has got through a token. */
    void token() {
      tokenStart = read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count < 0) {
        if (checksum.getValue() != entry.getCrc()) {
          throw new ZipException("checksum");
        }
        return count;
      }
      checksum.update(bytes, offset, count);
      read += count;
      inflated += count;
      boolean swollen =
          read > Limits.INFLATION_FROM && read > Limits.INFLATION * entry.getCompressedSize();
      if (swollen
          || inflated > Limits.INFLATED_BYTES
          || read - tokenStart > Limits.XML_TOKEN_BYTES) {
        throw new UnreadableFileException(
            FileReason.ZIP_BOMB,
            "The workbook inflates to far more than its size allows, as a zip bomb does. Save it"
                + " again with the data only.");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
