package org.hedui.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui run}: one business date from deliveries to published tables. */
@Command(
    name = "run",
    description = "Runs all stages for a business date and publishes the result.")
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final List<Stage> stages;
  private final Ending ending;

  @Option(
      names = "--business-date",
      required = true,
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The date whose truth is computed, yyyy-MM-dd or yyyyMMdd.")
  private LocalDate businessDate;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "Folder or s3a:// address of the deliveries. Environment: HEDUI_LANDING.")
  private String landing;

  @Option(
      names = "--use-unconfirmed",
      description = {
        "Use standards that no office has confirmed for gaps and exceptions, too. It is kept with",
        "the run and said in the reason of each entitlement."
      })
  private boolean useUnconfirmed;

  @Mixin private SettingsOptions options = new SettingsOptions();

  RunCommand(Terminal terminal, List<Stage> stages, Ending ending) {
    this.terminal = terminal;
    this.stages = stages;
    this.ending = ending;
  }

  @Override
  public Integer call() {
    Settings settings = options.resolve(terminal.environment(), landing, Optional.empty());
    return new Pipeline(settings, terminal, stages, ending).run(businessDate, useUnconfirmed);
  }
}
