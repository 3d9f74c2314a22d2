package org.hedui.run.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.hedui.contract.Schedule;
import org.hedui.contract.WorkingDays;
import org.springframework.scheduling.support.CronExpression;

/** When jobs begin, and for which business date. */
public final class FireTimes {
  /** No calendar leaves out more days in a row. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

  private final ZoneId zone;
  private final WorkingDays workingDays;

  /** The times in a zone, with its working days. */
  public FireTimes(ZoneId zone, WorkingDays workingDays) {
    this.zone = zone;
    this.workingDays = workingDays;
  }

  /** Whether a text is a cron expression. */
  public static boolean isCron(String text) {
    return CronExpression.isValidExpression(text);
  }

  /**
   * The newest slot of a job that is not in the future, and those before it that are caught up.
   *
   * @return in ascending order; none before the job's first day
   */
  public List<Slot> newest(Schedule.Job job, Instant now) {
    ZonedDateTime first = job.since().atStartOfDay(zone);
    ZonedDateTime end = now.atZone(zone);
    int wanted = 1 + job.catchUp();
    // Cron expressions go forward only, so the way back is felt for, ever farther.
    for (Duration back = Duration.ofHours(1); ; back = back.multipliedBy(2)) {
      ZonedDateTime from = end.minus(back);
      boolean all = from.isBefore(first);
      Deque<Slot> newest = newest(job, all ? first : from, end, wanted);
      if (all || newest.size() == wanted) {
        return List.copyOf(newest);
      }
    }
  }

  private Deque<Slot> newest(Schedule.Job job, ZonedDateTime from, ZonedDateTime end, int wanted) {
    CronExpression cron = CronExpression.parse(job.cron());
    Deque<Slot> newest = new ArrayDeque<>();
    for (ZonedDateTime fire = cron.next(from.minusNanos(1));
        fire != null && !fire.isAfter(end);
        fire = cron.next(fire)) {
      if (isIn(job.calendar(), fire.toLocalDate())) {
        newest.add(slot(job, fire));
        if (newest.size() > wanted) {
          newest.remove();
        }
      }
    }
    return newest;
  }

  /** The next slot of a job after {@code now}; empty if there will be none. */
  public Optional<Slot> next(Schedule.Job job, Instant now) {
    CronExpression cron = CronExpression.parse(job.cron());
    ZonedDateTime first = job.since().atStartOfDay(zone).minusNanos(1);
    ZonedDateTime after = now.atZone(zone);
    ZonedDateTime fire = cron.next(after.isBefore(first) ? first : after);
    ZonedDateTime end = fire == null ? after : fire.plus(LONGEST_PAUSE);
    while (fire != null && !isIn(job.calendar(), fire.toLocalDate()) && fire.isBefore(end)) {
      fire = cron.next(fire);
    }
    return Optional.ofNullable(fire)
        .filter(time -> isIn(job.calendar(), time.toLocalDate()))
        .map(time -> slot(job, time));
  }

  private boolean isIn(Schedule.Calendar calendar, LocalDate day) {
    return switch (calendar) {
      case ALL -> true;
      case WORKING_DAYS -> workingDays.isWorked(day);
      case FIRST_WORKING_DAY -> workingDays.isFirstOfMonth(day);
    };
  }

  private Slot slot(Schedule.Job job, ZonedDateTime fire) {
    return new Slot(
        job,
        fire.toInstant(),
        job.work() instanceof Schedule.Run run
            ? Optional.of(businessDate(run.businessDate(), fire.toLocalDate()))
            : Optional.empty());
  }

  private LocalDate businessDate(Schedule.DateRule rule, LocalDate day) {
    return switch (rule) {
      case SAME_DAY -> day;
      case DAY_BEFORE -> day.minusDays(1);
      case WORKING_DAY_BEFORE -> workingDays.before(day);
      case LAST_DAY_OF_MONTH_BEFORE -> day.withDayOfMonth(1).minusDays(1);
    };
  }
}
