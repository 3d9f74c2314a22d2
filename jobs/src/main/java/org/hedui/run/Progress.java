package org.hedui.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.hedui.stage.StageReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how a run goes on: one line a stage that is drawn anew while a person watches, else a log
 * line at its start and one at its end.
 */
final class Progress extends SparkListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final long EVERY_SECOND = 1000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final AtomicLong tasks = new AtomicLong();
  private final Timer clock = new Timer("progress", true);
  private volatile String stage = "";
  private volatile Instant started = Instant.EPOCH;

  /** Shows progress on the error stream of {@code terminal}. */
  Progress(Terminal terminal) {
    this.terminal = terminal;
    if (terminal.watched()) {
      clock.schedule(
          new TimerTask() {
            @Override
            public void run() {
              draw();
            }
          },
          EVERY_SECOND,
          EVERY_SECOND);
    }
  }

  /** A stage begins. */
  void start(String name) {
    tasks.set(0);
    started = Instant.now();
    stage = name;
    if (!terminal.watched()) {
      LOG.info("{} started", name);
    }
  }

  /** The stage ended well. */
  void finish(StageReport report) {
    String counts =
        report.counts().entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "));
    end(report.stage(), "done", counts);
  }

  /** The stage did not end well. */
  void fail(String name) {
    end(name, "failed", "");
  }

  /** How many of Spark's tasks of the stage have ended. */
  long tasks() {
    return tasks.get();
  }

  private void end(String name, String how, String counts) {
    stage = "";
    String line = "%s %s in %d s".formatted(name, how, seconds());
    String text = counts.isEmpty() ? line : line + ": " + counts;
    if (terminal.watched()) {
      terminal.err().println(CLEAR_LINE + "  " + text);
    }
    LOG.info(text);
  }

  private void draw() {
    String current = stage;
    if (!current.isEmpty()) {
      terminal
          .err()
          .print(CLEAR_LINE + "  %s … %d s, %d tasks".formatted(current, seconds(), tasks.get()));
      terminal.err().flush();
    }
  }

  private long seconds() {
    return Duration.between(started, Instant.now()).toSeconds();
  }

  /** Counts Spark's tasks. */
  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    tasks.incrementAndGet();
  }

  @Override
  public void close() {
    clock.cancel();
  }
}
