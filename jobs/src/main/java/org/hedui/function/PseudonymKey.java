package org.hedui.function;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lake's secret key for pseudonyms. A plain hash of an ID number is undone by trying all
 * numbers; a keyed one (HMAC-SHA256, RFC 2104) is not, as long as the key stays secret. So each
 * JVM, driver or executor, reads the key itself: it never stands in a Spark setting, a plan or a
 * table.
 */
public final class PseudonymKey {
  /** System property that names the key file. */
  public static final String FILE_PROPERTY = "hedui.key.file";

  private static final String FILE_VARIABLE = "HEDUI_KEY_FILE";

  private static final String KEY_VARIABLE = "HEDUI_KEY";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;
  // Of 32 random bytes hardly ever fewer than 24 differ; a typed or repeated key has far fewer.
  private static final int LEAST_DIFFERENT_BYTES = 16;
  private static final String HOW_TO_MEND =
      "Give a file with at least 32 random bytes in hexadecimal or Base64.";

  private static PseudonymKey lakeKey;

  private final SecretKeySpec key;

  private PseudonymKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * The key of this JVM, read at the first call from the file named by the system property {@code
   * hedui.key.file}, else by the environment variable {@code HEDUI_KEY_FILE}, else from the
   * variable {@code HEDUI_KEY} itself.
   *
   * @throws KeyException if there is none, or it cannot be read, or it is weak
   */
  public static synchronized PseudonymKey lake() {
    if (lakeKey == null) {
      lakeKey = find(System.getProperty(FILE_PROPERTY), System.getenv());
    }
    return lakeKey;
  }

  /** Whether the surroundings of this process name a key, by system property or environment. */
  public static boolean isNamed() {
    return System.getProperty(FILE_PROPERTY) != null
        || System.getenv().containsKey(FILE_VARIABLE)
        || System.getenv().containsKey(KEY_VARIABLE);
  }

  static PseudonymKey find(String property, Map<String, String> environment) {
    if (property != null) {
      return read(property, "system property " + FILE_PROPERTY);
    }
    if (environment.containsKey(FILE_VARIABLE)) {
      return read(environment.get(FILE_VARIABLE), "environment variable " + FILE_VARIABLE);
    }
    if (environment.containsKey(KEY_VARIABLE)) {
      return parse(environment.get(KEY_VARIABLE), "environment variable " + KEY_VARIABLE);
    }
    throw new KeyException(
        "KEY_MISSING",
        "There is no pseudonym key: set environment variable "
            + FILE_VARIABLE
            + ", on executors too. "
            + HOW_TO_MEND);
  }

  /**
   * A key that is not this JVM's: the one that a lake is to have, or one that is compared with.
   *
   * @throws KeyException if it cannot be read, or it is weak
   */
  public static PseudonymKey of(Path file) {
    return read(file.toString(), "given");
  }

  private static PseudonymKey read(String file, String setting) {
    try {
      return parse(Files.readString(Path.of(file), StandardCharsets.US_ASCII), "file " + file);
    } catch (IOException | InvalidPathException e) {
      throw new KeyException(
          "KEY_UNREADABLE",
          "The key file " + file + " (" + setting + ") cannot be read. " + HOW_TO_MEND,
          e);
    }
  }

  private static PseudonymKey parse(String text, String place) {
    byte[] bytes = decode(text.strip(), place);
    long different = IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count();
    if (bytes.length < LEAST_BYTES || different < LEAST_DIFFERENT_BYTES) {
      throw new KeyException(
          "KEY_WEAK", "The key in " + place + " is too short or too regular. " + HOW_TO_MEND);
    }
    return new PseudonymKey(bytes);
  }

  private static byte[] decode(String text, String place) {
    try {
      boolean hexadecimal = text.matches("(?:[0-9A-Fa-f]{2})+");
      return hexadecimal ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Not as the cause: its message quotes the text.
      throw new KeyException(
          "KEY_UNREADABLE",
          "The key in " + place + " is neither hexadecimal nor Base64. " + HOW_TO_MEND);
    }
  }

  /**
   * Writes a new random key of 32 bytes to a file that only its owner may read.
   *
   * @param file a file that does not exist, on a file system with POSIX permissions
   * @throws KeyException if the file exists or cannot be written; an existing key is never
   *     replaced, since all pseudonyms made with it would be lost
   */
  public static void generate(Path file) {
    byte[] bytes = new byte[LEAST_BYTES];
    new SecureRandom().nextBytes(bytes);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n", StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new KeyException(
          "KEY_EXISTS", "The file " + file + " exists already. Choose another name.", e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeyException(
          "KEY_NOT_WRITTEN",
          "The key file " + file + " cannot be written. Choose a folder that you may write to.",
          e);
    }
  }

  /**
   * The pseudonym of a value.
   *
   * @param domain what the value is, such as {@code person}, so that equal values of different
   *     kinds differ; holds no {@code |}
   * @param value the value
   * @return 64 lower-case hexadecimal digits
   */
  public String pseudonym(String domain, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String message = domain + "|" + value;
      return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must provide HmacSHA256.", e);
    }
  }

  /** 16 hexadecimal digits that tell one key from another and nothing about it; safe to store. */
  public String fingerprint() {
    return pseudonym("hedui", "fingerprint").substring(0, 16);
  }
}
