package org.hedui.function;

/** The pseudonym key is missing, unreadable or weak. The message never holds a part of the key. */
public final class KeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Makes a fault.
   *
   * @param code stable code: {@code KEY_MISSING}, {@code KEY_UNREADABLE}, {@code KEY_WEAK}, {@code
   *     KEY_EXISTS}, {@code KEY_NOT_WRITTEN}, {@code KEY_WRONG}
   * @param message what is wrong, with which file or setting, and how to mend it
   */
  KeyException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** As above, with the cause for the log. */
  KeyException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
