package org.hedui.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;

/**
 * What a command works with, after options, environment and defaults are put together.
 *
 * @param lake the lake
 * @param landing folder or {@code s3a://} address of the deliveries; only a new run needs it
 * @param schemas the folder {@code schemas/}
 * @param master Spark's master; empty leaves it to spark-submit, else to Spark's own default
 * @param database where the job repository lies
 * @param keyFile file with the pseudonym key; empty leaves it to the environment
 * @param sparkConf further Spark settings
 */
record Settings(
    LakeAddress lake,
    Optional<String> landing,
    Path schemas,
    Optional<String> master,
    Database database,
    Optional<Path> keyFile,
    Map<String, String> sparkConf) {

  /**
   * Checks what can be checked without opening anything.
   *
   * @throws HeduiException LANDING_MISSING, KEY_MISSING, exit code 2, if a folder or file that is
   *     named is not there
   */
  Settings {
    sparkConf = Map.copyOf(sparkConf);
    landing = landing.map(Settings::existingLanding);
    keyFile.filter(file -> !Files.isReadable(file)).ifPresent(Settings::keyMissing);
  }

  /**
   * The deliveries, for a command that cannot do without.
   *
   * @throws HeduiException LANDING_MISSING, exit code 2, if no folder is named
   */
  String requiredLanding() {
    return landing.orElseThrow(
        () ->
            new HeduiException(
                "LANDING_MISSING",
                ExitCodes.WRONG_USE,
                "No landing folder is named: give --landing DIR or HEDUI_LANDING."));
  }

  private static String existingLanding(String landing) {
    if (landing.startsWith("s3a://")) {
      return landing.replaceFirst("/+$", "");
    }
    Path folder = Path.of(landing.replaceFirst("^file:/*", "/")).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new HeduiException(
          "LANDING_MISSING",
          2,
          "There is no landing folder "
              + folder
              + "; give the folder of the deliveries by --landing or HEDUI_LANDING.");
    }
    if (!Files.isReadable(folder)) {
      throw new HeduiException(
          "LANDING_UNREADABLE", 2, "The landing folder " + folder + " may not be read.");
    }
    return folder.toString();
  }

  private static void keyMissing(Path file) {
    throw new HeduiException(
        "KEY_MISSING",
        2,
        "There is no readable key file "
            + file
            + ". Make one once for a lake and keep it: openssl rand -hex 32 > key && chmod 600"
            + " key");
  }

  /**
   * Where the job repository lies.
   *
   * @param url JDBC address of an H2 or PostgreSQL database
   * @param user the database user
   * @param password its password; never shown
   */
  record Database(String url, String user, String password) {

    /**
     * Checks the address.
     *
     * @throws HeduiException JDBC_URL, exit code 2, if the database is of another kind or the
     *     address holds the password, which logs would show
     */
    Database {
      if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
        throw new HeduiException(
            "JDBC_URL",
            2,
            "The job repository lies in PostgreSQL or H2: jdbc:postgresql://host/db.");
      }
      if (url.toLowerCase(Locale.ROOT).contains("password=")) {
        throw new HeduiException(
            "JDBC_URL",
            2,
            "The address of the job repository holds a password; give it by"
                + " HEDUI_JDBC_PASSWORD instead.");
      }
    }

    /**
     * The database of a lake for which none is named: an H2 file inside a local lake.
     *
     * @throws HeduiException JDBC_URL_MISSING, exit code 2, if the lake is remote
     */
    static Database inside(LakeAddress lake) {
      Path file =
          lake.folder()
              .map(folder -> folder.resolve("_hedui").resolve("batch"))
              .orElseThrow(
                  () ->
                      new HeduiException(
                          "JDBC_URL_MISSING",
                          2,
                          "A remote lake needs PostgreSQL for job repository and lock: give"
                              + " --jdbc-url jdbc:postgresql://host/db or HEDUI_JDBC_URL."));
      // AUTO_SERVER lets `status` look while a run has the file open. WRITE_DELAY: a step that is
      // complete stays so though the process is killed. The rest: no clean-up on closing and no
      // trace file, which could hold anything.
      return new Database(
          "jdbc:h2:file:"
              + file.toString().replace(";", "\\;")
              + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0",
          "sa",
          "");
    }

    /** The file of an H2 database, without H2's ending; empty for a server. */
    Optional<Path> file() {
      return url.startsWith("jdbc:h2:file:")
          ? Optional.of(
              Path.of(
                  url.substring("jdbc:h2:file:".length())
                      .replaceFirst("(?<!\\\\);.*", "")
                      .replace("\\;", ";")))
          : Optional.empty();
    }

    /** Whether it is a file that has not been made: opening it would make it. */
    boolean isMissing() {
      return file()
          .filter(file -> !Files.exists(file.resolveSibling(file.getFileName() + ".mv.db")))
          .isPresent();
    }

    /** The address without user and password. */
    @Override
    public String toString() {
      return url.replaceFirst("[;?].*", "");
    }
  }
}
