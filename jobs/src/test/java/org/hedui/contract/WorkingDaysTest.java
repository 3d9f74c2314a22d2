package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Working days are those of the State Council, on paper and in rules. */
@ExtendWith(SparkTest.class)
class WorkingDaysTest {
  @TempDir private Path lake;

  @Test
  void holidaysAreFreeAndTheirWeekendsWorked() {
    WorkingDays days = WorkingDays.of(Fixtures.schemas());

    // A Friday; then a Sunday that is worked, two days, and eight days off.
    assertThat(days.after(LocalDate.of(2025, 9, 26), 5)).isEqualTo("2025-10-10");
    assertThat(days.after(LocalDate.of(2026, 11, 23), 5)).isEqualTo("2026-11-30");
    // Nobody knows the holidays of that year yet.
    assertThat(days.after(LocalDate.of(2031, 9, 30), 5)).isEqualTo("2031-10-07");
  }

  @Test
  void aNoticeIsCountedByTheSameDays() {
    ViewRows rows =
        new ViewRows(lake)
            .with(
                "publicity_notice",
                """
                SELECT key AS record_id, key AS record_key, date(start) AS start_date, date(end) AS end_date
                FROM VALUES ('over holidays', '2025-09-26', '2025-10-10'), ('a week', '2023-11-06', '2023-11-12'),
                            ('turned round', '2023-11-06', '2023-11-01'), ('no end', '2023-11-06', NULL),
                            ('for ever', '2023-11-01', '9999-12-31') AS notice (key, start, end)
                """);

    assertThat(
            rows.select("grain/entry")
                .where("registry = 'publicity_notice'")
                .selectExpr("concat_ws(' ', records[0].record_id, coalesce(counted, '-'))")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "over holidays 6", "a week 5", "turned round -", "no end -", "for ever 43");
  }
}
