package org.hedui.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.hedui.casework.CaseExport;
import org.hedui.casework.Selection;
import org.hedui.contract.HeduiException;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.reconcile.CaseState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui export cases}: a workbook of cases to be answered. */
@Command(
    name = "cases",
    description = {
      "Writes cases of the published run as a workbook, one sheet a rule, for reviewers to answer.",
      "Names and numbers are masked; even so the file is personal: only you may read it, and the",
      "export is kept in ops.audit."
    })
final class ExportCasesCommand implements Callable<Integer> {
  private static final String PURPOSE = "核查办理";

  private final Terminal terminal;

  @Option(
      names = "--rule",
      paramLabel = "CODE",
      description = "Only cases of this rule; may be repeated.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--division",
      paramLabel = "PREFIX",
      description =
          "Only cases whose division code begins so; those without a known division are left out and"
              + " counted. 'unknown': only these.")
  private String division;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only cases in this state; may be repeated. Without it those that are open.")
  private List<CaseState> states = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The workbook to write, .xlsx; it must not be there yet. cases-DATE.xlsx here if none is"
              + " named.")
  private Path output;

  @Mixin private HandoutOptions handout = new HandoutOptions();
  @Mixin private SettingsOptions options = new SettingsOptions();

  ExportCasesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    check();
    PublishedLake lake = PublishedLake.open(settings, "hedui export cases", Optional.empty());
    List<String> unknown =
        rules.stream().filter(rule -> !lake.lake().schemas().rules().containsKey(rule)).toList();
    if (!unknown.isEmpty()) {
      throw new HeduiException(
          "RULE_UNKNOWN",
          ExitCodes.WRONG_USE,
          "There is no rule " + String.join(", ", unknown) + "; gold.rule lists them.");
    }
    PseudonymKey key = LocalKey.require(settings, terminal, lake.lake().spark());
    if (output == null) {
      output = Path.of("cases-" + lake.businessDate() + ".xlsx");
    }
    NewFile.make(output);
    boolean kept = false;
    try {
      CaseExport.Exported exported = write(lake, key);
      kept = true;
      terminal
          .out()
          .printf("%,d cases of %s in %s%n", exported.cases(), lake.businessDate(), output);
      if (exported.leftOut() > 0) {
        terminal
            .out()
            .printf(
                "%,d more were left out, as their division is not known; --division %s exports"
                    + " them.%n",
                exported.leftOut(), Selection.UNKNOWN);
      }
    } finally {
      if (!kept) {
        // Nothing leaves the lake without an entry in the audit.
        Files.delete(output);
      }
    }
    return ExitCodes.DONE;
  }

  private void check() {
    boolean place =
        division == null || division.equals(Selection.UNKNOWN) || division.matches("\\d{1,12}");
    boolean answerable = !states.contains(CaseState.AUTO_CLEARED);
    boolean named = output == null || output.toString().endsWith(".xlsx");
    if (!place || !answerable || !named) {
      throw new HeduiException(
          "USAGE",
          ExitCodes.WRONG_USE,
          "--division is the beginning of a code or 'unknown',"
              + " --output ends in .xlsx, and a case that is AUTO_CLEARED has nothing to answer.");
    }
  }

  private CaseExport.Exported write(PublishedLake lake, PseudonymKey key) throws IOException {
    String exportId = UUID.randomUUID().toString().substring(0, 13);
    Selection selection = new Selection(rules, Optional.ofNullable(division), states);
    CaseExport.Exported exported;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
      exported =
          new CaseExport(lake.lake(), lake.businessDate(), key, exportId)
              .write(selection, handout.purpose().orElse(PURPOSE), out);
    }
    new AuditLog(lake.lake(), key)
        .add(
            AuditEntry.ofFile(
                exportId,
                "export cases",
                handout.by(),
                Optional.of(handout.purpose().orElse(PURPOSE)),
                lake.businessDate(),
                output.getFileName().toString(),
                Sha256.of(output),
                exported.cases(),
                selection.toString()));
    return exported;
  }
}
