package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.commons.codec.digest.DigestUtils;
import org.hedui.contract.Fault;
import org.hedui.contract.HeduiException;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
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

  @Mixin private ImportOptions taking = new ImportOptions();

  @Mixin private SettingsOptions options = new SettingsOptions();

  ReviewImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    LocalDate day = taking.day(by);
    byte[] bytes = read();
    String name = file.getFileName().toString();
    PublishedLake lake = PublishedLake.open(settings, "hedui review import", Optional.empty());
    AuditLog audit =
        new AuditLog(lake.lake(), LocalKey.require(settings, terminal, lake.lake().spark()));
    ReviewImport answers =
        new ReviewImport(
            lake,
            name,
            AnswerSheet.read(name, bytes),
            DigestUtils.sha256Hex(bytes),
            by.strip(),
            day);
    return taking.take(settings, "review import", () -> take(answers, audit));
  }

  private int take(ReviewImport answers, AuditLog audit) {
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
    if (!taking.dryRun() && number > 0) {
      answers.write();
      audit.add(
          AuditEntry.ofFile(
              UUID.randomUUID().toString(),
              "review import",
              answers.by(),
              Optional.empty(),
              answers.lake().businessDate(),
              answers.file(),
              answers.hash(),
              number,
              "answers about pairs"));
    }
    terminal
        .out()
        .printf(
            "%,d answers %s, %,d rows are still blank.%n",
            number, taking.dryRun() ? "could be taken" : "taken", answers.sheet().blank());
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
