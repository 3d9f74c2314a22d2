package org.hedui.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log in a local folder for several processes: a commit file is written under a name of its
 * own, forced to the disk and given its name by a hard link, which fails if there is such a file.
 * Delta's own stores look first and rename after, which loses commits, and leave their temporary
 * file behind when the disk is full.
 */
public class FolderLogStore extends HadoopFileSystemLogStore {
  /** Makes the store; Delta calls this by name. */
  public FolderLogStore(Configuration configuration) {
    super(configuration);
  }

  /**
   * Writes a commit file.
   *
   * @throws FileAlreadyExistsException if another process wrote this version first
   */
  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path draft =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      write(draft, actions);
      if (overwrite) {
        // What Hadoop wrote before has a checksum beside it, which would no longer fit.
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.createLink(file, draft);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(java.nio.file.Path draft, Iterator<String> actions) throws IOException {
    StringBuilder content = new StringBuilder();
    actions.forEachRemaining(action -> content.append(action).append('\n'));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(content.toString());
    try (FileChannel out =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** A checkpoint is written by Parquet, not by this store, and grows before the readers' eyes. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return true;
  }
}
