package org.hedui.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.spark.SparkContext;

/**
 * Ctrl-C and SIGTERM during a run. The first asks the run to stop: its Spark jobs are cancelled,
 * the run ends as stopped and gives its lock back. The second ends the process at once, unless it
 * follows right after the first: a terminal or a service manager signals the whole group, and a
 * parent passes on what it got itself.
 */
final class StopSignal implements AutoCloseable {
  private static final int EXIT_STOPPED = 1;
  private static final Duration SAME_REQUEST = Duration.ofSeconds(3);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final SparkContext spark;
  private volatile boolean cancelling;
  private volatile boolean requested;
  private volatile long requestedAt;

  /** Watches nothing yet; cancels jobs of {@code spark} once asked to. */
  StopSignal(SparkContext spark) {
    this.spark = spark;
  }

  /** Takes the process's signals from now on. */
  void listen() {
    for (String signal : new String[] {IrqHandler.CONTROL_C, IrqHandler.SIGTERM}) {
      new IrqHandler(signal, interrupt -> request()).bind();
    }
  }

  /** Asks the run to stop. */
  void request() {
    if (requested && System.nanoTime() - requestedAt < SAME_REQUEST.toNanos()) {
      return;
    }
    if (requested || closed.getCount() == 0) {
      // Asked twice, or with nothing to stop any more.
      Runtime.getRuntime().halt(EXIT_STOPPED);
    }
    requestedAt = System.nanoTime();
    requested = true;
    Thread canceller = new Thread(this::cancelUntilClosed, "stop");
    canceller.setDaemon(true);
    canceller.start();
  }

  /** From now on jobs are cancelled; until then the run only learns that it shall stop. */
  void cancelJobs() {
    cancelling = true;
  }

  /** Whether the run shall stop. */
  boolean isRequested() {
    return requested;
  }

  // A stage between two Spark jobs would start the next one, so once is not enough.
  private void cancelUntilClosed() {
    try {
      do {
        cancel();
      } while (!closed.await(500, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void cancel() {
    if (cancelling && closed.getCount() > 0) {
      spark.cancelAllJobs();
    }
  }

  /** Cancels nothing any more: what follows a stopped run has to be written. */
  @Override
  public synchronized void close() {
    closed.countDown();
  }
}
