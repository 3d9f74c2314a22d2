package org.hedui.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.keep.Maintenance;
import org.hedui.lake.Lake;
import org.hedui.lake.Pointers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui maintain}: small files, dead files, long logs. */
@Command(
    name = "maintain",
    description = {
      "Clears a lake up while no run writes it: merges small files, removes files that no reader",
      "can ask for any more, sums up long Delta logs, removes old run logs. Published rows stay as",
      "they are. To be run once a week, with room for the merged files beside the old ones."
    })
final class MaintainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Days for which replaced files stay, for readers that are still reading them, and replaced"
              + " publications can be reported; 1 or more, ${DEFAULT-VALUE} if not named.")
  private int keepDays;

  @Option(
      names = "--keep-log-days",
      paramLabel = "N",
      defaultValue = "190",
      description =
          "Days for which logs of runs stay; 180 or more, ${DEFAULT-VALUE} if not named. Reports and"
              + " the audit stay for good.")
  private int keepLogDays;

  @Mixin private SettingsOptions options = new SettingsOptions();

  MaintainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.resolve(terminal.environment(), null, Optional.empty());
    if (keepDays < 1 || keepLogDays < 180) {
      throw new HeduiException(
          "USAGE",
          ExitCodes.WRONG_USE,
          "--keep-days is 1 or more, --keep-log-days 180 or more, as the law wants logs kept.");
    }
    SparkSession spark = LakeSession.open(settings, "hedui maintain");
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    AuditLog audit = new AuditLog(lake, LocalKey.require(settings, terminal, spark));
    UnderLock work = () -> maintain(settings, lake, audit);
    return work.in(settings, "maintain");
  }

  private int maintain(Settings settings, Lake lake, AuditLog audit) throws IOException {
    Instant now = Instant.now();
    Maintenance maintenance = new Maintenance(lake, now, Duration.ofDays(keepDays));
    Maintenance.Report report = dryRun ? maintenance.plan() : maintenance.run();
    OldLogs logs = OldLogs.find(settings.lake(), now.minus(Duration.ofDays(keepLogDays)));
    String said = tell(report, logs);
    if (!dryRun) {
      logs.remove();
      if (!report.isEmpty() || logs.number() > 0) {
        audit.add(
            AuditEntry.ofWork(
                UUID.randomUUID().toString(),
                "maintain",
                Optional.empty(),
                Optional.empty(),
                0,
                said));
      }
    }
    return ExitCodes.DONE;
  }

  private String tell(Maintenance.Report report, OldLogs logs) {
    if (!report.work().isEmpty()) {
      TextTable table =
          new TextTable(List.of("table", "files merged", "bytes", "files removed", "bytes", "log"));
      for (Maintenance.Work work : report.work()) {
        table.row(
            List.of(
                work.table().toString(),
                "%,d".formatted(work.merged().files()),
                "%,d".formatted(work.merged().bytes()),
                "%,d".formatted(work.removed().files()),
                "%,d".formatted(work.removed().bytes()),
                work.checkpoint() ? "checkpoint" : ""));
      }
      table.lines().forEach(terminal.out()::println);
    }
    for (Pointers.Pointer old : report.givenUp()) {
      terminal
          .out()
          .printf(
              "Given up: run %s, published %s for %s; %s.%n",
              old.runId(),
              old.at(),
              old.businessDate(),
              old.heir().isPresent()
                  ? "a later run of the date took its place"
                  : "a later run of the date failed and left its rows, so run the date again");
    }
    report
        .weights()
        .forEach(date -> terminal.out().println("Weighed pairs of " + date + " removed."));
    if (logs.number() > 0) {
      terminal.out().printf("%,d old run logs, %,d bytes.%n", logs.number(), logs.bytes());
    }
    String sum =
        "%,d files merged, %,d removed, %,d bytes freed, %,d publications given up, %,d logs removed"
            .formatted(
                report.work().stream().mapToLong(work -> work.merged().files()).sum(),
                report.work().stream().mapToLong(work -> work.removed().files()).sum(),
                report.work().stream().mapToLong(work -> work.removed().bytes()).sum(),
                report.givenUp().size(),
                logs.number());
    terminal.out().println((dryRun ? "Would be done: " : "Done: ") + sum + ".");
    return sum;
  }
}
