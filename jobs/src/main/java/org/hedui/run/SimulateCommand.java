package org.hedui.run;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Fault;
import org.hedui.contract.HeduiException;
import org.hedui.contract.PolicyPack;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.entitle.PolicySql;
import org.hedui.entitle.Simulation;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.RunContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hedui simulate}: what a changed policy would cost. */
@Command(
    name = "simulate",
    description = {
      "Reckons what a changed policy pack would cost in the term of a published business date,",
      "against the standing one: heads and yuan by programme, county and funding level. The lake",
      "stays as it is."
    })
final class SimulateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "The changed pack; it takes the place of the pack of its locality.")
  private Path policy;

  @Option(
      names = "--business-date",
      required = true,
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "A date that a run has published, yyyy-MM-dd or yyyyMMdd.")
  private LocalDate businessDate;

  @Option(names = "--output", paramLabel = "FILE", description = "Write the rows here too, as CSV.")
  private Path output;

  @Option(
      names = "--use-unconfirmed",
      description = "Count standards that no office has confirmed, too.")
  private boolean useUnconfirmed;

  @Mixin private SettingsOptions options = new SettingsOptions();

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings =
        options.resolve(terminal.environment(), null, Optional.of(DemoCommand.lake(terminal)));
    Schemas standing = SchemasLoader.require(settings.schemas());
    SchemasLoader.Changed changed = SchemasLoader.loadWithPolicy(settings.schemas(), policy);
    if (changed.loaded().schemas().isEmpty()) {
      return refuse(changed.loaded().faults());
    }
    Schemas schemas = changed.loaded().schemas().orElseThrow();
    RunContext context = context(settings, schemas);
    SparkSessions.fit(context.spark(), settings.lake().root() + "/silver");
    PolicyPack pack = schemas.policies().get(changed.locality());
    List<Fault> inSql = faultsInSql(context, pack);
    if (!inSql.isEmpty()) {
      return refuse(inSql);
    }
    Dataset<Row> rows = Simulation.of(context, standing.policies().values(), changed.locality());
    // As many rows as there are counties, programmes and levels: they are kept, not reckoned twice.
    Dataset<Row> kept = context.spark().createDataFrame(rows.collectAsList(), rows.schema());
    print(kept, context);
    notes(context, standing, pack).forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }

  private RunContext context(Settings settings, Schemas schemas) {
    Lake lake =
        new Lake(LakeSession.open(settings, "hedui simulate"), settings.lake().root(), schemas);
    Lake published =
        lake.published(businessDate)
            .orElseThrow(
                () ->
                    new HeduiException(
                        "NOTHING_PUBLISHED",
                        ExitCodes.WRONG_USE,
                        "No run of %s has been published in %s; `hedui status` names the runs."
                            .formatted(businessDate, settings.lake())));
    return new RunContext(published, businessDate, "", "simulate", useUnconfirmed);
  }

  private List<Fault> faultsInSql(RunContext context, PolicyPack pack) {
    return PolicySql.faults(context, List.of(pack)).entrySet().stream()
        .map(
            fault ->
                new Fault(
                    "POLICY_SQL", policy.toString(), 1, fault.getKey() + ": " + fault.getValue()))
        .toList();
  }

  private int refuse(List<Fault> faults) {
    faults.stream().map(Fault::toString).forEach(terminal.err()::println);
    terminal.err().printf("hedui: [POLICY_INVALID] %d faults in %s%n", faults.size(), policy);
    return ExitCodes.WRONG_USE;
  }

  private void print(Dataset<Row> rows, RunContext context) throws IOException {
    terminal
        .out()
        .printf(
            "Term %s, tables of %s, yuan of the term%n", context.term(), context.businessDate());
    RowPrinter.print(rows, RowPrinter.Format.TABLE, 0, terminal.out());
    BigDecimal standing = BigDecimal.ZERO;
    BigDecimal changed = BigDecimal.ZERO;
    for (Row row : rows.collectAsList()) {
      standing = standing.add(row.getAs("yuan_standing"));
      changed = changed.add(row.getAs("yuan_changed"));
    }
    terminal
        .out()
        .printf(
            "In all %s yuan standing, %s changed, difference %s%n",
            standing, changed, changed.subtract(standing));
    if (output != null) {
      try (Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
        RowPrinter.print(rows, RowPrinter.Format.CSV, 0, writer);
      }
    }
  }

  private Stream<String> notes(RunContext context, Schemas standing, PolicyPack pack) {
    String term = context.term().toString();
    String unconfirmed =
        Stream.concat(
                Stream.of(pack),
                Optional.ofNullable(standing.policies().get(pack.locality())).stream())
            .flatMap(
                each ->
                    each.programmes().stream()
                        .filter(programme -> programme.inForce(term))
                        .filter(programme -> !each.confirmed() || !programme.confirmed()))
            .map(PolicyPack.Programme::policyId)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    Stream.Builder<String> notes = Stream.builder();
    if (!useUnconfirmed && !unconfirmed.isEmpty()) {
      notes.add("Not confirmed, so left out (--use-unconfirmed counts them): " + unconfirmed);
    }
    if (context.schemas().prorates(term) && !standing.prorates(term)) {
      notes.add(
          "The run of %s kept no earlier deliveries: who left before within the term is not counted."
              .formatted(businessDate));
    }
    return notes.build();
  }
}
