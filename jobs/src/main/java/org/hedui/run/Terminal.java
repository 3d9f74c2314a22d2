package org.hedui.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command sees of the world around it.
 *
 * @param out results
 * @param err messages and progress
 * @param watched whether a person watches {@code err}, so that a line may be drawn anew
 * @param environment the environment variables
 */
record Terminal(
    PrintStream out, PrintStream err, boolean watched, Map<String, String> environment) {

  /** Copies the map, so that the environment never changes. */
  Terminal {
    environment = Map.copyOf(environment);
  }

  /**
   * The process's own terminal; always UTF-8, whatever the locale says. The launcher says by {@code
   * HEDUI_TERMINAL} whether the error stream is a terminal: Java cannot tell.
   */
  static Terminal ofProcess() {
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.getenv().containsKey("HEDUI_TERMINAL"),
        System.getenv());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
