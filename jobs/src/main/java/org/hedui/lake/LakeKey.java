package org.hedui.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.hedui.contract.HeduiException;

/**
 * Which pseudonym key a lake was made with, and whether it is being led to another. The lake
 * remembers the keys' fingerprints, never a key: with another key every pseudonym would change and
 * no case could be followed.
 */
public final class LakeKey {
  private static final String FINGERPRINT = "key.fingerprint";
  private static final String ROTATION = "key.rotation";

  private final LakeAddress lake;
  private final Configuration configuration;

  /** The key of a lake; nothing is read yet. */
  public LakeKey(LakeAddress lake, Configuration configuration) {
    this.lake = lake;
    this.configuration = configuration;
  }

  /**
   * A rotation that was begun and not finished: some tables may hold pseudonyms of the one key and
   * some of the other.
   *
   * @param id what the audit calls it
   * @param from fingerprint of the key before
   * @param to fingerprint of the new key
   */
  public record Rotation(String id, String from, String to) {}

  /**
   * Makes sure that a lake is written with the key it was begun with, and remembers it on the first
   * time.
   *
   * @param fingerprint one-way fingerprint of the key
   * @throws HeduiException exit code 2: KEY_WRONG if the lake has another key, KEY_ROTATING if a
   *     rotation was not finished
   */
  public static void require(LakeAddress lake, String fingerprint, Configuration configuration)
      throws IOException {
    LakeKey key = new LakeKey(lake, configuration);
    Optional<Rotation> rotation = key.rotation();
    if (rotation.isPresent()) {
      throw new HeduiException(
          "KEY_ROTATING",
          2,
          "The key of the lake %s is being rotated from fingerprint %s to %s, and that was not finished. Run `hedui rotate-key` again with the same key files; it goes on where it stopped."
              .formatted(lake, rotation.get().from(), rotation.get().to()));
    }
    // A machine that went down in the moment of the first run leaves an empty file.
    Optional<String> known = key.fingerprint().filter(text -> !text.isEmpty());
    if (known.isEmpty()) {
      key.write(FINGERPRINT, fingerprint);
    } else if (!known.get().equals(fingerprint)) {
      throw new HeduiException(
          "KEY_WRONG",
          2,
          "The lake %s has another pseudonym key (fingerprint %s, given %s). Give that key by --key-file or HEDUI_KEY_FILE, the newest file if it was rotated, or use another lake."
              .formatted(lake, known.get(), fingerprint));
    }
  }

  /** The fingerprint of the lake's key; empty before its first run. */
  public Optional<String> fingerprint() throws IOException {
    return read(FINGERPRINT);
  }

  /** The rotation that is not finished, if there is one. */
  public Optional<Rotation> rotation() throws IOException {
    // Cut off while it was written, it tells of nothing that was done yet.
    return read(ROTATION)
        .map(text -> text.split(" ", -1))
        .filter(words -> words.length == 3 && words[2].length() == words[1].length())
        .map(words -> new Rotation(words[0], words[1], words[2]));
  }

  /** Remembers that a rotation begins; nothing else may be changed before. */
  public void begin(Rotation rotation) throws IOException {
    write(ROTATION, String.join(" ", rotation.id(), rotation.from(), rotation.to()));
  }

  /** From now on the lake has the new key. */
  public void finish(Rotation rotation) throws IOException {
    write(FINGERPRINT, rotation.to());
    Path file = new Path(lake.internal(ROTATION));
    file.getFileSystem(configuration).delete(file, false);
  }

  private Optional<String> read(String name) throws IOException {
    Path file = new Path(lake.internal(name));
    try (FSDataInputStream in = file.getFileSystem(configuration).open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = new Path(lake.internal(name));
    try (FSDataOutputStream out = file.getFileSystem(configuration).create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
