package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.casework.CaseAnswers;
import org.hedui.casework.CaseImport;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.file.UnreadableFileException;
import org.hedui.sheet.CellFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hedui import cases}: the answers and steps of a filled workbook, all of them or none. */
@Command(
    name = "cases",
    description = {
      "Takes the answers and steps of a workbook. With one fault nothing is taken; all faults are told by"
          + " cell.",
      "A case that changed since it was exported is refused: export it again and look anew.",
      "Answers count from --on; the runs of that business date and later ones show them."
    })
final class ImportCasesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The filled workbook, .xlsx.")
  private Path file;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who answered; the user's own name if none is named.")
  private String by = System.getProperty("user.name");

  @Mixin private ImportOptions taking = new ImportOptions();

  @Mixin private SettingsOptions options = new SettingsOptions();

  ImportCasesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    LocalDate day = taking.day(by);
    if (!Files.isReadable(file)) {
      throw new HeduiException(
          "FILE_UNREADABLE", ExitCodes.WRONG_USE, "The file " + file + " cannot be read.");
    }
    return taking.take(settings, "import cases", () -> take(settings, day));
  }

  private int take(Settings settings, LocalDate day) throws IOException {
    PublishedLake lake = PublishedLake.open(settings, "hedui import cases", Optional.empty());
    String hash = Sha256.of(file);
    CaseAnswers sheet = read(settings, lake);
    CaseImport answers =
        new CaseImport(lake.lake(), lake.businessDate(), sheet, hash, by.strip(), day);
    if (answers.isKnown()) {
      terminal.out().println("This workbook was taken before; nothing was done.");
      record(lake, sheet, hash, answers.size());
      return ExitCodes.DONE;
    }
    List<CellFault> faults = answers.faults();
    if (!faults.isEmpty()) {
      faults.forEach(fault -> terminal.err().println(file.getFileName() + " " + fault));
      terminal
          .err()
          .printf("hedui: [CASES_REFUSED] %,d faults; no answer was taken.%n", faults.size());
      return ExitCodes.WRONG_USE;
    }
    if (!taking.dryRun() && answers.size() > 0) {
      answers.write();
      record(lake, sheet, hash, answers.size());
    }
    terminal
        .out()
        .printf(
            "%,d answers %s, %,d rows are still blank. Runs of business dates from %s on show"
                + " them.%n",
            answers.size(), taking.dryRun() ? "could be taken" : "taken", sheet.blank(), day);
    return ExitCodes.DONE;
  }

  private CaseAnswers read(Settings settings, PublishedLake lake) throws IOException {
    try {
      return CaseAnswers.read(
          file.toFile(),
          LocalKey.require(settings, terminal, lake.lake().spark()),
          lake.lake().schemas().codes());
    } catch (UnreadableFileException e) {
      throw new HeduiException(
          "FILE_UNREADABLE",
          ExitCodes.WRONG_USE,
          "The file " + file + " is no sound .xlsx workbook. " + e.getMessage(),
          e);
    }
  }

  /** Notes the import; one that was cut off after its answers were written is noted now. */
  private void record(PublishedLake lake, CaseAnswers sheet, String hash, int answers) {
    if (taking.dryRun()) {
      return;
    }
    new AuditLog(lake.lake())
        .add(
            new AuditEntry(
                "import-" + hash.substring(0, 32),
                "import cases",
                by.strip(),
                Optional.empty(),
                lake.businessDate(),
                file.getFileName().toString(),
                hash,
                answers,
                "of export " + sheet.exportId()));
  }
}
