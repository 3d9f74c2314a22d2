package org.hedui.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.HeduiException;
import org.hedui.function.PseudonymKey;
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

  @Mixin private SettingsOptions options = new SettingsOptions();

  DemoCommand(Terminal terminal, List<Stage> stages) {
    this.terminal = terminal;
    this.stages = stages;
  }

  @Override
  public Integer call() throws IOException {
    Path landing = Home.find(terminal.environment()).resolve("demo").resolve("landing");
    Settings settings =
        options.resolve(terminal.environment(), landing.toString(), Optional.of(lake(terminal)));
    makeKey(settings, terminal.environment());
    return new Pipeline(withDemoKey(settings), terminal, stages).run(BUSINESS_DATE);
  }

  /** The lake of the demonstration, and of every reading command that names none. */
  static Path lake(Terminal terminal) {
    return Home.find(terminal.environment()).resolve("demo").resolve("lake");
  }

  /** The settings with the key that the demonstration made for the lake, if no other is named. */
  static Settings withDemoKey(Settings settings) {
    Optional<Path> key = settings.keyFile().or(() -> keyInside(settings).filter(Files::isReadable));
    return new Settings(
        settings.lake(),
        settings.landing(),
        settings.schemas(),
        settings.master(),
        settings.database(),
        key,
        settings.sparkConf());
  }

  private static Optional<Path> keyInside(Settings settings) {
    return settings.lake().folder().map(lake -> lake.resolve("_hedui").resolve("pseudonym.key"));
  }

  // Only for invented persons may the key lie beside the data.
  private static void makeKey(Settings settings, Map<String, String> environment)
      throws IOException {
    if (settings.keyFile().isPresent() || environment.containsKey("HEDUI_KEY")) {
      return;
    }
    Path key =
        keyInside(settings)
            .orElseThrow(
                () ->
                    new HeduiException(
                        "KEY_MISSING",
                        ExitCodes.WRONG_USE,
                        "A remote lake needs a key: openssl rand -hex 32 > key && chmod 600 key;"
                            + " then give --key-file key."));
    if (!Files.exists(key)) {
      Files.createDirectories(key.getParent());
      PseudonymKey.generate(key);
    }
  }
}
