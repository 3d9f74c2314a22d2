package org.hedui.function;

import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one rotation of the key makes of a pseudonym. Hedui cuts pseudonyms off at some lengths, so
 * the image is made piece by piece: of a pseudonym x, the digits up to each cut c follow from x's
 * digits up to c and no others,
 *
 * <pre>image(x)[b, c) = HMAC-SHA256(k, "rotate|" + x[0, c)) cut to c − b digits, b the cut before c
 * </pre>
 *
 * <p>so that cutting off and leading to the new key may come in either order. HMAC being a
 * pseudorandom function, who lacks k cannot tell image from a function drawn at random among those
 * that respect the cuts: of image(x) he learns nothing but whether two pseudonyms were equal up to
 * a cut. Two different ids of 32 digits have one image with a chance of 2<sup>-127</sup>; that is
 * as seldom as two numbers having one id in the first place.
 */
final class KeyStep {
  /** Lengths of pseudonyms in use: in evidence, ids, whole. */
  static final List<Integer> CUTS = List.of(12, 32, 64);

  /** Ids and whole pseudonyms standing alone in a text. */
  private static final Pattern IN_TEXT =
      Pattern.compile("(?<![0-9A-Za-z])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![0-9A-Za-z])");

  private static final Pattern WHOLE = Pattern.compile("[0-9a-f]+");

  private final SecretKeySpec key;

  KeyStep(byte[] part) {
    this.key = new SecretKeySpec(part, PseudonymKey.ALGORITHM);
  }

  /**
   * The pseudonym that a pseudonym becomes.
   *
   * @throws IllegalArgumentException if it has another length than Hedui's
   */
  String image(String pseudonym) {
    if (!CUTS.contains(pseudonym.length()) || !WHOLE.matcher(pseudonym).matches()) {
      throw new IllegalArgumentException(
          "A pseudonym has " + CUTS + " hexadecimal digits, not " + pseudonym.length() + " signs.");
    }
    StringBuilder image = new StringBuilder();
    for (int cut : CUTS) {
      if (cut <= pseudonym.length()) {
        String piece = PseudonymKey.hmac(key, "rotate|" + pseudonym.substring(0, cut));
        image.append(piece, 0, cut - image.length());
      }
    }
    return image.toString();
  }

  /** A text with every id and whole pseudonym in it led to the new key. */
  String text(String text) {
    return IN_TEXT.matcher(text).replaceAll(found -> image(found.group()));
  }

  /** A text that is one pseudonym as a whole, of any length in use; other texts stay. */
  String hash(String text) {
    return CUTS.contains(text.length()) && WHOLE.matcher(text).matches() ? image(text) : text;
  }
}
