package org.hedui.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is written anew as long as a service lives; its age tells whether it does. */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Optional<Path> file;

  /** Writes to a file, or nowhere. */
  Heartbeat(Optional<Path> file) {
    this.file = file;
  }

  /** Tells that the service lives, and what it does. */
  void beat(String doing) {
    file.ifPresent(path -> write(path, doing));
  }

  private static void write(Path file, String doing) {
    Map<String, Object> beat = new LinkedHashMap<>();
    beat.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    beat.put("pid", ProcessHandle.current().pid());
    beat.put("doing", doing);
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(fresh, new ObjectMapper().writeValueAsString(beat) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("The heartbeat file {} cannot be written: {}", file, e.getClass().getSimpleName());
    }
  }
}
