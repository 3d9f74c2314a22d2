package org.hedui.ingest;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a few pieces of driver work side by side; their Spark jobs keep the caller's job group. */
final class Parallel {
  private Parallel() {}

  /**
   * Runs all tasks, {@code atATime} of them side by side, and waits for all.
   *
   * @throws RuntimeException what the first failed task threw
   */
  static void run(int atATime, List<Callable<Void>> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(atATime);
    try {
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the tables were written.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
