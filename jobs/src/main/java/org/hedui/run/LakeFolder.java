package org.hedui.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedui.contract.HeduiException;

/** The folder of a lake that is one of this machine. */
final class LakeFolder {
  private LakeFolder() {}

  /**
   * Makes the folder if there is none.
   *
   * @throws HeduiException LAKE_UNWRITABLE or DISK_FULL if nothing can be written there
   */
  static void makeWritable(Path lake) {
    try {
      Path logs = Files.createDirectories(lake.resolve("_hedui").resolve("logs"));
      Files.delete(Files.createTempFile(logs, "probe", ""));
    } catch (FileAlreadyExistsException e) {
      throw unwritable("The lake " + lake + " is not a folder; name another by --lake.", e);
    } catch (IOException e) {
      Failure failure = Failure.of(e);
      throw failure.isUnexpected()
          ? unwritable(
              "The lake "
                  + lake
                  + " cannot be written: give the right to, or name another by --lake.",
              e)
          : failure.toException();
    }
  }

  private static HeduiException unwritable(String message, IOException cause) {
    return new HeduiException("LAKE_UNWRITABLE", ExitCodes.WRONG_USE, message, cause);
  }
}
