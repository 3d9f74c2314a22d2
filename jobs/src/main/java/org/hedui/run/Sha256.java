package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.hedui.contract.HeduiException;

/** SHA-256 of files, by which an imported file is known again. */
final class Sha256 {
  private Sha256() {}

  /**
   * The hash of a file, in hex.
   *
   * @throws HeduiException FILE_UNREADABLE, exit code 2
   */
  static String of(Path file) {
    try {
      return new DigestUtils(DigestUtils.getSha256Digest()).digestAsHex(file);
    } catch (IOException e) {
      throw new HeduiException(
          "FILE_UNREADABLE", ExitCodes.WRONG_USE, "The file " + file + " cannot be read.", e);
    }
  }
}
