package org.hedui.keep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.hedui.function.PseudonymKey;

/**
 * How entries of the audit hang together. An entry's hash covers what it says, its number and the
 * hash of the entry before it, so that it fixes all that stands before; its seal is a keyed hash of
 * that hash, so that nobody without the lake's key makes one. The first entry follows the hash of
 * what stood in the log before there was a chain.
 */
final class AuditChain {
  /** What an entry says, in the order in which it is hashed. */
  static final StructType CONTENT =
      StructType.fromDDL(
          "audit_id string, happened_at timestamp, command string, who string, account string,"
              + " purpose string, business_date date, file_name string, file_hash string,"
              + " row_count bigint, detail string");

  /** What chains it. */
  static final StructType LINK =
      StructType.fromDDL(
          "sequence bigint, previous_hash string, entry_hash string, seal string,"
              + " key_fingerprint string");

  private static final String SEAL = "audit";

  private AuditChain() {}

  /** An entry as it stands in the log; the number is null outside of the chain. */
  record Link(
      List<String> content, Long number, String previous, String hash, String seal, String key) {
    /** The hash that the entry ought to have. */
    String due() {
      return AuditChain.hash(content, number, previous);
    }

    /** Whether the seal was made with this key. */
    boolean isSealedBy(PseudonymKey given) {
      return AuditChain.seal(given, hash).equals(seal);
    }
  }

  /** Entries, the oldest first: those outside of the chain, then by number. */
  static Dataset<Row> inOrder(Dataset<Row> log) {
    String[] columns = new String[CONTENT.length() + LINK.length()];
    System.arraycopy(CONTENT.fieldNames(), 0, columns, 0, CONTENT.length());
    System.arraycopy(LINK.fieldNames(), 0, columns, CONTENT.length(), LINK.length());
    return log.selectExpr(columns).orderBy("sequence", "happened_at", "audit_id");
  }

  /** A row of {@link #inOrder}. */
  static Link link(Row row) {
    int next = CONTENT.length();
    return new Link(
        content(row),
        row.isNullAt(next) ? null : row.getLong(next),
        row.getString(next + 1),
        row.getString(next + 2),
        row.getString(next + 3),
        row.getString(next + 4));
  }

  /** The columns of {@link #CONTENT} as text, each the same in every time zone. */
  static List<String> content(Row row) {
    String[] texts = new String[CONTENT.length()];
    for (int i = 0; i < texts.length; i++) {
      Object value = row.get(i);
      if (value instanceof Timestamp time) {
        Instant instant = time.toInstant();
        texts[i] = String.valueOf(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
      } else {
        texts[i] = value == null ? null : value.toString();
      }
    }
    return java.util.Arrays.asList(texts);
  }

  /** The hash of an entry. */
  static String hash(List<String> content, long number, String previous) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    content.forEach(text -> add(digest, text));
    add(digest, String.valueOf(number));
    add(digest, previous);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash that the first entry follows: of the entries that stand outside of the chain. */
  static String hash(Iterable<List<String>> outside) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    outside.forEach(content -> content.forEach(text -> add(digest, text)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The seal of an entry with this hash. */
  static String seal(PseudonymKey key, String hash) {
    return key.pseudonym(SEAL, hash);
  }

  /** With its length, so that no two lists of texts are one. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    String length = text == null ? "-" : String.valueOf(bytes.length);
    digest.update((length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
