package org.hedui.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeAddress;
import picocli.CommandLine.Option;

/** The options that several commands share. An option wins over the environment over a default. */
final class SettingsOptions {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "Folder or s3a:// address of the lake. Environment: HEDUI_LAKE.")
  private String lake;

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description = "Contracts, codes, rules, policies. Environment: HEDUI_SCHEMAS.")
  private Path schemas;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; local[*] if none is named. Environment: HEDUI_MASTER.")
  private String master;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "Job repository; an H2 file inside a local lake if none is named. Environment:"
              + " HEDUI_JDBC_URL. The password comes from HEDUI_JDBC_PASSWORD only.")
  private String jdbcUrl;

  @Option(
      names = "--jdbc-user",
      paramLabel = "NAME",
      description = "User of the job repository. Environment: HEDUI_JDBC_USER.")
  private String jdbcUser;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Pseudonym key of the lake. Environment: HEDUI_KEY_FILE, or HEDUI_KEY itself.")
  private String keyFile;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description =
          "A Spark setting; may be repeated. A file of settings: environment HEDUI_SPARK_CONF.")
  private Map<String, String> conf = new LinkedHashMap<>();

  /**
   * Puts the settings together.
   *
   * @param environment the environment variables
   * @param landing the option {@code --landing}, null if not given
   * @param defaultLake the lake if none is named; empty if one must be
   * @throws HeduiException with exit code 2 if something is missing or wrong
   */
  Settings resolve(Map<String, String> environment, String landing, Optional<Path> defaultLake) {
    Sources sources = new Sources(environment);
    LakeAddress address =
        sources
            .find(lake, "HEDUI_LAKE")
            .or(() -> defaultLake.map(Path::toString))
            .map(LakeAddress::new)
            .orElseThrow(
                () ->
                    new HeduiException(
                        "LAKE_MISSING", 2, "No lake is named: give --lake DIR or HEDUI_LAKE."));
    return new Settings(
        address,
        sources.find(landing, "HEDUI_LANDING"),
        schemas(schemas, environment),
        sources.find(master, "HEDUI_MASTER"),
        database(sources, address),
        sources.find(keyFile, "HEDUI_KEY_FILE").map(file -> Path.of(file).toAbsolutePath()),
        sparkConf(sources));
  }

  /** The Spark settings of the command line, as options for another; none of a file of settings. */
  List<String> sparkOptions() {
    return conf.entrySet().stream()
        .map(setting -> "--conf=" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }

  /**
   * The folder {@code schemas/}.
   *
   * @param option the option {@code --schemas}, null if not given
   */
  static Path schemas(Path option, Map<String, String> environment) {
    return Optional.ofNullable(option)
        .or(() -> new Sources(environment).find(null, "HEDUI_SCHEMAS").map(Path::of))
        .orElse(Home.find(environment).resolve("schemas"))
        .toAbsolutePath()
        .normalize();
  }

  private Settings.Database database(Sources sources, LakeAddress address) {
    return sources
        .find(jdbcUrl, "HEDUI_JDBC_URL")
        .map(
            url ->
                new Settings.Database(
                    url,
                    sources.find(jdbcUser, "HEDUI_JDBC_USER").orElse("hedui"),
                    sources.find(null, "HEDUI_JDBC_PASSWORD").orElse("")))
        .orElseGet(() -> Settings.Database.inside(address));
  }

  private Map<String, String> sparkConf(Sources sources) {
    Map<String, String> settings = new HashMap<>();
    sources.find(null, "HEDUI_SPARK_CONF").ifPresent(file -> settings.putAll(read(Path.of(file))));
    settings.putAll(conf);
    return settings;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new HeduiException(
          "SPARK_CONF_UNREADABLE",
          2,
          "The file of Spark settings " + file + " (HEDUI_SPARK_CONF) cannot be read.",
          e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  private record Sources(Map<String, String> environment) {
    Optional<String> find(String option, String variable) {
      return Optional.ofNullable(option)
          .or(() -> Optional.ofNullable(environment.get(variable)))
          .filter(value -> !value.isBlank());
    }
  }
}
