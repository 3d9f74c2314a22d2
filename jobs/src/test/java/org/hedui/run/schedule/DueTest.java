package org.hedui.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedui.contract.Schedule;
import org.hedui.contract.WorkingDays;
import org.hedui.run.schedule.Firing.Outcome;
import org.hedui.run.schedule.PastRun.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is due, with a clock that the test holds. */
class DueTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate D = LocalDate.of(2024, 3, 12);

  // The Qingming holiday of 2024 and the weekend that was worked for it.
  private static final WorkingDays DAYS =
      new WorkingDays(
          Set.of(LocalDate.of(2024, 4, 4), LocalDate.of(2024, 4, 5), LocalDate.of(2024, 4, 6)),
          Set.of(LocalDate.of(2024, 4, 7)));

  private final FireTimes times = new FireTimes(ZONE, DAYS);
  private final Map<Slot, List<Firing>> firings = new HashMap<>();
  private final List<PastRun> runs = new ArrayList<>();
  private String hash = "s1";

  private static Schedule.Job nightly(int catchUp, int retries) {
    return job(
        "0 0 2 * * *", Schedule.Calendar.ALL, Schedule.DateRule.DAY_BEFORE, catchUp, retries);
  }

  private static Schedule.Job job(
      String cron, Schedule.Calendar calendar, Schedule.DateRule rule, int catchUp, int retries) {
    return new Schedule.Job(
        "nightly",
        cron,
        LocalDate.of(2024, 1, 1),
        calendar,
        new Schedule.Run(rule, Optional.empty()),
        catchUp,
        retries,
        Duration.ofMinutes(15));
  }

  private static Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).atZone(ZONE).toInstant();
  }

  private List<Task> due(Schedule.Job job, Instant now) {
    return new Due(slot -> firings.getOrDefault(slot, List.of()), runs, () -> hash)
        .tasks(List.of(times.newest(job, now)), now);
  }

  private List<String> dates(Schedule.Job job, Instant now) {
    return due(job, now).stream()
        .map(task -> task.kind() + " " + task.slot().businessDate().orElseThrow())
        .toList();
  }

  private void tried(Slot slot, Instant began, Instant ended, Outcome outcome) {
    firings.computeIfAbsent(slot, none -> new ArrayList<>()).add(new Firing(began, ended, outcome));
  }

  private void ran(LocalDate date, Instant began, State state) {
    runs.add(0, new PastRun(date, began, state, "s1"));
  }

  @Test
  void aSlotIsDueFromItsTimeOnUntilItIsDone() {
    Schedule.Job job = nightly(0, 0);
    Slot slot = times.newest(job, at(D, 2, 0)).get(0);
    tried(times.newest(job, at(D, 1, 59)).get(0), at(D, 1, 0), at(D, 1, 1), Outcome.DONE);

    assertThat(dates(job, at(D, 1, 59))).isEmpty();
    assertThat(dates(job, at(D, 2, 0))).containsExactly("RUN 2024-03-11");
    assertThat(dates(job, at(D, 23, 0))).containsExactly("RUN 2024-03-11");
    tried(slot, at(D, 2, 0), at(D, 2, 30), Outcome.DONE);
    assertThat(dates(job, at(D, 23, 0))).isEmpty();
  }

  @Test
  void aClockThatIsSetBackGivesNoSecondRun() {
    Schedule.Job job = nightly(3, 2);
    ran(D.minusDays(1), at(D, 2, 0), State.COMPLETED);
    tried(times.newest(job, at(D, 2, 0)).get(3), at(D, 2, 0), at(D, 2, 30), Outcome.DONE);

    assertThat(dates(job, at(D, 2, 0))).isEmpty();
    assertThat(dates(job, at(D, 1, 30))).as("the night before, missed").hasSize(1);
    assertThat(dates(job, at(D, 3, 0))).isEmpty();
    assertThat(dates(nightly(0, 0), at(D, 2, 15))).isEmpty();
  }

  @Test
  void aRunThatBeganAfterTheClockWasSetBackCounts() {
    Schedule.Job job = nightly(0, 0);
    Slot slot = times.newest(job, at(D, 2, 0)).get(0);
    // It fired at two; then the clock was set back by an hour and the service was killed.
    tried(slot, at(D, 1, 0), at(D, 1, 0), Outcome.LOST);
    ran(D.minusDays(1), at(D, 1, 1), State.COMPLETED);

    assertThat(dates(job, at(D, 2, 10))).isEmpty();
  }

  @Test
  void missedNightsAreMadeUpForOldestFirstAndNoMoreThanAllowed() {
    Schedule.Job job = nightly(2, 0);
    List<String> done = new ArrayList<>();
    Instant now = at(D, 9, 0);
    for (List<Task> tasks = due(job, now); !tasks.isEmpty(); tasks = due(job, now)) {
      assertThat(tasks).hasSize(1);
      done.add(tasks.get(0).slot().businessDate().orElseThrow().toString());
      tried(tasks.get(0).slot(), now, now, Outcome.DONE);
    }
    assertThat(done).containsExactly("2024-03-09", "2024-03-10", "2024-03-11");
  }

  @Test
  void nothingIsMadeUpForBeforeTheFirstDay() {
    Schedule.Job job = nightly(300, 0);
    assertThat(times.newest(job, at(LocalDate.of(2024, 1, 2), 9, 0)))
        .extracting(slot -> slot.businessDate().orElseThrow())
        .containsExactly(LocalDate.of(2023, 12, 31), LocalDate.of(2024, 1, 1));
    assertThat(times.newest(job, at(LocalDate.of(2023, 12, 31), 9, 0))).isEmpty();
  }

  @Test
  void anOldDateIsNotMadeUpForOnceALaterOneIsPublished() {
    Schedule.Job job = nightly(2, 0);
    ran(D.minusDays(1), at(D, 8, 0), State.COMPLETED);
    assertThat(dates(job, at(D, 9, 0))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED,'' ",
    "REFUSED,''",
    "RUNNING,''",
    "FAILED,RESTART",
    "STOPPED,RESTART",
    "KILLED,RESTART"
  })
  void aRunThatSomebodyElseBeganCounts(State state, String kind) {
    ran(D.minusDays(1), at(D, 2, 1), state);
    List<Task> due = due(nightly(0, 0), at(D, 3, 0));
    assertThat(due.stream().map(task -> task.kind().name()).collect(Collectors.joining()))
        .isEqualTo(kind);
  }

  @Test
  void aRunFromBeforeTheSlotDoesNotCount() {
    ran(D.minusDays(1), at(D, 1, 30), State.COMPLETED);
    assertThat(dates(nightly(0, 0), at(D, 2, 0))).containsExactly("RUN 2024-03-11");
  }

  @Test
  void whatFailedIsTriedAgainSoOftenAndThenGivenUp() {
    Schedule.Job job = nightly(0, 2);
    Slot slot = times.newest(job, at(D, 3, 0)).get(0);
    tried(slot, at(D, 2, 0), at(D, 2, 10), Outcome.FAILED);
    ran(D.minusDays(1), at(D, 2, 0), State.FAILED);

    assertThat(dates(job, at(D, 2, 24))).isEmpty();
    assertThat(dates(job, at(D, 2, 25))).containsExactly("RESTART 2024-03-11");
    tried(slot, at(D, 2, 25), at(D, 2, 30), Outcome.FAILED);
    assertThat(dates(job, at(D, 2, 45))).hasSize(1);
    tried(slot, at(D, 2, 45), at(D, 2, 50), Outcome.FAILED);
    assertThat(dates(job, at(D, 23, 59))).isEmpty();
    assertThat(dates(job, at(D.plusDays(1), 2, 0))).containsExactly("RUN 2024-03-12");
  }

  @Test
  void aFailedRunOfOtherSchemasIsMadeAnew() {
    Schedule.Job job = nightly(0, 1);
    tried(times.newest(job, at(D, 3, 0)).get(0), at(D, 2, 0), at(D, 2, 10), Outcome.FAILED);
    ran(D.minusDays(1), at(D, 2, 0), State.FAILED);
    hash = "s2";
    assertThat(dates(job, at(D, 3, 0))).containsExactly("RUN 2024-03-11");
  }

  @ParameterizedTest
  @EnumSource(names = {"WRONG_USE", "REFUSED"})
  void whatTryingAgainWouldNotHelpIsNotTriedAgain(Outcome outcome) {
    Schedule.Job job = nightly(0, 5);
    tried(times.newest(job, at(D, 3, 0)).get(0), at(D, 2, 0), at(D, 2, 1), outcome);
    assertThat(dates(job, at(D, 23, 0))).isEmpty();
  }

  @Test
  void aLockedLakeIsTriedAgainWithoutLosingATry() {
    Schedule.Job job = nightly(0, 0);
    Slot slot = times.newest(job, at(D, 3, 0)).get(0);
    for (int minute = 0; minute < 50; minute++) {
      tried(slot, at(D, 2, minute), at(D, 2, minute), Outcome.LOCKED);
    }
    assertThat(dates(job, at(D, 2, 49))).isEmpty();
    assertThat(dates(job, at(D, 2, 50))).containsExactly("RUN 2024-03-11");
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERRUPTED", "LOST"})
  void whatTheServiceLeftBehindIsContinuedAtOnce(Outcome outcome) {
    Schedule.Job job = nightly(0, 0);
    tried(times.newest(job, at(D, 3, 0)).get(0), at(D, 2, 0), at(D, 2, 5), outcome);
    assertThat(dates(job, at(D, 2, 5))).containsExactly("RUN 2024-03-11");
    ran(D.minusDays(1), at(D, 2, 1), outcome == Outcome.LOST ? State.KILLED : State.STOPPED);
    assertThat(dates(job, at(D, 2, 5))).containsExactly("RESTART 2024-03-11");
  }

  @Test
  void aChildThatOutlivedItsServiceIsWaitedFor() {
    Schedule.Job job = nightly(0, 0);
    tried(times.newest(job, at(D, 3, 0)).get(0), at(D, 2, 0), at(D, 2, 0), Outcome.LOST);
    ran(D.minusDays(1), at(D, 2, 1), State.RUNNING);
    assertThat(dates(job, at(D, 4, 0))).isEmpty();
    runs.set(0, new PastRun(D.minusDays(1), at(D, 2, 1), State.COMPLETED, "s1"));
    assertThat(dates(job, at(D, 4, 0))).isEmpty();
  }

  @Test
  void workingDaysAreThoseOfTheHolidayList() {
    Schedule.Job job =
        job(
            "0 0 6 * * *",
            Schedule.Calendar.WORKING_DAYS,
            Schedule.DateRule.WORKING_DAY_BEFORE,
            9,
            0);
    assertThat(times.newest(job, at(LocalDate.of(2024, 4, 8), 7, 0)))
        .filteredOn(slot -> slot.fire().isAfter(at(LocalDate.of(2024, 4, 3), 0, 0)))
        .extracting(
            slot -> slot.fire().atZone(ZONE).toLocalDate() + " " + slot.businessDate().get())
        .containsExactly("2024-04-03 2024-04-02", "2024-04-07 2024-04-03", "2024-04-08 2024-04-07");
  }

  @Test
  void theFirstWorkingDayOfAMonthIsForTheMonthBefore() {
    Schedule.Job job =
        job(
            "0 0 6 * * *",
            Schedule.Calendar.FIRST_WORKING_DAY,
            Schedule.DateRule.LAST_DAY_OF_MONTH_BEFORE,
            2,
            0);
    assertThat(times.newest(job, at(LocalDate.of(2024, 6, 30), 7, 0)))
        .extracting(
            slot -> slot.fire().atZone(ZONE).toLocalDate() + " " + slot.businessDate().get())
        .containsExactly("2024-04-01 2024-03-31", "2024-05-01 2024-04-30", "2024-06-03 2024-05-31");
    assertThat(times.next(job, at(LocalDate.of(2024, 6, 3), 7, 0)).orElseThrow().fire())
        .isEqualTo(at(LocalDate.of(2024, 7, 1), 6, 0));
  }

  /**
   * A year of nights in which the service is killed, stopped or away and the clock jumps: every
   * date is run to its end exactly once, in order, as long as no outage is longer than catch_up.
   */
  @Test
  void nothingIsDoubleAndNothingIsMissingWhateverHappens() {
    Random chance = new Random(20240101);
    Schedule.Job job = nightly(5, 0);
    List<LocalDate> completed = new ArrayList<>();
    Instant now = at(LocalDate.of(2024, 1, 1), 12, 0);
    Instant end = at(LocalDate.of(2025, 1, 1), 12, 0);
    completed.add(LocalDate.of(2023, 12, 31));
    tried(times.newest(job, now).get(0), now, now, Outcome.DONE);
    int trouble = 0;
    while (now.isBefore(end)) {
      List<Task> tasks = due(job, now);
      if (!tasks.isEmpty()) {
        Task task = tasks.get(0);
        LocalDate date = task.slot().businessDate().orElseThrow();
        Instant began = now;
        now = now.plus(Duration.ofMinutes(5));
        int what = chance.nextInt(4);
        if (what == 0) {
          tried(task.slot(), began, now, Outcome.INTERRUPTED);
          ran(date, began, State.STOPPED);
        } else if (what == 1) {
          tried(task.slot(), began, began, Outcome.LOST);
          ran(date, began, chance.nextBoolean() ? State.KILLED : State.FAILED);
        } else {
          tried(task.slot(), began, now, Outcome.DONE);
          ran(date, began, State.COMPLETED);
          completed.add(date);
        }
        trouble += what < 2 ? 1 : 0;
      }
      int jump = chance.nextInt(20);
      now =
          jump == 0
              ? now.minus(Duration.ofHours(1 + chance.nextInt(30)))
              : now.plus(Duration.ofMinutes(jump == 1 ? chance.nextInt(4 * 1440) : 20));
    }
    assertThat(trouble).isGreaterThan(50);
    assertThat(completed)
        .isEqualTo(
            LocalDate.of(2023, 12, 31)
                .datesUntil(completed.get(completed.size() - 1).plusDays(1))
                .toList())
        .hasSizeGreaterThan(360);
  }

  @Test
  void aFireTimeIsOneOfTheZone() {
    assertThat(times.newest(nightly(0, 0), at(D, 3, 0)).get(0).fire())
        .isEqualTo(LocalDateTime.of(2024, 3, 11, 18, 0).toInstant(java.time.ZoneOffset.UTC));
  }
}
