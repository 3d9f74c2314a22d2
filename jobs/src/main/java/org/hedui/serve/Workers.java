package org.hedui.serve;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that statements run in, and the clock that stops those that take too long. */
final class Workers implements AutoCloseable {
  /** Planning keeps a processor busy; more at once would only wait for each other. */
  private static final int AT_ONCE = 4 * Runtime.getRuntime().availableProcessors();

  private static final long LONGEST_SECONDS = TimeUnit.MINUTES.toSeconds(30);

  private final ExecutorService statements = Executors.newFixedThreadPool(AT_ONCE, Workers::thread);
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Workers::thread);

  Workers() {
    // A statement that is over is not to be held for the rest of its time.
    clock.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a statement as soon as a thread is free.
   *
   * @param seconds how long it may take until its first rows; 0 if the client does not say
   */
  void run(Query query, long seconds) {
    long most = seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : LONGEST_SECONDS;
    Future<?> end = clock.schedule(query::stop, most, TimeUnit.SECONDS);
    statements.execute(
        () -> {
          query.task().run();
          end.cancel(false);
        });
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "serve-statement");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    statements.shutdownNow();
    clock.shutdownNow();
  }
}
