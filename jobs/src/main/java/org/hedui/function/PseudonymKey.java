package org.hedui.function;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lake's secret key for pseudonyms. A plain hash of an ID number is undone by trying all
 * numbers; a keyed one (HMAC-SHA256, RFC 2104) is not, as long as the key stays secret. So each
 * JVM, driver or executor, reads the key itself: it never stands in a Spark setting, a plan or a
 * table.
 *
 * <p>A key that was rotated is a chain of parts, the newest last. With parts k0 … kn the pseudonym
 * of a value is p0 = HMAC(k0, domain|value), then for each further part pi = {@link KeyStep}(ki,
 * pi-1). So the pseudonyms of a lake are led to a new part without knowing a single ID number, and
 * a number that comes tomorrow gets the pseudonym that they were led to.
 *
 * <p>Who knows k0 … kn-1 and tries all ID numbers knows each person's pn-1 and nothing of the
 * lake's pn: without kn these are the values of a random function. So one part that nobody else
 * knows is enough, whichever it is. Nothing is gained by rotating a key for somebody who kept both
 * the old key and an old copy of the lake: that copy stays undone, and its rows may tell by their
 * other columns which rows of today they are.
 */
public final class PseudonymKey {
  /** System property that names the key file. */
  public static final String FILE_PROPERTY = "hedui.key.file";

  private static final String FILE_VARIABLE = "HEDUI_KEY_FILE";

  private static final String KEY_VARIABLE = "HEDUI_KEY";

  static final String ALGORITHM = "HmacSHA256";

  private static volatile Lake lakeKey;

  private final List<byte[]> parts;
  private final SecretKeySpec first;
  private final List<KeyStep> steps = new ArrayList<>();
  private final String fingerprint;

  PseudonymKey(List<byte[]> parts) {
    this.parts = List.copyOf(parts);
    this.first = new SecretKeySpec(parts.get(0), ALGORITHM);
    parts.stream().skip(1).forEach(part -> steps.add(new KeyStep(part)));
    this.fingerprint = pseudonym("hedui", "fingerprint").substring(0, 16);
  }

  /** The key of this JVM and the system property by which it was found. */
  private record Lake(String property, PseudonymKey key) {}

  /**
   * The key of this JVM, read at the first call from the file named by the system property {@code
   * hedui.key.file}, else by the environment variable {@code HEDUI_KEY_FILE}, else from the
   * variable {@code HEDUI_KEY} itself. It is read anew when the property names another file.
   *
   * @throws KeyException if there is none, or it cannot be read, or it is weak
   */
  public static PseudonymKey lake() {
    String property = System.getProperty(FILE_PROPERTY);
    Lake known = lakeKey;
    if (known == null || !Objects.equals(known.property(), property)) {
      known = new Lake(property, find(property, System.getenv()));
      lakeKey = known;
    }
    return known.key();
  }

  /** Whether the surroundings of this process name a key, by system property or environment. */
  public static boolean isNamed() {
    return System.getProperty(FILE_PROPERTY) != null
        || System.getenv().containsKey(FILE_VARIABLE)
        || System.getenv().containsKey(KEY_VARIABLE);
  }

  static PseudonymKey find(String property, Map<String, String> environment) {
    if (property != null) {
      return KeyFile.read(property, "system property " + FILE_PROPERTY);
    }
    if (environment.containsKey(FILE_VARIABLE)) {
      return KeyFile.read(environment.get(FILE_VARIABLE), "environment variable " + FILE_VARIABLE);
    }
    if (environment.containsKey(KEY_VARIABLE)) {
      return KeyFile.parse(environment.get(KEY_VARIABLE), "environment variable " + KEY_VARIABLE);
    }
    throw new KeyException(
        "KEY_MISSING",
        "There is no pseudonym key: set environment variable "
            + FILE_VARIABLE
            + ", on executors too. "
            + KeyFile.HOW_TO_MEND);
  }

  /**
   * A key that is not this JVM's: the one that a lake is to have, or one that is compared with.
   *
   * @throws KeyException if it cannot be read, or it is weak
   */
  public static PseudonymKey of(Path file) {
    return KeyFile.read(file.toString(), "given");
  }

  /**
   * Writes a new random key of 32 bytes to a file that only its owner may read.
   *
   * @param file a file that does not exist, on a file system with POSIX permissions
   * @throws KeyException if the file exists or cannot be written; an existing key is never
   *     replaced, since all pseudonyms made with it would be lost
   */
  public static void generate(Path file) {
    KeyFile.write(file, List.of(KeyFile.random()));
  }

  /**
   * Writes the key that follows this one, with a new random part, to a file that only its owner may
   * read.
   *
   * @param file a file that does not exist
   * @throws KeyException if the file exists or cannot be written
   */
  public void generateNext(Path file) {
    List<byte[]> next = new ArrayList<>(parts);
    next.add(KeyFile.random());
    KeyFile.write(file, next);
  }

  /** Whether {@code next} is this key with one more part. */
  public boolean isFollowedBy(PseudonymKey next) {
    return next.parts.size() == parts.size() + 1
        && IntStream.range(0, parts.size())
            .allMatch(i -> MessageDigest.isEqual(parts.get(i), next.parts.get(i)));
  }

  /** How often the key was rotated. */
  public int rotations() {
    return steps.size();
  }

  /**
   * What the newest part makes of a pseudonym.
   *
   * @param fingerprint that of the key whose newest part is meant
   * @throws KeyException KEY_WRONG if this is another key, or was never rotated
   */
  KeyStep stepTo(String fingerprint) {
    if (steps.isEmpty() || !fingerprint().equals(fingerprint)) {
      throw new KeyException(
          "KEY_WRONG",
          "A process of this rotation has another key file than the new one. Name the new file to"
              + " all of them, executors too, by HEDUI_KEY_FILE.");
    }
    return steps.get(steps.size() - 1);
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
    String pseudonym = lasting(domain, value);
    for (KeyStep step : steps) {
      pseudonym = step.image(pseudonym);
    }
    return pseudonym;
  }

  /**
   * A keyed hash that stays the same when the key is rotated: made with its first part alone. For
   * what only ever stands beside the value itself, where it hides nothing, and what others are made
   * of: would it change, they could not be led to a new key.
   *
   * @param domain as in {@link #pseudonym}
   * @param value the value
   * @return 64 lower-case hexadecimal digits
   */
  public String lasting(String domain, String value) {
    return hmac(first, domain + "|" + value);
  }

  static String hmac(SecretKeySpec key, String message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform must provide HmacSHA256.", e);
    }
  }

  /** 16 hexadecimal digits that tell one key from another and nothing about it; safe to store. */
  public String fingerprint() {
    return fingerprint;
  }
}
