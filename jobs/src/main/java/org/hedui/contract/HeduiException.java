package org.hedui.contract;

/**
 * A fault that a person can mend. Its message says what is wrong, where, and how to mend it, and
 * never holds a person's name or number.
 */
public class HeduiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int exitCode;

  /**
   * Makes a fault.
   *
   * @param code stable code, such as {@code LANDING_MISSING}
   * @param exitCode exit code of the command: 1 failed, 2 wrong use, 3 refused by a gate, 4 locked
   * @param message what is wrong, where, and how to mend it
   */
  public HeduiException(String code, int exitCode, String message) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** As above, with the cause for the log. */
  public HeduiException(String code, int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** The command's exit code. */
  public int exitCode() {
    return exitCode;
  }
}
