package org.hedui.run;

import java.io.IOException;
import org.hedui.lake.LakeLock;

/** What writes a lake beside its runs: while it does, no run begins. */
@FunctionalInterface
interface UnderLock {

  /** Does the work; gives the exit code. */
  int work() throws IOException;

  /**
   * Does it once it holds the lake's lock.
   *
   * @param command the command, for those who come meanwhile
   * @return the exit code
   * @throws org.hedui.contract.HeduiException LAKE_LOCKED, exit code 4
   */
  default int in(Settings settings, String command) throws IOException {
    try (BatchRepository repository = BatchRepository.open(settings.database());
        LakeLock lock =
            LakeLock.acquire(
                settings.lake(),
                repository.dataSource(),
                command + ", process " + ProcessHandle.current().pid())) {
      lock.check();
      return work();
    }
  }
}
