package org.hedui.lake;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * Where a lake lies: an absolute local folder or an {@code s3a://} address, without a trailing
 * slash. Two spellings of one place make equal addresses.
 *
 * @param root the folder or address
 */
public record LakeAddress(String root) {
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  private static final Pattern S3A = Pattern.compile("s3a://[a-z0-9][a-z0-9.-]+(/.*)?");

  /**
   * Makes the address canonical.
   *
   * @throws HeduiException LAKE_ADDRESS if the text is neither a folder nor {@code s3a://bucket/…}
   */
  public LakeAddress {
    if (root.isBlank()) {
      throw wrong("The lake's address is empty");
    }
    if (root.startsWith("file:")) {
      root = root.replaceFirst("^file:/*", "/");
    }
    if (!SCHEME.matcher(root).matches()) {
      root = Path.of(root).toAbsolutePath().normalize().toString();
    } else if (S3A.matcher(root).matches()) {
      root = root.replaceFirst("/+$", "");
    } else {
      // The text may hold a key or a password, so it is not repeated.
      throw wrong("The lake's address has the form " + root.replaceFirst(":.*", "") + ":…");
    }
  }

  private static HeduiException wrong(String what) {
    return new HeduiException(
        "LAKE_ADDRESS", 2, what + "; give a local folder or s3a://bucket/folder.");
  }

  /** The local folder, unless the lake is remote. */
  public Optional<Path> folder() {
    return root.startsWith("s3a:") ? Optional.empty() : Optional.of(Path.of(root));
  }

  /** Where Hedui keeps what is no table: lock, key fingerprint, job repository, logs. */
  public String internal(String name) {
    return root + "/_hedui/" + name;
  }

  /** Where a table lies. */
  public String path(TableName table) {
    return path(table.layer()) + "/" + table.table();
  }

  /** Where a layer lies. */
  public String path(Layer layer) {
    return root + "/" + layer.folder();
  }

  @Override
  public String toString() {
    return root;
  }
}
