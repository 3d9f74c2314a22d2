package org.hedui.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui restart}: continues a run that failed, was stopped or killed. */
@Command(
    name = "restart",
    description =
        "Continues an unfinished run from the stage that failed, with the same deliveries.")
final class RestartCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final List<Stage> stages;
  private final Ending ending;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The run's business date; the newest run if none is named.")
  private LocalDate businessDate;

  @Mixin private SettingsOptions options = new SettingsOptions();

  RestartCommand(Terminal terminal, List<Stage> stages, Ending ending) {
    this.terminal = terminal;
    this.stages = stages;
    this.ending = ending;
  }

  @Override
  public Integer call() {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    return new Pipeline(settings, terminal, stages, ending)
        .restart(Optional.ofNullable(businessDate));
  }
}
