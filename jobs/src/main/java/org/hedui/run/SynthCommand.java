package org.hedui.run;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.hedui.synth.ErrorLevel;
import org.hedui.synth.PersonTable;
import org.hedui.synth.SynthReport;
import org.hedui.synth.SynthSettings;
import org.hedui.synth.SyntheticCounty;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hedui synth}: an invented county, or a table of persons, and the truth. */
@Command(
    name = "synth",
    description = {
      "Writes an invented county: landing/ in the form departments deliver, and truth/, which says",
      "whom every row is about; or one table of persons to measure linking on. The same options",
      "write the same bytes."
    })
final class SynthCommand implements Callable<Integer> {
  private static final int STEP = 10_000;

  private final Terminal terminal;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another seed, another county or table; ${DEFAULT-VALUE} if none is given.")
  private long seed;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "County: a folder that is empty or not there. Table: a CSV file.")
  private Path output;

  /** A county or a table. */
  private static final class What {
    @ArgGroup(exclusive = false, heading = "A county:%n")
    private County county;

    @ArgGroup(exclusive = false, heading = "One table of persons, some of them several times:%n")
    private Table table;
  }

  private static final class County {
    @Option(
        names = "--persons",
        required = true,
        paramLabel = "N",
        description = "Inhabitants of the county.")
    private int persons;

    @Option(
        names = "--errors",
        paramLabel = "LEVEL",
        defaultValue = "mid",
        description = "none, low, mid or high; ${DEFAULT-VALUE} if none is named.")
    private ErrorLevel errors;

    @Option(
        names = "--county",
        paramLabel = "CODE",
        defaultValue = "529922",
        description = "A code that was never assigned; ${DEFAULT-VALUE} if none is named.")
    private String code;

    @Option(
        names = "--date",
        paramLabel = "DATE",
        defaultValue = "2023-11-30",
        converter = BusinessDate.class,
        description = "Date of the deliveries; ${DEFAULT-VALUE} if none is given.")
    private LocalDate date;
  }

  private static final class Table {
    @Option(
        names = "--rows",
        required = true,
        paramLabel = "N",
        description = "Rows of the table; rec_id tells who is who: rec-7-org, rec-7-dup-0.")
    private int rows;
  }

  private int shown;

  SynthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (what.table != null) {
      PersonTable.write(what.table.rows, seed, output);
      terminal.out().printf("%,d rows in %s.%n", what.table.rows, output);
    } else {
      write(what.county);
    }
    return ExitCodes.DONE;
  }

  private void write(County county) {
    SynthSettings settings =
        new SynthSettings(county.persons, seed, county.errors, county.code, county.date);
    SynthReport report =
        SyntheticCounty.write(settings, output, written -> progress(written, county.persons));
    terminal
        .out()
        .printf(
            "%,d persons in %,d households, %,d rows with %,d errors. Next: hedui run"
                + " --business-date %s --landing %s --lake DIR%n",
            report.persons(),
            report.households(),
            report.rows(),
            report.errors(),
            county.date,
            output.resolve("landing"));
  }

  private void progress(int written, int persons) {
    if (terminal.watched() && written / STEP > shown) {
      shown = written / STEP;
      terminal.err().printf("\r%,d of %,d persons", written, persons);
      if (shown == persons / STEP) {
        terminal.err().println();
      }
    }
  }
}
