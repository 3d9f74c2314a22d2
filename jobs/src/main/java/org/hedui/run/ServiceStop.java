package org.hedui.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.service.launcher.IrqHandler;

/** Ctrl-C and SIGTERM to a service: its child is asked to stop, and no other is begun. */
final class ServiceStop {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final AtomicReference<Process> child = new AtomicReference<>();

  /** Takes the process's signals from now on. */
  void listen() {
    for (String signal : new String[] {IrqHandler.CONTROL_C, IrqHandler.SIGTERM}) {
      new IrqHandler(signal, interrupt -> request()).bind();
    }
  }

  /** Asks the service to stop. */
  void request() {
    requested.countDown();
    Optional.ofNullable(child.get()).ifPresent(Process::destroy);
  }

  /** Whether the service shall stop. */
  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits, unless the service shall stop. */
  void await(Duration time) throws InterruptedException {
    requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The process that is stopped with the service; null for none. */
  void child(Process process) {
    child.set(process);
    if (process != null && isRequested()) {
      process.destroy();
    }
  }
}
