package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hedui.SparkTest;

/** Another Java process with the class path and flags of the tests. */
public final class Child {
  private Child() {}

  /** Starts the main class. */
  static Process start(Class<?> main, String... args) throws IOException {
    return start(Map.of(), main, args);
  }

  /** Starts the main class in a process with these environment variables, too. */
  public static Process start(Map<String, String> environment, Class<?> main, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(System.getenv("HEDUI_HOME"), "jvm.flags"));
    // Short lives: the optimising compiler would cost more than it saves.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx1g");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    // Java would say that it took them, before the first line that a test waits for.
    process.environment().keySet().removeAll(List.of("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    process.environment().put("HEDUI_KEY", SparkTest.KEY);
    process.environment().putAll(environment);
    return process.start();
  }

  /** Runs the main class to its end and gives its exit code. */
  static int run(Class<?> main, String... args) throws IOException, InterruptedException {
    Process process = start(main, args);
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("The process does not end: " + said);
    }
    System.out.println(said);
    return process.exitValue();
  }
}
