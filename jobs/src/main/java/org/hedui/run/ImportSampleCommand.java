package org.hedui.run;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.keep.AuditLog;
import org.hedui.sample.SampleBook;
import org.hedui.sample.SampleImport;
import org.hedui.sheet.CellFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui import sample}: what was found at the doors, all of it or nothing. */
@Command(
    name = "sample",
    description = {
      "Takes the answers of a workbook that `hedui sample` wrote. With one fault nothing is taken;"
          + " all faults are told by cell.",
      "It may be imported as it fills: answers that are in the lake already are passed over.",
      "Answers count from --on; gold.error_rate of the runs of that business date and of later ones"
          + " shows them."
    })
final class ImportSampleCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private FilledFile file = new FilledFile();

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who answered.")
  private String by;

  @Mixin private ImportOptions taking = new ImportOptions();

  @Mixin private SettingsOptions options = new SettingsOptions();

  ImportSampleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    LocalDate day = taking.day(by);
    file.require();
    return taking.take(settings, "import sample", () -> take(settings, day));
  }

  private int take(Settings settings, LocalDate day) throws IOException {
    PublishedLake lake = PublishedLake.open(settings, "hedui import sample", Optional.empty());
    String hash = file.hash();
    SampleImport answers = read(settings, lake, hash, day);
    if (answers.isKnown()) {
      terminal.out().println("This workbook was taken before; nothing was done.");
      note(settings, lake, answers, answers.kept());
      return ExitCodes.DONE;
    }
    List<CellFault> faults = answers.faults();
    if (!faults.isEmpty()) {
      return file.refuse(terminal, "SAMPLE_REFUSED", faults);
    }
    if (!taking.dryRun() && answers.size() > 0) {
      answers.write();
      note(settings, lake, answers, answers.size());
    }
    terminal
        .out()
        .printf(
            "%,d answers %s, %,d were known, %,d rows are still blank. Runs of business dates from"
                + " %s on show them.%n",
            answers.size(),
            taking.dryRun() ? "could be taken" : "taken",
            answers.kept(),
            answers.blank(),
            day);
    return ExitCodes.DONE;
  }

  private SampleImport read(Settings settings, PublishedLake lake, String hash, LocalDate day)
      throws IOException {
    return file.read(
        workbook ->
            new SampleImport(
                new SampleBook(lake.lake()),
                lake.lake().schemas(),
                workbook,
                LocalKey.require(settings, terminal, lake.lake().spark()),
                hash,
                by.strip(),
                day));
  }

  private void note(Settings settings, PublishedLake lake, SampleImport answers, int rows)
      throws IOException {
    if (!taking.dryRun()) {
      AuditLog audit =
          new AuditLog(lake.lake(), LocalKey.require(settings, terminal, lake.lake().spark()));
      file.note(audit, lake, "import sample", by, rows, "of sample " + answers.sampleId());
    }
  }
}
