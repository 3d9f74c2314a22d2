package org.hedui.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hedui review}: pairs of records that a person has to judge. */
@Command(
    name = "review",
    description = "Hands pairs of records to reviewers and takes their answers.")
final class ReviewCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  ReviewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Without a command of its own: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.err());
    return ExitCodes.WRONG_USE;
  }
}
