package org.hedui.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.SparkSession;

/**
 * What this process used, and how evenly the work of its slowest Spark stage was spread: a longest
 * task far above the median means that data is skewed.
 */
final class Timings extends SparkListener {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final Map<Integer, List<Long>> tasks = new HashMap<>();
  private Stage slowest = new Stage(0, List.of());

  private record Stage(long millis, List<Long> tasks) {}

  private Timings() {}

  /** Begins to listen. */
  static Timings of(SparkSession spark) {
    Timings timings = new Timings();
    spark.sparkContext().addSparkListener(timings);
    return timings;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    tasks.computeIfAbsent(end.stageId(), stage -> new ArrayList<>()).add(end.taskInfo().duration());
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    StageInfo info = completed.stageInfo();
    List<Long> durations = tasks.remove(info.stageId());
    if (durations != null
        && info.completionTime().isDefined()
        && info.submissionTime().isDefined()) {
      long millis = (long) info.completionTime().get() - (long) info.submissionTime().get();
      if (millis > slowest.millis) {
        slowest = new Stage(millis, durations);
      }
    }
  }

  /** Prints what is known by now. Spark tells of a stage a moment after it ended. */
  synchronized void print(PrintStream out) {
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(Duration::toMillis)
        .ifPresent(millis -> out.printf("processor %.1f s%n", millis / 1000.0));
    peak().ifPresent(megabytes -> out.printf("peak memory %d MB%n", megabytes));
    List<Long> durations = new ArrayList<>(slowest.tasks);
    if (!durations.isEmpty()) {
      Collections.sort(durations);
      long longest = durations.get(durations.size() - 1);
      long median = durations.get(durations.size() / 2);
      out.printf(
          "slowest stage %.1f s, %d tasks, longest %.2f s, median %.2f s, ratio %.2f%n",
          slowest.millis / 1000.0,
          durations.size(),
          longest / 1000.0,
          median / 1000.0,
          (double) longest / Math.max(1, median));
    }
  }

  /** The most memory this process ever held, where the system tells it. */
  private static Optional<Long> peak() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
