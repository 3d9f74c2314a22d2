package org.hedui.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hedui.stage.Stage;

/** A terminal that remembers what it was told. */
public final class TestTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment;

  /** A terminal in a process with these environment variables. */
  public TestTerminal(Map<String, String> environment) {
    this.environment = environment;
  }

  Terminal terminal() {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        environment);
  }

  /** The stages of a real run. */
  public static List<Stage> stages() {
    return Stages.all();
  }

  /** The program in a process of its own, with both its streams in one. */
  public static Process process(String... args) throws IOException {
    return Child.start(Hedui.class, args);
  }

  /** The same, with environment variables of its own. */
  public static Process process(Map<String, String> environment, String... args)
      throws IOException {
    return Child.start(environment, Hedui.class, args);
  }

  /** Runs a command line and gives its exit code. */
  public int execute(List<Stage> stages, String... args) {
    return Hedui.execute(terminal(), stages, args);
  }

  /** What was printed as result. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What was printed as message. */
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
