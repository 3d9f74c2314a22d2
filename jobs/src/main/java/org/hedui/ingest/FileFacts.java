package org.hedui.ingest;

import java.io.Serializable;
import java.util.List;
import org.hedui.ingest.file.Dialect;
import org.hedui.ingest.file.FileReason;
import org.hedui.ingest.file.Format;

/**
 * What inspecting a delivered file has told. Fields that do not apply are null, because a record
 * that travels between executors cannot hold an {@link java.util.Optional}.
 *
 * @param file the file
 * @param sha256 SHA-256 of its content, in hex; null if it was not read
 * @param bytes its length; null if it was not read
 * @param format its format; null if unknown
 * @param dialect encoding and separator; null unless text
 * @param sheets sheets in it
 * @param state what becomes of it
 * @param reason why it is not loaded; null if it is
 * @param detail what is wrong and how to mend it, or how many rows await attention; may be null
 * @param rowsIn its data rows
 * @param unknownColumns labels that name no column
 * @param missingColumns labels of required columns that are missing
 * @param duplicateOf source file of the copy that counts; null unless a duplicate
 */
public record FileFacts(
    LandedFile file,
    String sha256,
    Long bytes,
    Format format,
    Dialect dialect,
    int sheets,
    State state,
    FileReason reason,
    String detail,
    long rowsIn,
    List<String> unknownColumns,
    List<String> missingColumns,
    String duplicateOf)
    implements Serializable {

  /** What becomes of a file; the names are those of {@code ops.feed.state}. */
  public enum State {
    /** Its rows are loaded, those that cannot be read are in quarantine. */
    LOADED,
    /** Another file has the same content and is loaded; its rows are declared duplicates. */
    DUPLICATE,
    /** None of its rows is loaded. */
    REJECTED,
    /** Nobody knows what it is for. */
    UNKNOWN_REGISTRY
  }

  /** Copies the lists, so that the facts never change. */
  public FileFacts {
    unknownColumns = List.copyOf(unknownColumns);
    missingColumns = List.copyOf(missingColumns);
  }

  /** A file that is refused without being read. */
  static FileFacts unread(LandedFile file, State state, FileReason reason, String detail) {
    return new FileFacts(
        file, null, null, null, null, 0, state, reason, detail, 0, List.of(), List.of(), null);
  }

  /** Whether its rows can be told apart and must be accounted for. */
  boolean hasRows() {
    return state == State.LOADED
        || state == State.DUPLICATE
        || reason == FileReason.HEADER_UNMAPPED;
  }

  /** These facts as those of a copy of {@code original}. */
  FileFacts asDuplicateOf(LandedFile original) {
    return new FileFacts(
        file,
        sha256,
        bytes,
        format,
        dialect,
        sheets,
        State.DUPLICATE,
        FileReason.SAME_FILE,
        "The content is that of " + original.sourceFile() + ", which counts.",
        rowsIn,
        unknownColumns,
        missingColumns,
        original.sourceFile());
  }
}
