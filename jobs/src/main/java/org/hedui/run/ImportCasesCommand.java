package org.hedui.run;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.casework.CaseAnswers;
import org.hedui.casework.CaseImport;
import org.hedui.keep.AuditLog;
import org.hedui.sheet.CellFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private FilledFile file = new FilledFile();

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
    file.require();
    return taking.take(settings, "import cases", () -> take(settings, day));
  }

  private int take(Settings settings, LocalDate day) throws IOException {
    PublishedLake lake = PublishedLake.open(settings, "hedui import cases", Optional.empty());
    String hash = file.hash();
    CaseAnswers sheet = read(settings, lake);
    CaseImport answers =
        new CaseImport(lake.lake(), lake.businessDate(), sheet, hash, by.strip(), day);
    if (answers.isKnown()) {
      terminal.out().println("This workbook was taken before; nothing was done.");
      note(settings, lake, sheet, answers);
      return ExitCodes.DONE;
    }
    List<CellFault> faults = answers.faults();
    if (!faults.isEmpty()) {
      return file.refuse(terminal, "CASES_REFUSED", faults);
    }
    if (!taking.dryRun() && answers.size() > 0) {
      answers.write();
      note(settings, lake, sheet, answers);
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
    return file.read(
        workbook ->
            CaseAnswers.read(
                workbook,
                LocalKey.require(settings, terminal, lake.lake().spark()),
                lake.lake().schemas().codes()));
  }

  private void note(Settings settings, PublishedLake lake, CaseAnswers sheet, CaseImport answers)
      throws IOException {
    if (!taking.dryRun()) {
      AuditLog audit =
          new AuditLog(lake.lake(), LocalKey.require(settings, terminal, lake.lake().spark()));
      file.note(audit, lake, "import cases", by, answers.size(), "of export " + sheet.exportId());
    }
  }
}
