package org.hedui.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which days are worked, by {@code codes/holiday.csv}; in years that it does not know, Monday to
 * Friday.
 *
 * @param free days off, whatever day of the week they are
 * @param worked days of a weekend that are worked instead
 */
public record WorkingDays(Set<LocalDate> free, Set<LocalDate> worked) {

  /** Copies the sets. */
  public WorkingDays {
    free = Set.copyOf(free);
    worked = Set.copyOf(worked);
  }

  /** The working days of the house. */
  public static WorkingDays of(Schemas schemas) {
    CodeList holidays = schemas.codes().getOrDefault("holiday", new CodeList("holiday", List.of()));
    return new WorkingDays(
        holidays.codes().stream()
            .map(CodeList.Code::extra)
            .flatMap(WorkingDays::days)
            .collect(Collectors.toSet()),
        holidays.codes().stream()
            .flatMap(code -> Arrays.stream(code.extra().get("worked").split("\\|")))
            .filter(day -> !day.isBlank())
            .map(LocalDate::parse)
            .collect(Collectors.toSet()));
  }

  private static Stream<LocalDate> days(Map<String, String> holiday) {
    LocalDate last = LocalDate.parse(holiday.get("last_day"));
    return LocalDate.parse(holiday.get("first_day")).datesUntil(last.plusDays(1));
  }

  /**
   * The day by which so many working days are over.
   *
   * @param day which is not counted itself
   */
  public LocalDate after(LocalDate day, int workingDays) {
    LocalDate end = day;
    for (int left = workingDays; left > 0; ) {
      end = end.plusDays(1);
      left -= isWorked(end) ? 1 : 0;
    }
    return end;
  }

  /** The last day before {@code day} that is worked. */
  public LocalDate before(LocalDate day) {
    LocalDate before = day.minusDays(1);
    while (!isWorked(before)) {
      before = before.minusDays(1);
    }
    return before;
  }

  /** Whether the day is the first of its month that is worked. */
  public boolean isFirstOfMonth(LocalDate day) {
    return isWorked(day) && before(day).isBefore(day.withDayOfMonth(1));
  }

  /** Whether the day is worked. */
  public boolean isWorked(LocalDate day) {
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    return worked.contains(day) || !(weekend || free.contains(day));
  }
}
