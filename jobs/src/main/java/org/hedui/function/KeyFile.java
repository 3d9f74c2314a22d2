package org.hedui.function;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text form of a {@link PseudonymKey}: one line a part, hexadecimal or Base64. */
final class KeyFile {
  static final String HOW_TO_MEND =
      "Give a file with at least 32 random bytes in hexadecimal or Base64.";

  private static final int LEAST_BYTES = 32;
  // Of 32 random bytes hardly ever fewer than 24 differ; a typed or repeated key has far fewer.
  private static final int LEAST_DIFFERENT_BYTES = 16;

  private KeyFile() {}

  /**
   * Reads a key.
   *
   * @param setting what names the file
   * @throws KeyException if it cannot be read, or a part is weak or stands twice
   */
  static PseudonymKey read(String file, String setting) {
    try {
      return parse(Files.readString(Path.of(file), StandardCharsets.US_ASCII), "file " + file);
    } catch (IOException | InvalidPathException e) {
      throw new KeyException(
          "KEY_UNREADABLE",
          "The key file " + file + " (" + setting + ") cannot be read. " + HOW_TO_MEND,
          e);
    }
  }

  /**
   * Reads a key from a text.
   *
   * @param place where it stands, for messages
   */
  static PseudonymKey parse(String text, String place) {
    List<byte[]> parts = text.strip().lines().map(line -> part(line.strip(), place)).toList();
    Set<String> different =
        parts.stream().map(HexFormat.of()::formatHex).collect(Collectors.toSet());
    if (parts.isEmpty() || different.size() < parts.size()) {
      throw weak(place);
    }
    return new PseudonymKey(parts);
  }

  private static byte[] part(String text, String place) {
    byte[] bytes = decode(text, place);
    long different = IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count();
    if (bytes.length < LEAST_BYTES || different < LEAST_DIFFERENT_BYTES) {
      throw weak(place);
    }
    return bytes;
  }

  private static KeyException weak(String place) {
    return new KeyException(
        "KEY_WEAK",
        "The key in " + place + " is too short, too regular, or has a line twice. " + HOW_TO_MEND);
  }

  private static byte[] decode(String text, String place) {
    try {
      boolean hexadecimal = text.matches("(?:[0-9A-Fa-f]{2})+");
      return hexadecimal ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Not as the cause: its message quotes the text.
      throw new KeyException(
          "KEY_UNREADABLE",
          "The key in " + place + " is neither hexadecimal nor Base64. " + HOW_TO_MEND);
    }
  }

  /** A new part. */
  static byte[] random() {
    byte[] bytes = new byte[LEAST_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /**
   * Writes a key to a file that only its owner may read. The file is there whole or not at all.
   *
   * @param file a file that does not exist, on a file system with POSIX permissions
   * @throws KeyException KEY_EXISTS, KEY_NOT_WRITTEN
   */
  static void write(Path file, List<byte[]> parts) {
    Path beside = Path.of(file + ".part");
    String text =
        parts.stream().map(HexFormat.of()::formatHex).collect(Collectors.joining("\n", "", "\n"));
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.deleteIfExists(beside);
      Files.createFile(
          beside,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(beside, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new KeyException(
          "KEY_EXISTS", "The file " + file + " exists already. Choose another name.", e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new KeyException(
          "KEY_NOT_WRITTEN",
          "The key file " + file + " cannot be written. Choose a folder that you may write to.",
          e);
    }
  }
}
