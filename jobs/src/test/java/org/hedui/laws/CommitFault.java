package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** What goes wrong around the commits of a process, which are counted from one. */
interface CommitFault {
  /** Setting that names the fault and its bounds. */
  String SETTING = "hedui.fault";

  /** Happens when the files of a commit are written and the commit is not. */
  default void before(int commit) throws IOException {}

  /** Happens when a commit stands and its writer does not know it. */
  default void after(int commit) throws IOException {}

  /** The options that give a process a fault, such as {@code kill before 12}. */
  static List<String> options(String fault) {
    return List.of(
        "--conf=spark.delta.logStore.file.impl=" + FaultyLogStore.class.getName(),
        "--conf=spark.hadoop." + SETTING + "=" + fault);
  }

  /** The fault that the settings of this process name. */
  static CommitFault of(Configuration configuration) {
    String[] words = configuration.get(SETTING).split(" ", 3);
    return switch (words[0]) {
      case "copy" -> new Copy(Path.of(words[1]), Path.of(words[2]));
      case "kill" -> new Kill(words[1].equals("after"), Integer.parseInt(words[2]));
      case "refuse" -> new Refuse(Integer.parseInt(words[1]));
      case "unanswered" -> new Unanswered(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /**
   * Keeps what is on the disk at every commit: that is what a kill at this moment leaves.
   *
   * @param lake the lake
   * @param folder gets one copy a moment
   */
  record Copy(Path lake, Path folder) implements CommitFault {
    @Override
    public void before(int commit) throws IOException {
      copy("%03d-before".formatted(commit));
    }

    @Override
    public void after(int commit) throws IOException {
      copy("%03d-landed".formatted(commit));
    }

    private void copy(String name) throws IOException {
      execute("cp", "-a", lake.toString(), folder.resolve(name).toString());
    }
  }

  /** The operating system ends the process at once, with {@code kill -9}. */
  record Kill(boolean landed, int at) implements CommitFault {
    @Override
    public void before(int commit) throws IOException {
      if (!landed && commit == at) {
        execute("kill", "-9", String.valueOf(ProcessHandle.current().pid()));
      }
    }

    @Override
    public void after(int commit) throws IOException {
      if (landed && commit == at) {
        execute("kill", "-9", String.valueOf(ProcessHandle.current().pid()));
      }
    }
  }

  /** The storage refuses the first commits. */
  record Refuse(int first) implements CommitFault {
    @Override
    public void before(int commit) throws IOException {
      if (commit <= first) {
        throw new IOException("The storage refuses commit " + commit);
      }
    }
  }

  /** A commit lands, and its writer is told that it failed. */
  record Unanswered(int at) implements CommitFault {
    @Override
    public void after(int commit) throws IOException {
      if (commit == at) {
        throw new IOException("The storage did not answer commit " + commit);
      }
    }
  }

  private static void execute(String... command) throws IOException {
    try {
      int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exitCode != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
