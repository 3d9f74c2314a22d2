package org.hedui.ingest.file;

/** Why a delivered file is not loaded. The codes are stable: {@code ops.feed.reason} holds them. */
public enum FileReason {
  /** No bytes, or nothing but white space. */
  EMPTY_FILE,
  /** The end is missing. */
  TRUNCATED,
  /** The content is of another format than the file's name says. */
  NOT_WHAT_NAME_SAYS,
  /** Opens only with a password. */
  PASSWORD_PROTECTED,
  /** Inflates to far more than an honest workbook does. */
  ZIP_BOMB,
  /** Passes one of {@link Limits}. */
  TOO_LARGE,
  /** Damaged so that it cannot be read to its end. */
  UNREADABLE,
  /** A required column, or the whole header, is not found (FIL-03). */
  HEADER_UNMAPPED,
  /** The name ends in none of .csv, .xlsx, .xls. */
  UNKNOWN_EXTENSION,
  /** Lies where no delivery belongs, or is a file of the operating system. */
  NOT_A_DELIVERY,
  /** Lies in a folder whose name is no date. */
  FOLDER_WITHOUT_DATE,
  /** Lies in a folder that is named after no registry. */
  UNKNOWN_REGISTRY,
  /** Has the content of a file that is loaded (FIL-02). */
  SAME_FILE,
  /** A reference file that was not delivered. */
  MISSING
}
