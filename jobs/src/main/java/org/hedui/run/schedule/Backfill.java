package org.hedui.run.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides which business dates a backfill runs. */
public final class Backfill {
  private Backfill() {}

  /** Which dates are run, of those in question. */
  public enum Only {
    /** Those of which no run was completed. */
    MISSING,
    /** Those that were tried and of which no run was completed. */
    FAILED,
    /** All of them. */
    ALL
  }

  /** Why a date is run. */
  public enum Reason {
    /** It was never tried. */
    NEVER_RUN,
    /** It was tried, and no run of it was completed. */
    NOT_COMPLETED,
    /** It was completed and is run once more. */
    AGAIN,
    /**
     * It is the newest date that was completed, and later than all others here: it is run once
     * more, so that readers stay on it and its ids and cases know the dates before.
     */
    NEWEST
  }

  /** One run of a backfill. */
  public record Step(LocalDate businessDate, Reason reason) {}

  /**
   * Plans the runs.
   *
   * @param dates the dates in question
   * @param runs all runs of the lake
   * @return in ascending order; nothing if no date needs a run
   */
  public static List<Step> plan(NavigableSet<LocalDate> dates, Only only, List<PastRun> runs) {
    Map<LocalDate, Boolean> completed =
        runs.stream()
            .collect(
                Collectors.toMap(
                    PastRun::businessDate,
                    run -> run.state() == PastRun.State.COMPLETED,
                    Boolean::logicalOr));
    List<Step> steps = new ArrayList<>();
    for (LocalDate date : dates) {
      Reason reason =
          Optional.ofNullable(completed.get(date))
              .map(done -> done ? Reason.AGAIN : Reason.NOT_COMPLETED)
              .orElse(Reason.NEVER_RUN);
      if (isWanted(only, reason)) {
        steps.add(new Step(date, reason));
      }
    }
    newest(completed)
        .filter(newest -> !steps.isEmpty())
        .filter(newest -> newest.isAfter(steps.get(steps.size() - 1).businessDate()))
        .ifPresent(newest -> steps.add(new Step(newest, Reason.NEWEST)));
    return List.copyOf(steps);
  }

  private static boolean isWanted(Only only, Reason reason) {
    return switch (only) {
      case ALL -> true;
      case MISSING -> reason != Reason.AGAIN;
      case FAILED -> reason == Reason.NOT_COMPLETED;
    };
  }

  private static Optional<LocalDate> newest(Map<LocalDate, Boolean> completed) {
    return completed.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }
}
