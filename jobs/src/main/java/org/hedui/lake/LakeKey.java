package org.hedui.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.hedui.contract.HeduiException;

/**
 * Which pseudonym key a lake was made with. The lake remembers the key's fingerprint, never the
 * key: with another key every pseudonym would change and no case could be followed.
 */
public final class LakeKey {
  private LakeKey() {}

  /**
   * Makes sure that a lake is written with the key it was begun with, and remembers it on the first
   * time.
   *
   * @param fingerprint one-way fingerprint of the key
   * @throws HeduiException KEY_WRONG, exit code 2, if the lake was begun with another key
   */
  public static void require(LakeAddress lake, String fingerprint, Configuration configuration)
      throws IOException {
    Path file = new Path(lake.internal("key.fingerprint"));
    try (FSDataInputStream in = file.getFileSystem(configuration).open(file)) {
      String known = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!known.equals(fingerprint)) {
        throw new HeduiException(
            "KEY_WRONG",
            2,
            "The lake "
                + lake
                + " was made with another pseudonym key (fingerprint "
                + known
                + ", given "
                + fingerprint
                + "). Give that key by --key-file or HEDUI_KEY_FILE, or use another lake.");
      }
    } catch (FileNotFoundException first) {
      try (FSDataOutputStream out = file.getFileSystem(configuration).create(file, false)) {
        out.write(fingerprint.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
