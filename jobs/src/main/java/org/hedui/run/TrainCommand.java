package org.hedui.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.HeduiException;
import org.hedui.link.registry.PersonModel;
import org.hedui.stage.RunContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui train}: a model of persons, learned from the mentions of a run. */
@Command(
    name = "train",
    description = {
      "Trains the model that links persons on the mentions of the run published last, without",
      "labels, and writes model.json with pages that explain it. Scheduled runs use the model",
      "that lies in schemas/link/person.model.json: look at the pages, then put it there."
    })
final class TrainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for model.json and the pages.")
  private Path output;

  @Mixin private SettingsOptions options = new SettingsOptions();

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = options.resolve(terminal.environment(), null, Optional.empty());
    PublishedLake lake = PublishedLake.open(settings, "hedui train", Optional.empty());
    RunContext context = new RunContext(lake.lake(), lake.businessDate(), "", "train");
    // The pages show pairs of persons.
    OwnerOnly.folder(output);
    String version =
        PersonModel.train(context, output)
            .orElseThrow(
                () ->
                    new HeduiException(
                        "LINK_CONFIG_MISSING",
                        ExitCodes.WRONG_USE,
                        "There is no link/person.yaml in "
                            + settings.schemas()
                            + "; it says how persons are compared."));
    terminal
        .out()
        .printf(
            "model %s of %s: %s%nIts pages hold names and numbers; only you may read them.%nTo use it:"
                + " cp %s %s%n",
            version,
            context.businessDate(),
            output.resolve("model.json"),
            output.resolve("model.json"),
            settings.schemas().resolve("link/person.model.json"));
    return ExitCodes.DONE;
  }
}
