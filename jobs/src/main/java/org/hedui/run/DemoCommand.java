package org.hedui.run;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hedui demo}: the sample county, end to end, by the same way as any run. */
@Command(
    name = "demo",
    description = "Runs the invented sample county end to end and says where to look.")
final class DemoCommand implements Callable<Integer> {
  private static final LocalDate BUSINESS_DATE = LocalDate.of(2023, 11, 30);

  private final Terminal terminal;
  private final List<Stage> stages;
  private final Ending ending;

  @Mixin private SettingsOptions options = new SettingsOptions();

  DemoCommand(Terminal terminal, List<Stage> stages, Ending ending) {
    this.terminal = terminal;
    this.stages = stages;
    this.ending = ending;
  }

  @Override
  public Integer call() {
    Path landing = Home.find(terminal.environment()).resolve("demo").resolve("landing");
    Settings settings =
        options.resolve(terminal.environment(), landing.toString(), Optional.of(lake(terminal)));
    return new Pipeline(settings, terminal, stages, ending).run(BUSINESS_DATE, false);
  }

  /** The lake of the demonstration, and of every reading command that names none. */
  static Path lake(Terminal terminal) {
    return Home.find(terminal.environment()).resolve("demo").resolve("lake");
  }
}
