package org.hedui.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hedui.contract.Contract;
import org.hedui.contract.Fault;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.lake.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hedui check}: every fault in {@code schemas/} at once, without running anything. */
@Command(
    name = "check",
    description = "Checks contracts, codes, rules, policies and views; reports every fault.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description = "The folder to check. Environment: HEDUI_SCHEMAS.")
  private Path schemas;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path directory = SettingsOptions.schemas(schemas, terminal.environment());
    SchemasLoader.Loaded loaded = SchemasLoader.load(directory);
    List<Fault> faults = loaded.schemas().map(CheckCommand::inSql).orElse(loaded.faults());
    if (!faults.isEmpty()) {
      faults.stream().map(Fault::toString).forEach(terminal.err()::println);
      terminal.err().printf("hedui: [SCHEMAS_INVALID] %d faults in %s%n", faults.size(), directory);
      return ExitCodes.WRONG_USE;
    }
    Schemas found = loaded.schemas().orElseThrow();
    terminal
        .out()
        .printf(
            "%s is right: %d registries, %d references, %d tables, %d code lists, %d rules,"
                + " %d policies, %d views%n",
            directory,
            found.contracts(Contract.Kind.REGISTRY).size(),
            found.contracts(Contract.Kind.REFERENCE).size(),
            found.contracts(Contract.Kind.TABLE).size(),
            found.codes().size(),
            found.rules().size(),
            found.policies().size(),
            found.views().size());
    return ExitCodes.DONE;
  }

  /** Faults in the SQL; a session is opened to analyse it, but no job is run. */
  private static List<Fault> inSql(Schemas schemas) {
    return SqlCheck.faults(
        SparkSessions.open("hedui check", Map.of("spark.master", "local[1]")), schemas);
  }
}
