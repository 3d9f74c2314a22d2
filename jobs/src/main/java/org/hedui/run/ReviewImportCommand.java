package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.Fault;
import org.hedui.contract.HeduiException;
import org.hedui.lake.LakeLock;
import org.hedui.link.registry.AnswerSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hedui review import}: the answers of a filled sheet, all of them or none. */
@Command(
    name = "import",
    description = {
      "Takes the answers of a sheet. With one fault nothing is taken; all faults are told by row.",
      "The last answer about a pair counts: to undo one, answer the pair anew.",
      "Answers bind the runs of business dates from --on."
    })
final class ReviewImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The filled sheet, CSV in UTF-8.")
  private Path file;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who answered.")
  private String by;

  @Option(
      names = "--on",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "Day of the answers; today if none is named.")
  private LocalDate on;

  @Option(names = "--dry-run", description = "Check the sheet, take nothing.")
  private boolean dryRun;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ReviewImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    LocalDate day = Optional.ofNullable(on).orElse(today);
    if (by.isBlank() || day.isAfter(today)) {
      throw new HeduiException(
          "USAGE", ExitCodes.WRONG_USE, "--by names a person, and --on is no day to come.");
    }
    byte[] bytes = read();
    String name = file.getFileName().toString();
    ReviewImport answers =
        new ReviewImport(
            PublishedLake.open(settings, "hedui review import", Optional.empty()),
            name,
            AnswerSheet.read(name, bytes),
            Sha256.of(bytes),
            by.strip(),
            day);
    if (dryRun) {
      return take(answers);
    }
    try (BatchRepository repository = BatchRepository.open(settings.database());
        LakeLock lock =
            LakeLock.acquire(
                settings.lake(),
                repository.dataSource(),
                "review import, process " + ProcessHandle.current().pid())) {
      lock.check();
      return take(answers);
    }
  }

  private int take(ReviewImport answers) {
    if (answers.isKnown()) {
      terminal.out().println("These answers were taken before; nothing was done.");
      return ExitCodes.DONE;
    }
    List<Fault> faults = answers.faults();
    if (!faults.isEmpty()) {
      faults.stream().map(Fault::toString).forEach(terminal.err()::println);
      terminal
          .err()
          .printf("hedui: [REVIEW_REFUSED] %d faults; no answer was taken.%n", faults.size());
      return ExitCodes.WRONG_USE;
    }
    int number = answers.sheet().answers().size();
    if (!dryRun && number > 0) {
      answers.write();
    }
    terminal
        .out()
        .printf(
            "%,d answers %s, %,d rows are still blank.%n",
            number, dryRun ? "could be taken" : "taken", answers.sheet().blank());
    return ExitCodes.DONE;
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new HeduiException(
          "FILE_UNREADABLE", ExitCodes.WRONG_USE, "The file " + file + " cannot be read.", e);
    }
  }
}
