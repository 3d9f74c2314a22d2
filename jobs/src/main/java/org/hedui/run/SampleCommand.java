package org.hedui.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.hedui.function.PseudonymKey;
import org.hedui.keep.AuditEntry;
import org.hedui.keep.AuditLog;
import org.hedui.sample.ErrorRate;
import org.hedui.sample.Sample;
import org.hedui.sample.SampleBook;
import org.hedui.sample.SampleDesign;
import org.hedui.sample.SampleDraw;
import org.hedui.sample.SampleWorkbook;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui sample}: households drawn at random, to be visited. */
@Command(
    name = "sample",
    description = {
      "Draws households of a published business date at random within each township, and writes them"
          + " as a workbook for those who knock at their doors. `hedui import sample` takes it back;"
          + " the rates then stand in gold.error_rate.",
      "The same options draw the same households. Names are masked; even so the file is personal:"
          + " only you may read it, and the draw is kept in silver.sample and ops.audit."
    })
final class SampleCommand implements Callable<Integer> {
  private static final String PURPOSE = "入户核查";

  private final Terminal terminal;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description =
          "Whom to draw from: listed (错评率), unlisted (漏评率) or exited (错退率);"
              + " codes/error_rate.csv has the kinds, views/shared/rated_household.sql says who they"
              + " are.")
  private String kind;

  @Option(
      names = "--division",
      paramLabel = "PREFIX",
      description =
          "Only households whose division code begins so, with 2 to 9 digits: whole townships.")
  private String division = "";

  @Option(
      names = "--unknown-division",
      description =
          "With --division: also households of whom nobody knows whether they lie in it. They are"
              + " visited, but count in no township's rate. Without it they are left out and told"
              + " of.")
  private boolean unknown;

  @Option(names = "--size", paramLabel = "N", description = "How many households to draw.")
  private Integer size;

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      description =
          "Instead of --size: as many as give this margin of error in percentage points, at 95 %%"
              + " and a rate near its bar; 1 if neither is named.")
  private Double margin;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "NUMBER",
      description = "The same seed draws the same households; choose it before you look at them.")
  private long seed;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "The date to draw from; the published one if none is named.")
  private LocalDate businessDate;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The workbook to write, .xlsx; it must not be there yet.")
  private Path output;

  @Mixin private HandoutOptions handout = new HandoutOptions();
  @Mixin private SettingsOptions options = new SettingsOptions();

  SampleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    check();
    UnderLock drawing = () -> draw(settings);
    return drawing.in(settings, "sample");
  }

  private void check() {
    boolean sized = size == null || (size > 0 && margin == null);
    boolean narrow = margin == null || (margin >= 0.1 && margin <= 50);
    if (!sized || !narrow) {
      throw new HeduiException(
          "USAGE",
          ExitCodes.WRONG_USE,
          "Name --size, a number above 0, or --margin, from 0.1 to 50 percentage points.");
    }
    boolean whole = division.isEmpty() || division.matches("\\d{2,9}");
    if (!whole || !output.toString().endsWith(".xlsx")) {
      throw new HeduiException(
          "USAGE", ExitCodes.WRONG_USE, "--division has 2 to 9 digits, --output ends in .xlsx.");
    }
  }

  private int draw(Settings settings) throws IOException {
    NewFile.make(output);
    boolean kept = false;
    try {
      hand(settings);
      kept = true;
    } finally {
      if (!kept) {
        // Nothing leaves the lake without an entry in the audit.
        Files.delete(output);
      }
    }
    return ExitCodes.DONE;
  }

  private void hand(Settings settings) throws IOException {
    PublishedLake published =
        PublishedLake.open(settings, "hedui sample", Optional.ofNullable(businessDate));
    SampleDesign design = design(published);
    RunContext context = published.publication();
    PseudonymKey key = LocalKey.require(settings, terminal, published.lake().spark());
    Dataset<Row> population =
        new RunViews(context)
            .sql("SELECT * FROM rated_household WHERE rate_code = '" + design.rate().code() + "'");
    SampleDraw draw = new SampleDraw(design, population);
    Sample sample = draw.draw();
    SampleBook book = new SampleBook(published.lake());
    boolean fresh = book.add(sample);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
      new SampleWorkbook(sample, context, population, book, key)
          .write(handout.purpose().orElse(PURPOSE), out);
    }
    audit(published, key, sample);
    tell(sample, draw, fresh);
  }

  private SampleDesign design(PublishedLake published) {
    return new SampleDesign(
        rate(published.lake().schemas()),
        published.businessDate(),
        division,
        unknown,
        Optional.ofNullable(size),
        Optional.ofNullable(margin).orElse(1.0),
        seed);
  }

  private ErrorRate rate(Schemas schemas) {
    List<ErrorRate> rates = ErrorRate.all(schemas);
    return rates.stream()
        .filter(rate -> rate.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new HeduiException(
                    "KIND_UNKNOWN",
                    ExitCodes.WRONG_USE,
                    "There is no kind %s; there are %s."
                        .formatted(
                            kind,
                            rates.stream()
                                .map(ErrorRate::kind)
                                .collect(Collectors.joining(", ")))));
  }

  private void audit(PublishedLake published, PseudonymKey key, Sample sample) {
    new AuditLog(published.lake(), key)
        .add(
            AuditEntry.ofFile(
                UUID.randomUUID().toString().substring(0, 13),
                "sample",
                handout.by(),
                Optional.of(handout.purpose().orElse(PURPOSE)),
                published.businessDate(),
                output.getFileName().toString(),
                Sha256.of(output),
                sample.size(),
                "sample %s, kind %s, division %s, seed %d"
                    .formatted(sample.id(), kind, division.isEmpty() ? "all" : division, seed)));
  }

  private void tell(Sample sample, SampleDraw draw, boolean fresh) {
    terminal
        .out()
        .printf(
            "%,d of %,d households in %,d townships of %s in %s; sample %s%s.%n",
            sample.size(),
            sample.population(),
            sample.towns(),
            sample.design().date(),
            output,
            sample.id(),
            fresh ? "" : ", drawn before");
    if (draw.leftOut() > 0) {
      terminal
          .out()
          .printf(
              "%,d households were left out: their division code is unknown or ends too early."
                  + " --unknown-division takes them in.%n",
              draw.leftOut());
    }
  }
}
