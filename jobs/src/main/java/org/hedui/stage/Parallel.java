package org.hedui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Runs independent pieces of a stage side by side: with small tables the driver's planning is the
 * cost, not the executors.
 */
public final class Parallel {
  private static final int THREADS = 3;

  private Parallel() {}

  /**
   * Applies {@code work} to every item, a few at a time, within the caller's Spark job group.
   *
   * @return the results in the order of {@code items}
   * @throws RuntimeException the first failure, after all pieces have ended
   */
  public static <T, R> List<R> map(SparkSession spark, List<T> items, Function<T, R> work) {
    SparkContext context = spark.sparkContext();
    Properties properties =
        org.apache.spark.util.Utils.cloneProperties(context.getLocalProperties());
    ExecutorService executor =
        Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, items.size())));
    try {
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        Callable<R> piece =
            () -> {
              context.setLocalProperties(properties);
              SparkSession.setActiveSession(spark);
              return work.apply(item);
            };
        futures.add(executor.submit(piece));
      }
      return results(futures);
    } finally {
      executor.shutdown();
    }
  }

  /** As above, for work without a result. */
  public static <T> void forEach(SparkSession spark, List<T> items, Consumer<T> work) {
    map(
        spark,
        items,
        item -> {
          work.accept(item);
          return item;
        });
  }

  private static <R> List<R> results(List<Future<R>> futures) {
    List<R> results = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        RuntimeException cause =
            e.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException(e.getCause());
        failure = failure == null ? cause : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The stage was stopped.", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }
}
