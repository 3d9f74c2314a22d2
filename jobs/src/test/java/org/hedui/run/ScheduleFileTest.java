package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedui.Fixtures;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schedule;
import org.hedui.contract.ScheduleReader;
import org.hedui.run.schedule.FireTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule is read, and every fault in it is told at once. */
class ScheduleFileTest {
  @TempDir private Path folder;

  private Schedule read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("schedule.yaml"), yaml);
    return ScheduleReader.read(file, Set.of("run", "check"), FireTimes::isCron);
  }

  @Test
  void everyFaultIsToldWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    zone: Asia/Peking2
                    jobs:
                      - name: nightly
                        cron: "0 2 * * *"
                        since: 2024-02-30
                        calender: all
                        run: {business_date: yesterday}
                      - name: nightly
                        cron: "0 0 2 * * *"
                        since: 2024-01-01
                        command: [chekc]
                        run: {business_date: day_before}
                        retry: {times: 99, after_minutes: 5}
                    """))
        .isInstanceOfSatisfying(HeduiException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessageContaining(":1: [WRONG_VALUE] 'zone' is Asia/Peking2")
        .hasMessageContaining(":4: [WRONG_VALUE] 'cron' is 0 2 * * *")
        .hasMessageContaining(":5: [WRONG_VALUE] 'since' is 2024-02-30")
        .hasMessageContaining(":6: [UNKNOWN_KEY] Unknown key 'calender'")
        .hasMessageContaining("'business_date' is yesterday")
        .hasMessageContaining(":8: [NAME_TWICE]")
        .hasMessageContaining("Write one of run and command")
        .hasMessageContaining(":11: [COMMAND_UNKNOWN] 'chekc' is no command")
        .hasMessageContaining("'times' is 99");
  }

  @Test
  void theExampleIsRead() {
    Schedule schedule =
        ScheduleReader.read(
            Fixtures.home().resolve("docs/schedule/schedule.yaml"),
            Hedui.commandLine(new TestTerminal(Map.of()).terminal(), List.of(), new Ending())
                .getSubcommands()
                .keySet(),
            FireTimes::isCron);
    Schedule.Job nightly = schedule.jobs().get(0);
    assertThat(nightly.catchUp()).isEqualTo(3);
    assertThat(nightly.retryAfter()).isEqualTo(Duration.ofMinutes(20));
    assertThat(nightly.work()).isInstanceOf(Schedule.Run.class);
    assertThat(schedule.jobs())
        .extracting(Schedule.Job::work)
        .hasAtLeastOneElementOfType(Schedule.Command.class);
  }

  @Test
  void thePlanIsPrintedAndNothingIsMade() throws IOException {
    TestTerminal terminal = new TestTerminal(Map.of());
    int exitCode =
        terminal.execute(
            List.of(),
            "schedule",
            "--plan",
            "--config=" + Fixtures.home().resolve("docs/schedule/schedule.yaml"),
            "--lake=" + folder);
    assertThat(exitCode).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .containsPattern("nightly +20\\d\\d-.* +20\\d\\d-\\d\\d-\\d\\d +now: RUN")
        .containsPattern("check +20\\d\\d-.* later");
    assertThat(folder).isEmptyDirectory();
  }
}
