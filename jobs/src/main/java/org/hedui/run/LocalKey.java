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
    boolean named = settings.keyFile().isPresent() || PseudonymKey.isNamed();
    Optional<Path> folder = settings.lake().folder();
    if (named || folder.isEmpty()) {
      return settings.keyFile();
    }
    Path inside = folder.get().resolve("_hedui");
    Path key = inside.resolve("pseudonym.key");
    if (!Files.exists(key)) {
      make(key, inside.resolve("key.fingerprint"), terminal);
    }
    return Optional.of(key);
  }

  /** Names the key file to the functions of this process; the environment's key stays. */
  static void use(Settings settings, Terminal terminal) {
    of(settings, terminal)
        .ifPresent(file -> System.setProperty(PseudonymKey.FILE_PROPERTY, file.toString()));
  }

  /**
   * The key of a lake, for a command that is no run.
   *
   * @throws HeduiException KEY_MISSING, KEY_WRONG, exit code 2, if it is not the lake's
   */
  static PseudonymKey require(Settings settings, Terminal terminal, SparkSession spark)
      throws IOException {
    use(settings, terminal);
    PseudonymKey key = PseudonymKey.lake();
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
