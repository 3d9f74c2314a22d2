package org.hedui.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hedui import}: what people filled in. */
@Command(name = "import", description = "Takes back what people filled in.")
final class ImportCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Without a command of its own: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.err());
    return ExitCodes.WRONG_USE;
  }
}
