package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.keep.KeyRotation;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeKey;
import org.hedui.lake.Pointers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui rotate-key}: a lake gets another pseudonym key and keeps its persons and cases. */
@Command(
    name = "rotate-key",
    description = {
      "Gives a lake a new pseudonym key: every pseudonym in every table and date becomes another, and",
      "older versions and Delta logs with the old ones go. Persons, households, cases, answers and",
      "dates stay what they were. Killed or stopped anywhere, run it again. Queries that are reading",
      "when it ends fail; ask them again."
    })
final class RotateKeyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--new-key-file",
      paramLabel = "FILE",
      description = {
        "The new key: the present one and one line more. Made if it is not there. May be left out",
        "only if the lake's key lies in the lake, where the new one then takes its place."
      })
  private Path newKeyFile;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decided it.")
  private String by;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the audit for good.")
  private String reason;

  @Option(names = "--dry-run", description = "Only say which tables and columns would change.")
  private boolean dryRun;

  @Mixin private SettingsOptions options = new SettingsOptions();

  RotateKeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.resolve(terminal.environment(), null, Optional.empty());
    if (by.isBlank() || reason.isBlank()) {
      throw new HeduiException("USAGE", ExitCodes.WRONG_USE, "--by and --reason are not blank.");
    }
    NextKey next = NextKey.at(settings, Optional.ofNullable(newKeyFile));
    SparkSession spark =
        LakeSession.open(
            settings,
            "hedui rotate-key",
            Map.of("spark.executorEnv.HEDUI_KEY_FILE", next.file().toString()));
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    LakeKey known = new LakeKey(settings.lake(), spark.sparkContext().hadoopConfiguration());
    UnderLock work = () -> rotate(settings, lake, known, next);
    return work.in(settings, "rotate-key");
  }

  private int rotate(Settings settings, Lake lake, LakeKey known, NextKey next) throws IOException {
    Optional<LakeKey.Rotation> begun = known.rotation();
    PseudonymKey present = LocalKey.present(settings, terminal);
    if (begun.isEmpty() && next.isOf(known.fingerprint())) {
      terminal.out().println("The lake has this key already; nothing was done.");
      return ExitCodes.DONE;
    }
    if (begun.isEmpty()) {
      LakeKey.require(
          settings.lake(),
          present.fingerprint(),
          lake.spark().sparkContext().hadoopConfiguration());
    }
    if (dryRun) {
      plan(KeyRotation.of(lake, present));
      return ExitCodes.DONE;
    }
    PseudonymKey key = next.key(present, begun);
    LakeKey.Rotation rotation =
        begun.orElseGet(
            () ->
                new LakeKey.Rotation(
                    UUID.randomUUID().toString(), present.fingerprint(), key.fingerprint()));
    // Looked at before anything is written: it may refuse.
    KeyRotation work = KeyRotation.of(lake, key);
    if (begun.isEmpty()) {
      known.begin(rotation);
    }
    next.use();
    work.run();
    new AuditLog(lake, key)
        .add(
            AuditEntry.ofWork(
                rotation.id(),
                "rotate-key",
                Optional.of(by.strip()),
                Optional.of(reason.strip()),
                0,
                "from %s to %s, %d tables"
                    .formatted(rotation.from(), rotation.to(), work.parts().size())));
    next.settle();
    known.finish(rotation);
    tell(work, next);
    return ExitCodes.DONE;
  }

  private void plan(KeyRotation rotation) {
    TextTable table = new TextTable(List.of("table", "rows", "columns"));
    for (KeyRotation.Part part : rotation.parts()) {
      table.row(
          List.of(
              part.table().toString(),
              "%,d".formatted(rotation.rows(part)),
              String.join(" ", part.columns().keySet())));
    }
    table.lines().forEach(terminal.out()::println);
    givenUp(rotation);
    terminal.out().printf("%,d tables would change; nothing was done.%n", rotation.parts().size());
  }

  private void givenUp(KeyRotation rotation) {
    for (Pointers.Pointer old : rotation.givenUp()) {
      terminal
          .out()
          .printf("Given up: run %s of %s, which was replaced.%n", old.runId(), old.businessDate());
    }
  }

  private void tell(KeyRotation rotation, NextKey next) {
    givenUp(rotation);
    terminal
        .out()
        .printf(
            "%,d tables rotated. The lake's key is now %s.%n",
            rotation.parts().size(), next.settled());
    terminal
        .out()
        .println(
            "Name it by --key-file or HEDUI_KEY_FILE from now on, on executors too; restart"
                + " `schedule` and `serve`; keep a copy apart from the lake.");
  }
}
