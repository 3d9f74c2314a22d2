package org.hedui.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hedui serve}: a lake for those who ask it from other programs. */
@Command(name = "serve", description = "Serves the published tables to other programs.")
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Without a command of its own: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.err());
    return ExitCodes.WRONG_USE;
  }
}
