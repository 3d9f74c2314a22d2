package org.hedui.run;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hedui audit}: is the audit what was written? */
@Command(
    name = "audit",
    description = {
      "Proves the audit of a lake, ops.audit: runs, answers, exports, imports, reads of restricted",
      "tables, maintenance, erasures, keys. Its rows are read by `hedui sql`."
    })
final class AuditCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Without a part: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.err());
    return ExitCodes.WRONG_USE;
  }
}
