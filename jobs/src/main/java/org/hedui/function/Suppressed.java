package org.hedui.function;

import java.util.Optional;

/** The hashes by which persons who were erased are known when they are delivered again. */
public final class Suppressed {
  private Suppressed() {}

  /** The hash of a valid ID number. */
  public static String id(PseudonymKey key, String id18) {
    return key.pseudonym("suppressed-id", id18);
  }

  /**
   * The hash of a row that has no valid ID number.
   *
   * @param keyHash {@code key_hash} of its bronze row
   */
  public static String record(PseudonymKey key, String keyHash) {
    return key.pseudonym("suppressed-record", keyHash);
  }

  /** The valid ID number in a cell: itself, behind a G, or at the beginning of a card's number. */
  public static Optional<String> number(String cell) {
    return Optional.ofNullable(IdNumber.valid(IdNumber.text(cell)))
        .or(() -> Optional.ofNullable(StudentNumber.idNumber(cell)));
  }
}
