package org.hedui.run;

import java.util.Optional;
import org.hedui.contract.HeduiException;
import picocli.CommandLine.Option;

/** What all commands that hand something out ask: who does it, and what for. */
final class HandoutOptions {
  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      description = "What it is handed out for; each kind has a purpose if nothing is named.")
  private String purpose;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who hands it out; the user's own name if none is named.")
  private String by = System.getProperty("user.name");

  /**
   * Who hands out.
   *
   * @throws HeduiException USAGE, exit code 2, if the name is blank
   */
  String by() {
    return required(by, "--by");
  }

  /**
   * What for, if something was named.
   *
   * @throws HeduiException USAGE, exit code 2, if it is blank
   */
  Optional<String> purpose() {
    return Optional.ofNullable(purpose).map(text -> required(text, "--purpose"));
  }

  private static String required(String text, String option) {
    if (text.isBlank()) {
      throw new HeduiException("USAGE", ExitCodes.WRONG_USE, option + " says something.");
    }
    return text.strip();
  }
}
