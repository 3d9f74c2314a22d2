package org.hedui.run;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeLock;
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

  /** The work of an import; gives its exit code. */
  @FunctionalInterface
  interface Taking {
    /** Takes the answers. */
    int take() throws IOException;
  }

  /**
   * Takes answers while no run writes the lake; a trial needs no lock.
   *
   * @param command the command, for those who come meanwhile
   * @return the exit code
   */
  int locked(Settings settings, String command, Taking answers) throws IOException {
    return dryRun ? answers.take() : underLock(settings, command, answers);
  }

  /** Does what writes a lake beside its runs. */
  static int underLock(Settings settings, String command, Taking work) throws IOException {
    try (BatchRepository repository = BatchRepository.open(settings.database());
        LakeLock lock =
            LakeLock.acquire(
                settings.lake(),
                repository.dataSource(),
                command + ", process " + ProcessHandle.current().pid())) {
      lock.check();
      return work.take();
    }
  }
}
