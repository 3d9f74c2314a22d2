package org.hedui.ingest;

import java.io.Closeable;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.file.Format;

/**
 * The bytes of a landed file. A workbook is read at random, so one that lies elsewhere is copied to
 * a temporary file that only this user can read and that is gone when this is closed.
 *
 * <p>A department may replace the file at any time, so what was read is compared with what was
 * inspected ({@link #requireUnchanged}).
 */
final class FileContent implements Closeable {
  private final LandedFile file;
  private final Path path;
  private final Configuration configuration;
  private WholeStream read;
  private java.nio.file.Path copy;

  FileContent(LandedFile file, Configuration configuration) {
    this.file = file;
    this.path = new Path(file.address());
    this.configuration = configuration;
  }

  /**
   * A new stream over the content.
   *
   * @throws HeduiException DELIVERY_CHANGED if the file is gone
   */
  InputStream open() throws IOException {
    try {
      read = new WholeStream(path.getFileSystem(configuration).open(path));
      return read;
    } catch (FileNotFoundException e) {
      throw DeliveryChange.of(file.sourceFile());
    }
  }

  /**
   * Makes sure that what was read last, stream or workbook, is what was inspected, to the byte.
   *
   * @param sha256 checksum of what was inspected
   * @throws HeduiException DELIVERY_CHANGED if it is not
   */
  void requireUnchanged(String sha256) throws IOException {
    if (Format.ofName(file.name()).filter(format -> format != Format.CSV).isPresent()) {
      // Read at random: the copy that was read, or what lies there now.
      read = new WholeStream(Files.newInputStream(local().toPath()));
    }
    read.close();
    if (!sha256.equals(HexFormat.of().formatHex(read.getMessageDigest().digest()))) {
      throw DeliveryChange.of(file.sourceFile());
    }
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

  /** Is read to its end before it is closed, so that its digest is that of the whole. */
  private static final class WholeStream extends DigestInputStream {
    private boolean closed;

    WholeStream(InputStream in) {
      super(in, DigestUtils.getSha256Digest());
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        transferTo(OutputStream.nullOutputStream());
        super.close();
      }
    }
  }
}
