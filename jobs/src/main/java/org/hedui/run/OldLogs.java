package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hedui.lake.LakeAddress;

/** Logs of runs that need not be kept any longer. */
record OldLogs(List<Path> files, long bytes) {

  /** Logs that were last written before a time. */
  static OldLogs find(LakeAddress lake, Instant before) throws IOException {
    Path folder = RunLog.folder(lake);
    List<Path> old = new ArrayList<>();
    long bytes = 0;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> logs = Files.list(folder)) {
        for (Path log : logs.filter(file -> file.toString().endsWith(".log")).sorted().toList()) {
          if (Files.getLastModifiedTime(log).toInstant().isBefore(before)) {
            old.add(log);
            bytes += Files.size(log);
          }
        }
      }
    }
    return new OldLogs(old, bytes);
  }

  /** How many there are. */
  int number() {
    return files.size();
  }

  /** Removes them. */
  void remove() throws IOException {
    for (Path log : files) {
      Files.deleteIfExists(log);
    }
  }
}
