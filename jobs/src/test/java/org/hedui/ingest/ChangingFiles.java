package org.hedui.ingest;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The local files of a process, of which some are changed by a script at the moment when a delivery
 * is opened for the n-th time.
 */
public final class ChangingFiles extends LocalFileSystem {
  /** Setting: when. */
  public static final String AT = "hedui.change.at";

  /** Setting: the script. */
  public static final String SCRIPT = "hedui.change.script";

  private static final AtomicInteger OPENED = new AtomicInteger();

  /** Makes it; Hadoop calls this by name. */
  public ChangingFiles() {}

  /** Counts from one again. */
  static void reset() {
    OPENED.set(0);
  }

  /** How often a delivery was opened. */
  static int opened() {
    return OPENED.get();
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    Configuration settings = getConf();
    if (path.toString().contains("/landing/")
        && OPENED.incrementAndGet() == settings.getInt(AT, 0)) {
      change(settings.getRaw(SCRIPT));
    }
    return super.open(path, bufferSize);
  }

  private static void change(String script) throws IOException {
    try {
      Process process = new ProcessBuilder("sh", "-c", script).inheritIO().start();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(script);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
