package org.hedui.ingest;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The bytes of a landed file. A workbook is read at random, so one that lies elsewhere is copied to
 * a temporary file that only this user can read and that is gone when this is closed.
 */
final class FileContent implements Closeable {
  private final Path path;
  private final Configuration configuration;
  private java.nio.file.Path copy;

  FileContent(LandedFile file, Configuration configuration) {
    this.path = new Path(file.address());
    this.configuration = configuration;
  }

  /** A new stream over the content. */
  InputStream open() throws IOException {
    return path.getFileSystem(configuration).open(path);
  }

  /** The content as a local file. */
  File local() throws IOException {
    if ("file".equals(path.toUri().getScheme())) {
      return new File(path.toUri().getPath());
    }
    if (copy == null) {
      copy = Files.createTempFile("hedui-", null);
      try (InputStream in = open()) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy.toFile();
  }

  @Override
  public void close() throws IOException {
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }
}
