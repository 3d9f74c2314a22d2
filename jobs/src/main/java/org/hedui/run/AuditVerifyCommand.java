package org.hedui.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.keep.AuditCheck;
import org.hedui.keep.AuditLog;
import org.hedui.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui audit verify}: finds what was changed, removed, inserted, moved or forged. */
@Command(
    name = "verify",
    description = {
      "Reads the audit whole and tells every entry that is not as it was written; exit code 1 if",
      "there is one. Entries that the job repository knows of must be there; so must those of --head."
    })
final class AuditVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "Lines of `hedui audit head` that were kept elsewhere.")
  private Path heads;

  @Mixin private SettingsOptions options = new SettingsOptions();

  AuditVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    List<AuditLog.Head> known = new ArrayList<>(heads == null ? List.of() : read(heads));
    SparkSession spark = LakeSession.open(settings, "hedui audit verify");
    if (!settings.database().isMissing()) {
      try (BatchRepository repository = BatchRepository.open(settings.database())) {
        known.addAll(RunAudit.anchors(new RunHistory(repository, settings.lake())));
      }
    }
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    AuditCheck.Result result =
        AuditCheck.of(lake, LocalKey.require(settings, terminal, spark), known);
    return tell(result, known.size());
  }

  private int tell(AuditCheck.Result result, int known) {
    result.faults().forEach(terminal.err()::println);
    if (!result.faults().isEmpty()) {
      terminal
          .err()
          .printf(
              "hedui: [AUDIT_TAMPERED] %,d faults in the audit; it is not what was written.%n",
              result.faults().size());
      return ExitCodes.FAILED;
    }
    terminal
        .out()
        .printf(
            "%,d entries are as they were written, %,d of them known from elsewhere%s.%n",
            result.entries(),
            known,
            result.outside() == 0
                ? ""
                : "; %,d of before there was a chain are as they were when it began"
                    .formatted(result.outside()));
    result
        .head()
        .ifPresent(head -> terminal.out().println("Head: " + head.number() + " " + head.hash()));
    return ExitCodes.DONE;
  }

  private static List<AuditLog.Head> read(Path file) throws IOException {
    List<AuditLog.Head> heads = new ArrayList<>();
    if (Files.isReadable(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        if (!line.matches("\\d{1,18} [0-9a-f]{64}")) {
          throw unreadable(file);
        }
        String[] parts = line.split(" ", -1);
        heads.add(new AuditLog.Head(Long.parseLong(parts[0]), parts[1]));
      }
    }
    if (heads.isEmpty()) {
      throw unreadable(file);
    }
    return heads;
  }

  private static HeduiException unreadable(Path file) {
    return new HeduiException(
        "HEAD_UNREADABLE",
        ExitCodes.WRONG_USE,
        "The file " + file + " does not hold lines of `hedui audit head`.");
  }
}
