package org.hedui.run;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.lake.SparkSessions;

/** Spark for a command that is no run: it needs a lake that is there. */
final class LakeSession {
  private LakeSession() {}

  /**
   * Opens the session.
   *
   * @param name what Spark calls the program
   * @throws HeduiException LAKE_MISSING, exit code 2, if there is no such lake
   */
  static SparkSession open(Settings settings, String name) {
    return open(settings, name, Map.of());
  }

  /**
   * Opens the session.
   *
   * @param defaults Spark settings where none is given
   * @throws HeduiException LAKE_MISSING, exit code 2, if there is no such lake
   */
  static SparkSession open(Settings settings, String name, Map<String, String> defaults) {
    if (settings.lake().folder().filter(folder -> !Files.isDirectory(folder)).isPresent()) {
      throw new HeduiException(
          "LAKE_MISSING",
          ExitCodes.WRONG_USE,
          "There is no lake "
              + settings.lake()
              + "; name one by --lake, or make one by `hedui run` or `hedui demo`.");
    }
    Map<String, String> conf = new HashMap<>(defaults);
    conf.putAll(settings.sparkConf());
    settings.master().ifPresent(master -> conf.put("spark.master", master));
    return SparkSessions.open(name, conf);
  }
}
