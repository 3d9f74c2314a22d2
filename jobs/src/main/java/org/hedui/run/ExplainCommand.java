package org.hedui.run;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.HeduiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hedui explain}: why records are one person, or two, and what the person is owed. */
@Command(
    name = "explain",
    description = {
      "Says why: a person's records and links, decisions, values, entitlements with their sum, and",
      "history; or what is known of a pair of records. Names and numbers are masked."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "ID",
      arity = "1..2",
      description = "A person_id, a record_id, or two record_ids.")
  private List<String> ids;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The date to explain; the published one if none is named.")
  private LocalDate businessDate;

  @Mixin private SettingsOptions options = new SettingsOptions();

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    // A pair may come as two arguments or as one with a blank.
    List<String> asked =
        ids.stream()
            .flatMap(id -> Arrays.stream(id.strip().split("\\s+")))
            .filter(id -> !id.isEmpty())
            .toList();
    if (asked.isEmpty() || asked.size() > 2) {
      throw new HeduiException(
          "USAGE", ExitCodes.WRONG_USE, "Give one person_id or record_id, or two record_ids.");
    }
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    Explanation explanation =
        new Explanation(
            PublishedLake.open(settings, "hedui explain", Optional.ofNullable(businessDate)));
    List<String> lines =
        asked.size() == 1
            ? explanation.of(asked.get(0))
            : explanation.of(asked.get(0), asked.get(1));
    lines.forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }
}
