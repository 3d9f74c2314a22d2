package org.hedui.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.HeduiException;
import org.hedui.contract.SchemasLoader;
import org.hedui.keep.AuditLog;
import org.hedui.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui audit head}: number and hash of the newest entry. */
@Command(
    name = "head",
    description = {
      "Prints number and hash of the newest entry of the audit. Kept where nobody who can write the",
      "lake can write, it proves later that no entry up to it was removed or changed."
    })
final class AuditHeadCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Add the line to this file, too; `hedui audit verify --head FILE` reads it.")
  private Path output;

  @Mixin private SettingsOptions options = new SettingsOptions();

  AuditHeadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    SparkSession spark = LakeSession.open(settings, "hedui audit head");
    Lake lake = new Lake(spark, settings.lake().root(), SchemasLoader.require(settings.schemas()));
    AuditLog audit = new AuditLog(lake, LocalKey.require(settings, terminal, spark));
    AuditLog.Head head =
        audit
            .head()
            .orElseThrow(
                () ->
                    new HeduiException(
                        "AUDIT_EMPTY",
                        ExitCodes.WRONG_USE,
                        "The audit of " + settings.lake() + " has no entries yet."));
    String line = head.number() + " " + head.hash();
    if (output != null) {
      Files.writeString(
          output,
          line + "\n",
          StandardCharsets.US_ASCII,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    terminal.out().println(line);
    return ExitCodes.DONE;
  }
}
