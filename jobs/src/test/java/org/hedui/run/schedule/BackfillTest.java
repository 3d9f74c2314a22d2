package org.hedui.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hedui.run.schedule.Backfill.Only;
import org.junit.jupiter.api.Test;

/** Which business dates a backfill runs. */
class BackfillTest {
  private static final List<PastRun> RUNS =
      List.of(
          run("2024-03-31", PastRun.State.COMPLETED),
          run("2024-02-29", PastRun.State.REFUSED),
          run("2024-01-31", PastRun.State.FAILED),
          run("2024-01-31", PastRun.State.COMPLETED));

  private static PastRun run(String date, PastRun.State state) {
    return new PastRun(LocalDate.parse(date), Instant.EPOCH, state, "s");
  }

  private static List<String> plan(Only only, String... dates) {
    TreeSet<LocalDate> days = new TreeSet<>(Stream.of(dates).map(LocalDate::parse).toList());
    return Backfill.plan(days, only, RUNS).stream()
        .map(step -> step.businessDate() + " " + step.reason())
        .toList();
  }

  @Test
  void whatIsMissingIsRunInOrderAndTheNewestDateAgain() {
    assertThat(plan(Only.MISSING, "2024-02-29", "2024-01-31", "2023-12-31"))
        .containsExactly("2023-12-31 NEVER_RUN", "2024-02-29 NOT_COMPLETED", "2024-03-31 NEWEST");
  }

  @Test
  void onlyWhatWasTriedHasFailed() {
    assertThat(plan(Only.FAILED, "2024-01-31", "2024-02-29", "2023-12-31"))
        .containsExactly("2024-02-29 NOT_COMPLETED", "2024-03-31 NEWEST");
  }

  @Test
  void allMeansAll() {
    assertThat(plan(Only.ALL, "2024-02-29", "2024-03-31"))
        .containsExactly("2024-02-29 NOT_COMPLETED", "2024-03-31 AGAIN");
  }

  @Test
  void whereNothingIsMissingNothingIsRun() {
    assertThat(plan(Only.MISSING, "2024-01-31", "2024-03-31")).isEmpty();
    assertThat(plan(Only.MISSING, "2024-04-30")).containsExactly("2024-04-30 NEVER_RUN");
  }
}
