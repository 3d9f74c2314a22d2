package org.hedui.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.keep.Erasure;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeScan;
import org.hedui.lake.Pointers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui erase}: a person goes from a lake, by request. */
@Command(
    name = "erase",
    description = {
      "Takes a person out of every table, older versions and Delta logs of a lake, and keeps the",
      "person out of later deliveries; then reads every file of the lake to prove it. Queries that",
      "are reading meanwhile fail; ask them again. The files in the landing folder are not touched:",
      "the rows that the departments still have are listed."
    })
final class EraseCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--person",
      required = true,
      paramLabel = "PERSON_ID",
      description = "The person, as gold.person calls him.")
  private String person;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decided it.")
  private String by;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, such as the number of the request; no name of the person.")
  private String reason;

  @Option(names = "--dry-run", description = "Only say what would go.")
  private boolean dryRun;

  @Mixin private SettingsOptions options = new SettingsOptions();

  EraseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.resolve(terminal.environment(), null, Optional.empty());
    if (!person.matches("[0-9a-f]{32}") || by.isBlank() || reason.isBlank()) {
      throw new HeduiException(
          "USAGE",
          ExitCodes.WRONG_USE,
          "--person is a person_id of 32 digits; --by and --reason are not blank.");
    }
    SparkSession spark = LakeSession.open(settings, "hedui erase");
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    PseudonymKey key = LocalKey.require(settings, terminal, spark);
    UnderLock work = () -> erase(Erasure.of(lake, person, key), new AuditLog(lake, key));
    return work.in(settings, "erase");
  }

  private int erase(Erasure erasure, AuditLog audit) {
    String id = UUID.randomUUID().toString();
    List<Erasure.Part> parts = dryRun ? erasure.plan() : erasure.run(id);
    TextTable table = new TextTable(List.of("table", "rows", "rows with cells blanked"));
    parts.forEach(
        part ->
            table.row(
                List.of(
                    part.table().toString(),
                    "%,d".formatted(part.rows()),
                    "%,d".formatted(part.blanked()))));
    table.lines().forEach(terminal.out()::println);
    for (Pointers.Pointer old : erasure.givenUp()) {
      terminal
          .out()
          .printf("Given up: run %s of %s, which was replaced.%n", old.runId(), old.businessDate());
    }
    terminal.out().println("Rows in the files of the departments, which are not touched:");
    erasure.places().forEach(place -> terminal.out().println("  " + place));
    long rows = parts.stream().mapToLong(Erasure.Part::rows).sum();
    if (dryRun) {
      terminal.out().printf("%,d rows would go; nothing was done.%n", rows);
      return ExitCodes.DONE;
    }
    Erasure.Proof proof = erasure.verify();
    LakeScan.Result scan = proof.scan();
    String found =
        scan.found().isEmpty() ? "proved" : scan.found().size() + " files still hold a value";
    audit.add(
        AuditEntry.ofWork(
            id,
            "erase",
            Optional.of(by.strip()),
            Optional.of(reason.strip()),
            rows,
            "%d tables, %d rows with cells blanked, %s"
                .formatted(
                    parts.size(), parts.stream().mapToLong(Erasure.Part::blanked).sum(), found)));
    return tell(proof, rows);
  }

  private int tell(Erasure.Proof proof, long rows) {
    LakeScan.Result scan = proof.scan();
    terminal
        .out()
        .printf(
            "%,d rows erased. Read afterwards, by kind of file: %s; %,d names or telephone numbers"
                + " that others have as well were not looked for.%n",
            rows, scan.files(), proof.notLookedFor());
    if (scan.found().isEmpty()) {
      return ExitCodes.DONE;
    }
    scan.found().forEach(file -> terminal.err().println("  " + file));
    terminal
        .err()
        .printf(
            "hedui: [ERASE_LEFT] %,d files of the lake still hold a value of the person; see above.%n",
            scan.found().size());
    return ExitCodes.FAILED;
  }
}
