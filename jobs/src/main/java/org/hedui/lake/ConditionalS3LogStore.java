package org.hedui.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/**
 * Delta's log on S3 for several drivers: a commit file is made by one PUT with {@code
 * If-None-Match: *}, so of two that write the same version one is told that it lost. Delta's own
 * store checks first and writes after, which loses commits. The server has to enforce the
 * condition; Amazon S3 does since November 2024.
 */
public final class ConditionalS3LogStore extends HadoopFileSystemLogStore {
  private static final String CONDITION = "fs.option.create.conditional.overwrite";

  /** Makes the store; Delta calls this by name. */
  public ConditionalS3LogStore(Configuration configuration) {
    super(configuration);
  }

  /**
   * Writes a commit file.
   *
   * @throws FileAlreadyExistsException if another driver wrote this version first
   */
  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    byte[] content = content(actions);
    FSDataOutputStreamBuilder<?, ?> file =
        path.getFileSystem(configuration).createFile(path).overwrite(true).recursive();
    if (!overwrite) {
      file.must(CONDITION, true);
    }
    try (FSDataOutputStream out = (FSDataOutputStream) file.build()) {
      out.write(content);
    } catch (RemoteFileChangedException e) {
      // An answer that was lost makes the client try again, and then it has lost to itself.
      if (!holds(path, content, configuration)) {
        throw (IOException) new FileAlreadyExistsException(path.toString()).initCause(e);
      }
    }
  }

  private static byte[] content(Iterator<String> actions) {
    StringBuilder content = new StringBuilder();
    actions.forEachRemaining(action -> content.append(action).append('\n'));
    return content.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a commit is this one: every commit names its own transaction. */
  private static boolean holds(Path path, byte[] content, Configuration configuration)
      throws IOException {
    try (InputStream in = path.getFileSystem(configuration).open(path)) {
      return Arrays.equals(in.readAllBytes(), content);
    }
  }

  /** An S3 object appears whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}
