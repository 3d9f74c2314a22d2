package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.deliver.scan.Detector;
import org.hedui.deliver.scan.Find;
import org.hedui.deliver.scan.Kind;
import org.hedui.deliver.scan.Scanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hedui scan}: looks through files before they are published. */
@Command(
    name = "scan",
    description = {
      "Looks through files (xlsx, pdf, csv, html, txt) for ID numbers, mobile numbers, bank cards and"
          + " words about health, and names each place and kind, never the value.",
      "Exit code 3 if anything is found."
    })
final class ScanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to look through.")
  private List<Path> files;

  @Option(
      names = "--allow",
      paramLabel = "KIND",
      description = "ID_NUMBER, MOBILE, BANK_CARD or HEALTH may stand there; may be repeated.")
  private Set<Kind> allowed = new HashSet<>();

  @Option(
      names = "--division",
      paramLabel = "CODE",
      defaultValue = "",
      description =
          "A county: long numbers that begin with its code are those of households, not of cards.")
  private String division;

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description = "Folder with codes/health_word.csv. Environment: HEDUI_SCHEMAS.")
  private Path schemas;

  ScanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Schemas read = SchemasLoader.require(SettingsOptions.schemas(schemas, terminal.environment()));
    Scanner scanner = new Scanner(Detector.of(read, List.of()).within(division));
    int found = 0;
    for (Path file : files) {
      for (Find find : scanner.scan(file, allowed)) {
        terminal.out().println(file + ": " + find);
        found++;
      }
    }
    if (found == 0) {
      terminal.out().printf("Nothing was found in %,d files.%n", files.size());
    }
    return found == 0 ? ExitCodes.DONE : ExitCodes.REFUSED;
  }
}
