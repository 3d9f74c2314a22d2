package org.hedui.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedui.contract.HeduiException;

/** A file that a command hands out: only its owner may read it, and none is ever overwritten. */
final class NewFile {
  private NewFile() {}

  /**
   * Makes the file, empty.
   *
   * @throws HeduiException OUTPUT_EXISTS, exit code 2
   */
  static void make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw new HeduiException(
          "OUTPUT_EXISTS",
          ExitCodes.WRONG_USE,
          "The file " + file + " is there already and may hold answers; name another.",
          e);
    }
    OwnerOnly.file(file);
  }
}
