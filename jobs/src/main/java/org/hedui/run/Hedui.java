package org.hedui.run;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.hedui.lake.SparkSessions;
import org.hedui.stage.Stage;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of every Hedui command. */
@Command(
    name = "hedui",
    description =
        "Reconciles departmental registries (核对): who is who, what is owed, what differs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong use",
      "3:refused by a quality gate",
      "4:another run holds the lock"
    })
public final class Hedui implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  private Hedui(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command line given in {@code args} and ends the process with its exit code. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    if (terminal.watched()) {
      // Progress is drawn on the terminal; log lines in between would break it.
      System.setProperty("hedui.console", "WARN");
    }
    RunLog.configureConsole();
    int exitCode = execute(terminal, Stages.all(), args);
    SparkSessions.stop();
    System.exit(exitCode);
  }

  /**
   * Runs a command line.
   *
   * @param stages the stages of a run
   * @return the exit code
   */
  static int execute(Terminal terminal, List<Stage> stages, String... args) {
    Ending ending = new Ending();
    int exitCode = commandLine(terminal, stages, ending).execute(args);
    if (args.length > 0 && Ending.COMMANDS.contains(args[0])) {
      ending.print(terminal.err(), exitCode);
    }
    return exitCode;
  }

  /** The commands with their options. */
  static CommandLine commandLine(Terminal terminal, List<Stage> stages, Ending ending) {
    CommandLine commandLine = new CommandLine(new Hedui(terminal));
    List.of(
            new DemoCommand(terminal, stages, ending),
            new RunCommand(terminal, stages, ending),
            new CheckCommand(terminal),
            new StatusCommand(terminal),
            new ReportCommand(terminal),
            new RestartCommand(terminal, stages, ending),
            new BackfillCommand(terminal, stages, ending),
            new ScheduleCommand(terminal),
            new SqlCommand(terminal),
            new LinkCommand(terminal),
            new SynthCommand(terminal),
            new TrainCommand(terminal),
            new EvaluateCommand(terminal),
            new ExplainCommand(terminal),
            new SimulateCommand(terminal),
            new RulesCommand(terminal),
            new ReviewCommand(terminal),
            new SampleCommand(terminal),
            new ExportCommand(terminal),
            new ScanCommand(terminal),
            new ImportCommand(terminal),
            new DictionaryCommand(terminal),
            new AuditCommand(terminal),
            new MaintainCommand(terminal),
            new EraseCommand(terminal),
            new RotateKeyCommand(terminal),
            new ServeCommand(terminal))
        .forEach(commandLine::addSubcommand);
    commandLine
        .getSubcommands()
        .get("review")
        .addSubcommand(new ReviewExportCommand(terminal))
        .addSubcommand(new ReviewImportCommand(terminal));
    commandLine.getSubcommands().get("export").addSubcommand(new ExportCasesCommand(terminal));
    commandLine
        .getSubcommands()
        .get("import")
        .addSubcommand(new ImportCasesCommand(terminal))
        .addSubcommand(new ImportSampleCommand(terminal));
    commandLine
        .getSubcommands()
        .get("audit")
        .addSubcommand(new AuditVerifyCommand(terminal))
        .addSubcommand(new AuditHeadCommand(terminal));
    commandLine
        .getSubcommands()
        .get("serve")
        .addSubcommand(new ServeSqlCommand(terminal))
        .addSubcommand(new ServePasswdCommand());
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((fault, given) -> wrongUse(terminal, fault))
        .setExecutionExceptionHandler((thrown, command, parsed) -> failed(terminal, thrown));
  }

  /** Without a command: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.err());
    return ExitCodes.WRONG_USE;
  }

  private static int wrongUse(Terminal terminal, ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    terminal
        .err()
        .println(
            "hedui: [USAGE] %s. See %s --help."
                .formatted(
                    message(fault).replaceFirst("^Error: ", "").replaceFirst("[.?]$", ""),
                    command.getCommandSpec().qualifiedName()));
    return ExitCodes.WRONG_USE;
  }

  private static String message(ParameterException fault) {
    List<String> unmatched = fault.getCommandLine().getUnmatchedArguments();
    if (fault instanceof MissingParameterException && !unmatched.isEmpty()) {
      // A misspelt required option is unknown and missing; the first is the mistake.
      return message(new UnmatchedArgumentException(fault.getCommandLine(), unmatched));
    }
    if (fault instanceof UnmatchedArgumentException unknown
        && !unknown.getSuggestions().isEmpty()) {
      return fault.getMessage() + "; did you mean " + String.join(" or ", unknown.getSuggestions());
    }
    return fault.getMessage();
  }

  private static int failed(Terminal terminal, Exception thrown) {
    Failure failure = Failure.of(thrown);
    LoggerFactory.getLogger(Hedui.class).debug("The command failed", thrown);
    terminal.err().println("hedui: " + failure);
    return failure.exitCode();
  }
}
