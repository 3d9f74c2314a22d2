package org.hedui.serve;

import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A statement on its way. It is finished once its first rows are there; the others are read as they
 * are fetched, a partition at a time.
 */
final class Query {
  private final UUID id = UUID.randomUUID();
  private final SparkSession spark;
  private final User user;
  private final FutureTask<Answer> task;
  private volatile boolean stopped;

  /** A statement that has not begun; {@code work} finds its answer. */
  Query(SparkSession spark, User user, Callable<Answer> work) {
    this.spark = spark;
    this.user = user;
    this.task =
        new FutureTask<>(
            () ->
                inGroup(
                    () -> {
                      Answer answer = work.call();
                      // Spark begins when it is asked whether there is a row.
                      boolean unused = answer.rows().hasNext();
                      return answer;
                    }));
  }

  /** A number that nobody can guess. */
  UUID id() {
    return id;
  }

  /** The work, for the thread that does it. */
  Runnable task() {
    return task;
  }

  /** Whether it is over, well or not, within some seconds. */
  boolean isDoneWithin(long seconds) {
    try {
      task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return task.isDone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return task.isDone();
  }

  /** Whether somebody stopped it. */
  boolean isStopped() {
    return stopped;
  }

  /** Waits for the end and says what went wrong, if anything. */
  Optional<Fault> fault() {
    try {
      task.get();
      return Optional.empty();
    } catch (ExecutionException | CancellationException e) {
      return Optional.of(Fault.of(stopped ? new CancellationException() : e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(Fault.of(new CancellationException()));
    }
  }

  /** The columns of a statement that went well. */
  StructType schema() {
    return answer().schema();
  }

  /** Some rows of a statement that went well, {@code most} at most. */
  TRowSet fetch(int most) throws Exception {
    return inGroup(
        () -> {
          RowBatch batch = new RowBatch(schema());
          Iterator<Row> rows = answer().rows();
          while (batch.size() < most && rows.hasNext()) {
            batch.add(rows.next());
          }
          return batch.encode();
        });
  }

  /** Stops it, whatever it does. */
  void stop() {
    stopped = true;
    task.cancel(true);
    SparkContext context = spark.sparkContext();
    if (!context.isStopped()) {
      context.cancelJobGroup(id.toString());
    }
  }

  private Answer answer() {
    try {
      return task.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Spark's jobs of this thread belong to the statement, and share fairly between users. */
  private <T> T inGroup(Callable<T> work) throws Exception {
    SparkSession.setActiveSession(spark);
    SparkContext context = spark.sparkContext();
    context.setJobGroup(id.toString(), "statement of " + user.name(), true);
    context.setLocalProperty("spark.scheduler.pool", user.name());
    try {
      return work.call();
    } finally {
      context.clearJobGroup();
      SparkSession.clearActiveSession();
    }
  }
}
