package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.LakeKey;

/**
 * The pseudonym key of a run. Where none is named, a lake in a folder gets a key of its own inside
 * it, so that the first run on a laptop needs no preparation; who keeps real persons names a key
 * that lies elsewhere.
 */
final class LocalKey {
  private LocalKey() {}

  /**
   * The file the key is read from; empty leaves it to the environment.
   *
   * @throws HeduiException KEY_MISSING, exit code 2, if the lake was begun with a key that is not
   *     named now
   */
  static Optional<Path> of(Settings settings, Terminal terminal) {
    Optional<Path> own = own(settings);
    if (own.isEmpty()) {
      return settings.keyFile();
    }
    Path key = own.get();
    if (!Files.exists(key)) {
      make(key, key.resolveSibling("key.fingerprint"), terminal);
    }
    return Optional.of(key);
  }

  /** Where a lake in a folder has the key of its own; empty if a key is named. */
  static Optional<Path> own(Settings settings) {
    boolean named = settings.keyFile().isPresent() || PseudonymKey.isNamed();
    return settings
        .lake()
        .folder()
        .filter(folder -> !named)
        .map(folder -> folder.resolve("_hedui").resolve("pseudonym.key"));
  }

  /** Names the key file to the functions of this process; the environment's key stays. */
  static void use(Settings settings, Terminal terminal) {
    of(settings, terminal)
        .ifPresent(file -> System.setProperty(PseudonymKey.FILE_PROPERTY, file.toString()));
  }

  /** The key that this process is given, whichever the lake has. */
  static PseudonymKey present(Settings settings, Terminal terminal) {
    use(settings, terminal);
    return PseudonymKey.lake();
  }

  /**
   * The key of a lake, for a command that is no run.
   *
   * @throws HeduiException KEY_MISSING, KEY_WRONG, exit code 2, if it is not the lake's
   */
  static PseudonymKey require(Settings settings, Terminal terminal, SparkSession spark)
      throws IOException {
    PseudonymKey key = present(settings, terminal);
    LakeKey.require(settings.lake(), key.fingerprint(), spark.sparkContext().hadoopConfiguration());
    return key;
  }

  private static void make(Path key, Path fingerprint, Terminal terminal) {
    if (Files.exists(fingerprint)) {
      throw new HeduiException(
          "KEY_MISSING",
          ExitCodes.WRONG_USE,
          "This lake was begun with a pseudonym key that is not named now: give it by --key-file or"
              + " HEDUI_KEY_FILE.");
    }
    PseudonymKey.generate(key);
    terminal
        .err()
        .println(
            "hedui: a new pseudonym key lies in "
                + key
                + ". Keep it; for real persons keep it outside the lake and name it by --key-file.");
  }
}
