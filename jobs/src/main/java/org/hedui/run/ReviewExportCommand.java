package org.hedui.run;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.link.registry.ReviewSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui review export}: the sheet of pairs that wait for an answer. */
@Command(
    name = "export",
    description = {
      "Writes the pairs of the published run that wait for an answer, as CSV for a spreadsheet.",
      "Fill in the column answer: YES (one person), NO (two), or blank (later).",
      "The sheet holds names and numbers: only you may read it."
    })
final class ReviewExportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The sheet to write; it must not be there yet.")
  private Path output;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ReviewExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    PublishedLake lake = PublishedLake.open(settings, "hedui review export", Optional.empty());
    AuditLog audit =
        new AuditLog(lake.lake(), LocalKey.require(settings, terminal, lake.lake().spark()));
    Dataset<Row> sheet = ReviewSheet.of(lake.silver("link_review"), lake.silver("link_decision"));
    NewFile.make(output);
    try (Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
      // Spreadsheets take a file for UTF-8 by this mark only.
      writer.write('\uFEFF');
      RowPrinter.print(sheet, RowPrinter.Format.CSV, 0, writer);
    }
    long pairs = sheet.count();
    audit.add(
        AuditEntry.ofFile(
            UUID.randomUUID().toString(),
            "review export",
            System.getProperty("user.name"),
            Optional.empty(),
            lake.businessDate(),
            output.getFileName().toString(),
            Sha256.of(output),
            pairs,
            "pairs that wait for an answer"));
    terminal
        .out()
        .printf("%,d pairs of %s wait for an answer in %s%n", pairs, lake.businessDate(), output);
    return ExitCodes.DONE;
  }
}
