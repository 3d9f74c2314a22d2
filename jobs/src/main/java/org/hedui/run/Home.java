package org.hedui.run;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where Hedui is installed: the folder with {@code schemas/} and {@code demo/}. */
final class Home {
  private Home() {}

  /**
   * The folder that {@code HEDUI_HOME} names, else the nearest one above the program that holds
   * {@code schemas/}, else the working directory.
   */
  static Path find(Map<String, String> environment) {
    String named = environment.get("HEDUI_HOME");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    Path folder = program();
    while (folder != null) {
      if (Files.isDirectory(folder.resolve("schemas"))) {
        return folder;
      }
      folder = folder.getParent();
    }
    return Path.of("").toAbsolutePath();
  }

  private static Path program() {
    try {
      return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("A class path entry is always a URI.", e);
    }
  }
}
