package org.hedui.run;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import picocli.CommandLine.Option;

/** What all commands that take people's answers have in common: their day, a trial, the lock. */
final class ImportOptions {
  @Option(
      names = "--on",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "Day of the answers; today if none is named.")
  private LocalDate on;

  @Option(names = "--dry-run", description = "Check the file, take nothing.")
  private boolean dryRun;

  /** Whether nothing is to be taken. */
  boolean dryRun() {
    return dryRun;
  }

  /**
   * The day of the answers.
   *
   * @param by who answered
   * @throws HeduiException USAGE, exit code 2, if it is a day to come, or nobody answered
   */
  LocalDate day(String by) {
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    LocalDate day = Optional.ofNullable(on).orElse(today);
    if (by.isBlank() || day.isAfter(today)) {
      throw new HeduiException(
          "USAGE", ExitCodes.WRONG_USE, "--by names a person, and --on is no day to come.");
    }
    return day;
  }

  /**
   * Takes answers while no run writes the lake; a trial needs no lock.
   *
   * @param command the command, for those who come meanwhile
   * @return the exit code
   */
  int take(Settings settings, String command, UnderLock answers) throws IOException {
    return dryRun ? answers.work() : answers.in(settings, command);
  }
}
