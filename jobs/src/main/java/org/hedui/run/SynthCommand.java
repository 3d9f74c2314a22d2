package org.hedui.run;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.hedui.synth.ErrorLevel;
import org.hedui.synth.SynthReport;
import org.hedui.synth.SynthSettings;
import org.hedui.synth.SyntheticCounty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hedui synth}: an invented county and its truth. */
@Command(
    name = "synth",
    description = {
      "Writes an invented county: landing/ in the form departments deliver, and truth/, which says",
      "whom every row is about. The same options write the same bytes."
    })
final class SynthCommand implements Callable<Integer> {
  private static final int STEP = 10_000;

  private final Terminal terminal;

  @Option(
      names = "--persons",
      required = true,
      paramLabel = "N",
      description = "Inhabitants of the county.")
  private int persons;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another seed, another county; ${DEFAULT-VALUE} if none is given.")
  private long seed;

  @Option(
      names = "--errors",
      paramLabel = "LEVEL",
      defaultValue = "mid",
      description = "none, low, mid or high; ${DEFAULT-VALUE} if none is named.")
  private ErrorLevel errors;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is empty or not there.")
  private Path output;

  @Option(
      names = "--county",
      paramLabel = "CODE",
      defaultValue = "529922",
      description = "A code that was never assigned; ${DEFAULT-VALUE} if none is named.")
  private String county;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      defaultValue = "2023-11-30",
      converter = BusinessDate.class,
      description = "Date of the deliveries; ${DEFAULT-VALUE} if none is given.")
  private LocalDate date;

  private int shown;

  SynthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SynthSettings settings = new SynthSettings(persons, seed, errors, county, date);
    SynthReport report = SyntheticCounty.write(settings, output, this::progress);
    terminal
        .out()
        .printf(
            "%,d persons in %,d households, %,d rows with %,d errors. Next: hedui run"
                + " --business-date %s --landing %s --lake DIR%n",
            report.persons(),
            report.households(),
            report.rows(),
            report.errors(),
            date,
            output.resolve("landing"));
    return ExitCodes.DONE;
  }

  private void progress(int written) {
    if (terminal.watched() && written / STEP > shown) {
      shown = written / STEP;
      terminal.err().printf("\r%,d of %,d persons", written, persons);
      if (shown == persons / STEP) {
        terminal.err().println();
      }
    }
  }
}
