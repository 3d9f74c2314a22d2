package org.hedui.run;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import org.hedui.deliver.Password;
import picocli.CommandLine.Option;

/**
 * What locks the files that are handed out. A password on the command line could be seen by others.
 */
final class PasswordOptions {
  private static final String VARIABLE = "HEDUI_EXPORT_PASSWORD";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Its first line locks the files, by AES-256. Environment: HEDUI_EXPORT_PASSWORD. Without"
              + " either you are asked.")
  private Path file;

  @Option(
      names = "--unlocked",
      description =
          "Lock nothing: only for masked numbers, such as letters that are printed at once.")
  private boolean unlocked;

  /**
   * The password; empty if nothing is to be locked.
   *
   * @throws HeduiException PASSWORD_MISSING, PASSWORD_WEAK, USAGE, exit code 2
   */
  Optional<Password> password(Terminal terminal) {
    Optional<String> given =
        Optional.ofNullable(file)
            .map(PasswordOptions::firstLine)
            .or(() -> Optional.ofNullable(terminal.environment().get(VARIABLE)));
    if (unlocked) {
      return Optional.empty();
    }
    return Optional.of(new Password(given.or(PasswordOptions::ask).orElseThrow(this::missing)));
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new HeduiException(
          "PASSWORD_MISSING", ExitCodes.WRONG_USE, "The file " + file + " cannot be read.", e);
    }
  }

  // Hedui runs on Java 17, where it is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<String> ask() {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("Password for the files: ");
    return Optional.ofNullable(typed).map(String::new);
  }

  private HeduiException missing() {
    return new HeduiException(
        "PASSWORD_MISSING",
        ExitCodes.WRONG_USE,
        "What is handed out is personal and has to be locked: give --password-file FILE or "
            + VARIABLE
            + "; --unlocked leaves it open.");
  }
}
