package org.hedui.serve;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as it is kept: PBKDF2 with a salt of its own, slow on purpose. */
final class PasswordHash {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private PasswordHash() {}

  /** The text to keep: iterations, salt and hash. */
  static String of(char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder text = Base64.getEncoder().withoutPadding();
    return ITERATIONS
        + "$"
        + text.encodeToString(salt)
        + "$"
        + text.encodeToString(hash(password, salt, ITERATIONS));
  }

  /** Whether the password is the one that was kept. */
  static boolean matches(char[] password, String kept) {
    String[] parts = kept.split("\\$");
    byte[] salt = Base64.getDecoder().decode(parts[1]);
    byte[] expected = Base64.getDecoder().decode(parts[2]);
    return MessageDigest.isEqual(expected, hash(password, salt, Integer.parseInt(parts[0])));
  }

  private static byte[] hash(char[] password, byte[] salt, int iterations) {
    PBEKeySpec key = new PBEKeySpec(password, salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
    } finally {
      key.clearPassword();
    }
  }
}
