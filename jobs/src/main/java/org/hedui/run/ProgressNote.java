package org.hedui.run;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.item.ExecutionContext;

/**
 * How far a stage is, noted in the context of its step every few seconds, so that `status` in
 * another process, or on another machine, can tell. The note goes when the stage ends.
 */
final class ProgressNote implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressNote.class);
  private static final long EVERY = Duration.ofSeconds(5).toMillis();

  // A text: numbers in a step's context are its counts.
  private static final String TASKS = "progress.tasks";

  private final JobRepository repository;
  private final StepExecution step;
  private final LongSupplier tasks;
  private final Timer timer = new Timer("progress-note", true);
  private boolean closed;

  /** Notes nothing yet. */
  ProgressNote(JobRepository repository, StepExecution step, LongSupplier tasks) {
    this.repository = repository;
    this.step = step;
    this.tasks = tasks;
  }

  /** Notes from now on. */
  void begin() {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            write();
          }
        },
        EVERY,
        EVERY);
  }

  /** The tasks that a running step has noted; empty before its first note. */
  static OptionalLong of(StepExecution step) {
    String text = step.getExecutionContext().getString(TASKS, "");
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  /** Forgets a note: a restarted step begins with its predecessor's context. */
  static void clear(ExecutionContext context) {
    context.remove(TASKS);
  }

  private synchronized void write() {
    if (closed) {
      return;
    }
    try {
      step.getExecutionContext().putString(TASKS, String.valueOf(tasks.getAsLong()));
      repository.updateExecutionContext(step);
    } catch (RuntimeException e) {
      // A note is for looking at: the stage goes on without it.
      LOG.debug("The progress could not be noted", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.cancel();
    clear(step.getExecutionContext());
  }
}
