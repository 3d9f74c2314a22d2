package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;

/** What goes wrong around the commits of a process, which are counted from one. */
interface CommitFault {
  /** Setting that names the fault and its bounds. */
  String SETTING = "hedui.fault";

  /** Happens when the files of a commit are written and the commit is not. */
  default void before(int commit) throws IOException {}

  /** Happens when a commit stands and its writer does not know it. */
  default void after(int commit) throws IOException {}

  /** The options that give a process a fault, such as {@code refuse 3}. */
  static List<String> options(String fault) {
    return List.of(
        "--conf=spark.delta.logStore.file.impl=" + FaultyLogStore.class.getName(),
        "--conf=spark.hadoop." + SETTING + "=" + fault);
  }

  /** The operating system ends the process at once. */
  static String kill(String moment, int commit) {
    return shell(moment, commit, "kill -9 " + Shell.PARENT);
  }

  /**
   * A script does something to the process or to what it works with.
   *
   * @param moment {@code before} or {@code after} the commit
   */
  static String shell(String moment, int commit, String script) {
    return "shell " + moment + " " + commit + " " + script;
  }

  /** The fault that the settings of this process name. */
  static CommitFault of(Configuration configuration) {
    // Not as the settings have it: a script has variables of its own.
    String[] words = configuration.getRaw(SETTING).split(" ", 4);
    return switch (words[0]) {
      case "copy" -> new Copy(Path.of(words[1]), Path.of(words[2]));
      case "refuse" -> new Refuse(Integer.parseInt(words[1]));
      case "shell" -> new Script(words[1].equals("after"), Integer.parseInt(words[2]), words[3]);
      case "unanswered" -> new Unanswered(Integer.parseInt(words[1]));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /**
   * Keeps what is on the disk at every commit: that is what a kill at this moment leaves.
   *
   * @param lake the lake
   * @param folder gets one copy a moment, named by number, moment and stage
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

    private void copy(String moment) throws IOException {
      String stage =
          Optional.ofNullable(SparkContext.getOrCreate().getLocalProperty("spark.jobGroup.id"))
              .orElse("none");
      Shell.run("cp", "-a", lake.toString(), folder.resolve(moment + "-" + stage).toString());
    }
  }

  /** Runs a script at one commit. */
  record Script(boolean landed, int at, String script) implements CommitFault {
    @Override
    public void before(int commit) throws IOException {
      if (!landed && commit == at) {
        Shell.run("sh", "-c", script);
      }
    }

    @Override
    public void after(int commit) throws IOException {
      if (landed && commit == at) {
        Shell.run("sh", "-c", script);
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
}
