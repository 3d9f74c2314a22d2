package org.hedui.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.file.UnreadableFileException;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.sheet.CellFault;
import picocli.CommandLine.Parameters;

/** The workbook that a command takes back: how it is read, refused and kept in the audit. */
final class FilledFile {
  @Parameters(paramLabel = "FILE", description = "The filled workbook, .xlsx.")
  private Path file;

  /** What reads a workbook. */
  interface Reader<T> {
    T read(File workbook) throws IOException;
  }

  /**
   * Refuses a file that is not there.
   *
   * @throws HeduiException FILE_UNREADABLE, exit code 2
   */
  void require() {
    if (!Files.isReadable(file)) {
      throw unreadable("cannot be read.", null);
    }
  }

  /** The SHA-256 of the file. */
  String hash() throws IOException {
    return Sha256.of(file);
  }

  /**
   * Reads the workbook.
   *
   * @throws HeduiException FILE_UNREADABLE, exit code 2, if it is damaged
   */
  <T> T read(Reader<T> reader) throws IOException {
    try {
      return reader.read(file.toFile());
    } catch (UnreadableFileException e) {
      throw unreadable("is no sound .xlsx workbook. " + e.getMessage(), e);
    }
  }

  private HeduiException unreadable(String why, Exception cause) {
    return new HeduiException(
        "FILE_UNREADABLE", ExitCodes.WRONG_USE, "The file " + file + " " + why, cause);
  }

  /** Tells all faults by cell, and that nothing was taken; gives the exit code. */
  int refuse(Terminal terminal, String code, List<CellFault> faults) {
    faults.forEach(fault -> terminal.err().println(file.getFileName() + " " + fault));
    terminal.err().printf("hedui: [%s] %,d faults; no answer was taken.%n", code, faults.size());
    return ExitCodes.WRONG_USE;
  }

  /**
   * Notes an import; one that was cut off after its answers were written is noted when it comes
   * again.
   *
   * @param command the command
   * @param by who answered
   * @param answers how many
   * @param of what was filled in
   */
  void note(AuditLog audit, PublishedLake lake, String command, String by, long answers, String of)
      throws IOException {
    String hash = hash();
    audit.add(
        AuditEntry.ofFile(
            "import-" + hash.substring(0, 32),
            command,
            by.strip(),
            Optional.empty(),
            lake.businessDate(),
            file.getFileName().toString(),
            hash,
            answers,
            of));
  }
}
