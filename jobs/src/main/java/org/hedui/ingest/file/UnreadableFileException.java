package org.hedui.ingest.file;

/**
 * A delivered file that cannot be read whatever is tried again. Unchecked, because it passes
 * through XML and Excel parsers.
 */
public final class UnreadableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FileReason reason;

  /**
   * Makes a fault.
   *
   * @param reason the coded reason
   * @param message what is wrong and how to mend it, never a value of the file
   */
  public UnreadableFileException(FileReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** As above, with the cause. */
  public UnreadableFileException(FileReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The coded reason. */
  public FileReason reason() {
    return reason;
  }
}
