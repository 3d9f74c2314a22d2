package org.hedui.metrics;

import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Sums what Spark's tasks report while a run goes on. */
public final class SparkTotals extends SparkListener {
  private final LongAdder tasks = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder read = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder shuffleRead = new LongAdder();
  private final LongAdder shuffleWritten = new LongAdder();
  private final LongAdder spilledMemory = new LongAdder();
  private final LongAdder spilledDisk = new LongAdder();

  /**
   * The sums so far, in bytes but for the first two.
   *
   * @param tasks tasks that ended well
   * @param failed tasks that did not
   */
  public record Totals(
      long tasks,
      long failed,
      long read,
      long written,
      long shuffleRead,
      long shuffleWritten,
      long spilledMemory,
      long spilledDisk) {}

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    (end.taskInfo().successful() ? tasks : failed).increment();
    TaskMetrics metrics = end.taskMetrics();
    // A task that was lost with its executor reports nothing.
    if (metrics != null) {
      read.add(metrics.inputMetrics().bytesRead());
      written.add(metrics.outputMetrics().bytesWritten());
      shuffleRead.add(metrics.shuffleReadMetrics().totalBytesRead());
      shuffleWritten.add(metrics.shuffleWriteMetrics().bytesWritten());
      spilledMemory.add(metrics.memoryBytesSpilled());
      spilledDisk.add(metrics.diskBytesSpilled());
    }
  }

  /** The sums so far. */
  public Totals totals() {
    return new Totals(
        tasks.sum(),
        failed.sum(),
        read.sum(),
        written.sum(),
        shuffleRead.sum(),
        shuffleWritten.sum(),
        spilledMemory.sum(),
        spilledDisk.sum());
  }
}
