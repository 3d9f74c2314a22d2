package org.hedui.contract;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the service of {@code hedui schedule} runs, and when.
 *
 * @param zone the time zone of all jobs
 * @param jobs the jobs in file order; names differ
 */
public record Schedule(ZoneId zone, List<Job> jobs) {

  /** Copies the list. */
  public Schedule {
    jobs = List.copyOf(jobs);
  }

  /**
   * One thing that is done again and again.
   *
   * @param name its name; what was done for it is found by it
   * @param cron when it begins: second, minute, hour, day, month, weekday
   * @param since the first day on which it begins
   * @param calendar the days on which it begins
   * @param work what it does
   * @param catchUp how many beginnings before the newest are made up for if they were missed
   * @param retries how often it is tried again after it failed
   * @param retryAfter how long it waits before
   */
  public record Job(
      String name,
      String cron,
      LocalDate since,
      Calendar calendar,
      Work work,
      int catchUp,
      int retries,
      Duration retryAfter) {}

  /** The days on which a job begins, of those that its cron expression names. */
  public enum Calendar {
    /** All of them. */
    ALL,
    /** Those that are worked, by {@code codes/holiday.csv}. */
    WORKING_DAYS,
    /** The first of each month that is worked. */
    FIRST_WORKING_DAY
  }

  /** What a job does. */
  public sealed interface Work {}

  /**
   * A run of the pipeline.
   *
   * @param businessDate which date it is made for
   * @param landing where the deliveries lie; empty: as the service was told
   */
  public record Run(DateRule businessDate, Optional<String> landing) implements Work {}

  /** Another command of hedui, word by word. */
  public record Command(List<String> words) implements Work {
    /** Copies the list. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /** How the business date follows from the day on which a run begins. */
  public enum DateRule {
    /** That day. */
    SAME_DAY,
    /** The day before. */
    DAY_BEFORE,
    /** The last day before it that is worked. */
    WORKING_DAY_BEFORE,
    /** The last day of the month before. */
    LAST_DAY_OF_MONTH_BEFORE
  }
}
