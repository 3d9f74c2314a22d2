package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL server of {@link Servers}, which can be killed and started again. */
final class Postgres {
  private final Path pid;
  private final List<String> command;

  /**
   * Knows how it was started.
   *
   * @param pid the file with its process id
   */
  Postgres(Path pid) throws IOException {
    this.pid = pid;
    this.command = List.of(Files.readString(Path.of("/proc", id(), "cmdline")).split("\u0000"));
  }

  /** Repository and lock as Hedui's environment names them. */
  static DataSource of(Map<String, String> environment) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(environment.get("HEDUI_JDBC_URL"));
    database.setUser(environment.get("HEDUI_JDBC_USER"));
    database.setPassword(environment.get("HEDUI_JDBC_PASSWORD"));
    return database;
  }

  /** Ends it at once. */
  void kill() throws IOException {
    Shell.run("kill", "-9", id());
  }

  /** Starts it on what the killed one left. */
  void startAgain(DataSource database) throws IOException, InterruptedException {
    List<String> again = new ArrayList<>(List.of("setsid"));
    if (System.getProperty("user.name").equals("root")) {
      again.addAll(
          List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"));
    }
    again.addAll(command);
    Process process =
        new ProcessBuilder(again)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Files.writeString(pid, process.pid() + "\n");
    for (int second = 0; !answers(database); second++) {
      if (second == 60) {
        throw new IOException("PostgreSQL does not come back.");
      }
      Thread.sleep(1000);
    }
  }

  private static boolean answers(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private String id() throws IOException {
    return Files.readString(pid).strip();
  }
}
