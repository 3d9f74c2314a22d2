package org.hedui.laws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hedui.Fixtures;

/**
 * S3, PostgreSQL and a Spark cluster of two workers as real processes, as demo/cluster starts them.
 */
final class Servers implements AutoCloseable {
  private final Path folder;

  private Servers(Path folder) {
    this.folder = folder;
  }

  /** Starts them; what they write lies in {@code folder}. */
  static Servers start(Path folder) throws IOException {
    Servers servers = new Servers(folder);
    try {
      servers.script("up");
      return servers;
    } catch (IOException e) {
      servers.close();
      throw e;
    }
  }

  /** Where they are, and who may use them, as Hedui's environment variables. */
  Map<String, String> environment() throws IOException {
    Map<String, String> environment = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("env"))) {
      for (String setting : line.replaceFirst("^export ", "").split(" ")) {
        int equals = setting.indexOf('=');
        environment.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return environment;
  }

  /** The file with the process id of one of them, such as {@code worker-1}. */
  Path pid(String server) {
    return folder.resolve(server + ".pid");
  }

  /** The folder that holds the objects of the bucket. */
  Path bucket() {
    return folder.resolve("s3/hedui");
  }

  @Override
  public void close() throws IOException {
    script("down");
  }

  private void script(String command) throws IOException {
    Path log = Files.createDirectories(folder).resolve(command + ".log");
    Process process =
        new ProcessBuilder(
                Fixtures.home().resolve("demo/cluster").toString(), command, folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(Files.readString(log, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
