package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.HeduiException;
import org.hedui.ingest.file.UnreadableFileException;
import org.hedui.sample.SampleBook;
import org.hedui.sample.SampleImport;
import org.hedui.sheet.CellFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "FILE", description = "The filled workbook, .xlsx.")
  private Path file;

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
    if (!Files.isReadable(file)) {
      throw new HeduiException(
          "FILE_UNREADABLE", ExitCodes.WRONG_USE, "The file " + file + " cannot be read.");
    }
    return taking.take(settings, "import sample", () -> take(settings, day));
  }

  private int take(Settings settings, LocalDate day) throws IOException {
    PublishedLake lake = PublishedLake.open(settings, "hedui import sample", Optional.empty());
    String hash = Sha256.of(file);
    SampleImport answers = read(settings, lake, hash, day);
    if (answers.isKnown()) {
      terminal.out().println("This workbook was taken before; nothing was done.");
      record(lake, answers, hash, answers.kept());
      return ExitCodes.DONE;
    }
    List<CellFault> faults = answers.faults();
    if (!faults.isEmpty()) {
      faults.forEach(fault -> terminal.err().println(file.getFileName() + " " + fault));
      terminal
          .err()
          .printf("hedui: [SAMPLE_REFUSED] %,d faults; no answer was taken.%n", faults.size());
      return ExitCodes.WRONG_USE;
    }
    if (!taking.dryRun() && answers.size() > 0) {
      answers.write();
      record(lake, answers, hash, answers.size());
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
    try {
      return new SampleImport(
          new SampleBook(lake.lake()),
          lake.lake().schemas(),
          file.toFile(),
          LocalKey.require(settings, terminal, lake.lake().spark()),
          hash,
          by.strip(),
          day);
    } catch (UnreadableFileException e) {
      throw new HeduiException(
          "FILE_UNREADABLE",
          ExitCodes.WRONG_USE,
          "The file " + file + " is no sound .xlsx workbook. " + e.getMessage(),
          e);
    }
  }

  /** Notes the import; one that was cut off after its answers were written is noted now. */
  private void record(PublishedLake lake, SampleImport answers, String hash, int rows) {
    if (taking.dryRun()) {
      return;
    }
    new AuditLog(lake.lake())
        .add(
            new AuditEntry(
                "import-" + hash.substring(0, 32),
                "import sample",
                by.strip(),
                Optional.empty(),
                lake.businessDate(),
                file.getFileName().toString(),
                hash,
                rows,
                "of sample " + answers.sampleId()));
  }
}
