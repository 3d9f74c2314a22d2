package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with personal values: only who made them may read them, where the system knows owners. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes a folder if it is not there, and closes it to others. */
  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    permit(folder, "rwx------");
  }

  /** Closes a file to others. */
  static void file(Path file) throws IOException {
    permit(file, "rw-------");
  }

  private static void permit(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
