package org.hedui.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** What one pass over the bytes of a file tells. */
public final class Fingerprint {
  private static final int HEAD = 1 << 16;

  private final String sha256;
  private final long bytes;
  private final byte[] head;
  private final long malformedUtf8;
  private final long malformedGb18030;

  private Fingerprint(
      String sha256, long bytes, byte[] head, long malformedUtf8, long malformedGb18030) {
    this.sha256 = sha256;
    this.bytes = bytes;
    this.head = head;
    this.malformedUtf8 = malformedUtf8;
    this.malformedGb18030 = malformedGb18030;
  }

  /** SHA-256 of the content, in hex. */
  public String sha256() {
    return sha256;
  }

  /** Its length. */
  public long bytes() {
    return bytes;
  }

  /** Its first bytes, 64 KiB at most. */
  public byte[] head() {
    return head.clone();
  }

  /** Places that are no UTF-8; 0 in a workbook. */
  long malformedUtf8() {
    return malformedUtf8;
  }

  /** Places that are no GB18030; 0 in a workbook. */
  long malformedGb18030() {
    return malformedGb18030;
  }

  /** Reads {@code in} to its end. */
  public static Fingerprint of(InputStream in) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    MalformedCounter utf8 = new MalformedCounter(StandardCharsets.UTF_8);
    MalformedCounter gb18030 = new MalformedCounter(Charset.forName("GB18030"));
    byte[] buffer = new byte[HEAD];
    byte[] head = {};
    boolean text = false;
    long bytes = 0;
    for (int read = in.readNBytes(buffer, 0, HEAD);
        read > 0;
        read = in.readNBytes(buffer, 0, HEAD)) {
      if (bytes == 0) {
        head = Arrays.copyOf(buffer, read);
        text = Format.ofContent(head).equals(Optional.of(Format.CSV));
      }
      digest.update(buffer, 0, read);
      bytes += read;
      if (text) {
        utf8.add(buffer, read);
        gb18030.add(buffer, read);
      }
    }
    return new Fingerprint(
        HexFormat.of().formatHex(digest.digest()), bytes, head, utf8.count(), gb18030.count());
  }
}
