package org.hedui.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hedui export}: lists for people. */
@Command(name = "export", description = "Hands lists out to those who work them.")
final class ExportCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Without a command of its own: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.err());
    return ExitCodes.WRONG_USE;
  }
}
