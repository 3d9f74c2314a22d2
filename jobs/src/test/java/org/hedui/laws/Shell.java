package org.hedui.laws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Commands of the system. */
final class Shell {
  /** In a script: the process that runs it. */
  static final String PARENT = "$PPID";

  private Shell() {}

  /**
   * Runs a command to its end and gives what it printed.
   *
   * @throws IOException if it fails, with what it printed
   */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(
            "%s ended with %d: %s".formatted(String.join(" ", command), exitCode, said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return said;
  }
}
