package org.hedui.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drafts in the logs of a local lake's tables: commits and checksums are written aside and named
 * when they are whole, so a process that is killed in between leaves a draft, which Delta never
 * removes.
 */
public final class LogDrafts {
  /** A log of the lake may be added to at any time; its writer is done with a draft by then. */
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  private static final String LOGS = "glob:**/_delta_log/.*.tmp*";

  private LogDrafts() {}

  /**
   * Removes those that nobody writes any more. Only the holder of the lake's lock may call this;
   * those of {@code ops}, where a log is added to without it, are left for a minute.
   */
  public static void remove(Path lake) throws IOException {
    Instant before = Instant.now().minus(ABANDONED);
    Path logs = lake.resolve("ops");
    for (Path draft : drafts(lake)) {
      if (!draft.startsWith(logs)
          || Files.getLastModifiedTime(draft).toInstant().isBefore(before)) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static List<Path> drafts(Path lake) throws IOException {
    // Layer, table, log, file.
    try (Stream<Path> files = Files.walk(lake, 4)) {
      return files.filter(lake.getFileSystem().getPathMatcher(LOGS)::matches).toList();
    }
  }
}
