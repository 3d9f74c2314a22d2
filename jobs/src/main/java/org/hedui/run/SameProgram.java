package org.hedui.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * This program once more, in a process of its own with the same flags, memory and class path. What
 * it uses is given back when it ends, and its end is not ours.
 */
final class SameProgram {
  private final Map<String, String> environment;

  /** Children get these environment variables beside our own. */
  SameProgram(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Starts a command; it writes to our own streams. */
  Process start(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hedui.class.getName()));
    command.addAll(words);
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    process.environment().putAll(environment);
    // Nobody watches its progress line.
    process.environment().remove("HEDUI_TERMINAL");
    return process.start();
  }
}
