package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.LakeKey;

/**
 * The key that a lake is to have next.
 *
 * @param file where it lies, or will lie
 * @param own the key inside the lake whose place it takes in the end; empty if the operator keeps
 *     the lake's key elsewhere and names the new one himself
 */
record NextKey(Path file, Optional<Path> own) {

  /**
   * The next key of a lake; nothing is read yet.
   *
   * @param named the file that the operator names for it
   * @throws HeduiException USAGE, exit code 2, if he has to and does not
   */
  static NextKey at(Settings settings, Optional<Path> named) {
    Optional<Path> own = LocalKey.own(settings);
    Path file =
        named
            .map(Path::toAbsolutePath)
            .or(() -> own.map(key -> Path.of(key + ".next")))
            .orElseThrow(
                () ->
                    new HeduiException(
                        "USAGE",
                        ExitCodes.WRONG_USE,
                        "Name a file for the new key by --new-key-file; it is made if it is not there."));
    return new NextKey(file, named.isPresent() ? Optional.empty() : own);
  }

  /** Whether it is there and has this fingerprint. */
  boolean isOf(Optional<String> fingerprint) {
    return Files.exists(file)
        && fingerprint.filter(PseudonymKey.of(file).fingerprint()::equals).isPresent();
  }

  /**
   * The key; a new one is made if none lies there.
   *
   * @param present the key that this process was given
   * @param begun the rotation that was begun; its key is wanted, and no other
   * @throws HeduiException exit code 2: KEY_NOT_NEXT if it is not the present key and one line
   *     more; KEY_ROTATING if another was begun with; KEY_OPEN if everybody may read it
   */
  PseudonymKey key(PseudonymKey present, Optional<LakeKey.Rotation> begun) throws IOException {
    if (begun.isPresent()) {
      String wanted = begun.get().to();
      if (present.fingerprint().equals(wanted)) {
        return present;
      }
      if (!isOf(Optional.of(wanted))) {
        throw new HeduiException(
            "KEY_ROTATING",
            ExitCodes.WRONG_USE,
            "The lake is being led to the key with fingerprint %s, which does not lie in %s. Give that file by --new-key-file."
                .formatted(wanted, file));
      }
      return PseudonymKey.of(file);
    }
    if (!Files.exists(file)) {
      present.generateNext(file);
    }
    PseudonymKey next = PseudonymKey.of(file);
    if (!present.isFollowedBy(next)) {
      throw new HeduiException(
          "KEY_NOT_NEXT",
          ExitCodes.WRONG_USE,
          "The file %s does not hold the lake's present key and one new line after it. Name a file that is not there, and it is made."
              .formatted(file));
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      throw new HeduiException(
          "KEY_OPEN",
          ExitCodes.WRONG_USE,
          "Everybody on this machine may read the file %s. Take that right away (chmod 600), or better name a file that is not there."
              .formatted(file));
    }
    return next;
  }

  /** The functions of this process use it from now on. */
  void use() {
    if (Files.exists(file)) {
      System.setProperty(PseudonymKey.FILE_PROPERTY, file.toString());
    }
  }

  /** Puts it in the place of the key inside the lake. */
  void settle() throws IOException {
    if (own.isPresent() && Files.exists(file)) {
      Files.move(
          file, own.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Where the lake's key lies in the end. */
  Path settled() {
    return own.orElse(file);
  }
}
