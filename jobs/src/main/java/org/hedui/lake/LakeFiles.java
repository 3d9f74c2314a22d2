package org.hedui.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A folder of a lake, or outside of one, with files that are no tables. A file appears as a whole
 * or not at all.
 *
 * @param folder the folder
 * @param configuration how a remote one is reached
 */
public record LakeFiles(LakeAddress folder, Configuration configuration) {

  /**
   * Writes a text in UTF-8; a file that is there is replaced.
   *
   * @param name path below the folder
   * @return the file's address
   */
  public String write(String name, String text) throws IOException {
    String address = folder.root() + "/" + name;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (folder.folder().isPresent()) {
      java.nio.file.Path file = java.nio.file.Path.of(address);
      Files.createDirectories(file.getParent());
      java.nio.file.Path part = file.resolveSibling("." + file.getFileName() + ".part");
      Files.write(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Path file = new Path(address);
      // An object store shows an object when its stream is closed.
      try (OutputStream out = file.getFileSystem(configuration).create(file, true)) {
        out.write(bytes);
      }
    }
    return address;
  }

  /**
   * Opens a file.
   *
   * @param name path below the folder
   * @return nothing if there is no such file
   */
  public Optional<InputStream> open(String name) throws IOException {
    Path file = new Path(folder.root() + "/" + name);
    try {
      return Optional.of(file.getFileSystem(configuration).open(file));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }
}
