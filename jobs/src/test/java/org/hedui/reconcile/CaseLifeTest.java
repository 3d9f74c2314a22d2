package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The state machine of a case as a table. What happened, by day of November 2023: {@code 1+a} found
 * with evidence a, {@code 3-} not found, {@code 2:SOURCE_WRONG@a} answered with evidence a in view,
 * {@code 2:EXEMPT@a>9} exempt up to the 9th, {@code 2:/ASSIGNED@a} a step, {@code
 * 2:CONFIRMED/RECTIFIED@a} both.
 */
class CaseLifeTest {
  private static final LocalDate START = LocalDate.of(2023, 10, 31);

  private record Told(List<CaseLife.Sighting> sightings, List<CaseLife.Decision> decisions) {}

  @ParameterizedTest(name = "{0} on the {1}th: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Found and not found.
        "1+a                                  | 30 | NEW           |  1 |  1 |",
        "1+a 2+b                              | 30 | NEW           |  1 |  1 |",
        "1+a 2-                               | 30 | AUTO_CLEARED  |  2 |  1 |",
        "1+a 2- 3+a                           | 30 | REOPENED      |  3 |  3 |",
        "1+a 2- 3+a 4-                        | 30 | AUTO_CLEARED  |  4 |  3 |",
        // Every answer.
        "1+a 2:CONFIRMED@a                    | 30 | CONFIRMED     |  2 |  1 | CONFIRMED",
        "1+a 2:DATA_CORRECTED@a               | 30 | NOT_CONFIRMED |  2 |  1 | DATA_CORRECTED",
        "1+a 2:SOURCE_WRONG@a                 | 30 | NOT_CONFIRMED |  2 |  1 | SOURCE_WRONG",
        "1+a 2:EXEMPT@a>9                     |  9 | EXEMPTED      |  2 |  1 | EXEMPT",
        "1+a 2:UNVERIFIABLE@a                 | 30 | VERIFYING     |  2 |  1 | UNVERIFIABLE",
        // A later answer outranks, on one day the later import; the day before knows neither.
        "1+a 2:UNVERIFIABLE@a 3:CONFIRMED@a   | 30 | CONFIRMED     |  3 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED@a 2:SOURCE_WRONG@a   | 30 | NOT_CONFIRMED |  2 |  1 | SOURCE_WRONG",
        "1+a 2:SOURCE_WRONG@a 3:DATA_CORRECTED@a | 30 | NOT_CONFIRMED | 2 | 1 | DATA_CORRECTED",
        "1+a 2:CONFIRMED@a                    |  1 | NEW           |  1 |  1 |",
        // Judged untrue: the same evidence changes nothing, another opens it again.
        "1+a 2:SOURCE_WRONG@a 3+a             | 30 | NOT_CONFIRMED |  2 |  1 | SOURCE_WRONG",
        "1+a 2:SOURCE_WRONG@a 3+b             | 30 | REOPENED      |  3 |  3 |",
        "1+a 2:SOURCE_WRONG@a 3- 4+a          | 30 | REOPENED      |  4 |  4 |",
        // An answer about evidence that changed on the same day, before or after the run.
        "1+a 2+b 2:SOURCE_WRONG@a             | 30 | REOPENED      |  2 |  2 |",
        "1+a 2+b 2:SOURCE_WRONG@b             | 30 | NOT_CONFIRMED |  2 |  1 | SOURCE_WRONG",
        // What is true stays true with other evidence, until it is found no more.
        "1+a 2:CONFIRMED@a 3+b                | 30 | CONFIRMED     |  2 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED@a 3-                 | 30 | AUTO_CLEARED  |  3 |  1 | CONFIRMED",
        "1+a 2:UNVERIFIABLE@a 3-              | 30 | AUTO_CLEARED  |  3 |  1 | UNVERIFIABLE",
        "1+a 2:SOURCE_WRONG@a 3-              | 30 | AUTO_CLEARED  |  3 |  1 | SOURCE_WRONG",
        "1+a 2:CONFIRMED@a 3- 4+a             | 30 | REOPENED      |  4 |  4 |",
        // Exemptions: whatever the evidence, up to their last day, also for one that comes and
        // goes.
        "1+a 2:EXEMPT@a>9 3+b                 |  9 | EXEMPTED      |  2 |  1 | EXEMPT",
        "1+a 2:EXEMPT@a>9                     | 10 | REOPENED      | 10 | 10 |",
        "1+a 2:EXEMPT@a>9 3- 4+a              |  9 | EXEMPTED      |  4 |  1 | EXEMPT",
        "1+a 2:EXEMPT@a>9 3-                  | 30 | AUTO_CLEARED  |  3 |  1 | EXEMPT",
        "1+a 2:EXEMPT@a>9 3- 10+a             | 30 | REOPENED      | 10 | 10 |",
        "1+a 2:EXEMPT@a>9 11:EXEMPT@a>20      | 20 | EXEMPTED      | 11 | 10 | EXEMPT",
        "1+a 2:EXEMPT@a>9 5:EXEMPT@a>20       | 15 | EXEMPTED      |  2 |  1 | EXEMPT",
        "1+a 2:EXEMPT@a>9 5:CONFIRMED@a       | 30 | CONFIRMED     |  5 |  1 | CONFIRMED",
        // An answer to a case that was cleared is kept and opens nothing.
        "1+a 2- 3:CONFIRMED@a                 | 30 | AUTO_CLEARED  |  2 |  1 | CONFIRMED",
        "1+a 2- 3:EXEMPT@a>9 4+a              |  9 | EXEMPTED      |  4 |  1 | EXEMPT",
        // Steps, each where the state allows it.
        "1+a 2:/ASSIGNED@a                    | 30 | ASSIGNED      |  2 |  1 |",
        "1+a 2:/ASSIGNED@a 3+b                | 30 | ASSIGNED      |  2 |  1 |",
        "1+a 2:/ASSIGNED@a 3:CONFIRMED@a      | 30 | CONFIRMED     |  3 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED/ASSIGNED@a 3:/RECTIFYING@a | 30 | RECTIFYING | 3 | 1 | CONFIRMED",
        "1+a 2:CONFIRMED/RECTIFYING@a 3+b     | 30 | RECTIFYING    |  2 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED@a 3:/RECTIFIED@a     | 30 | RECTIFIED     |  3 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED/RECTIFIED@a 3:/RECTIFYING@a | 30 | RECTIFYING | 3 | 1 | CONFIRMED",
        "1+a 2:CONFIRMED/RECTIFIED@a 3:/CLOSED@a | 30 | CLOSED     |  3 |  1 | CONFIRMED",
        "1+a 2:DATA_CORRECTED/CLOSED@a        | 30 | CLOSED        |  2 |  1 | DATA_CORRECTED",
        "1+a 2:EXEMPT/CLOSED@a>9              | 30 | CLOSED        |  2 |  1 | EXEMPT",
        // Where it does not, the step changes nothing.
        "1+a 2:/RECTIFYING@a                  | 30 | NEW           |  1 |  1 |",
        "1+a 2:UNVERIFIABLE/RECTIFIED@a       | 30 | VERIFYING     |  2 |  1 | UNVERIFIABLE",
        "1+a 2:SOURCE_WRONG/ASSIGNED@a        | 30 | NOT_CONFIRMED |  2 |  1 | SOURCE_WRONG",
        "1+a 2:CONFIRMED/CLOSED@a             | 30 | CONFIRMED     |  2 |  1 | CONFIRMED",
        "1+a 2:EXEMPT@a>9 10:/CLOSED@a        | 30 | REOPENED      | 10 | 10 |",
        "1+a 2- 3:CONFIRMED/RECTIFIED@a       | 30 | AUTO_CLEARED  |  2 |  1 | CONFIRMED",
        "1+a 2:SOURCE_WRONG/CLOSED@a 3:/ASSIGNED@a | 30 | CLOSED   |  2 |  1 | SOURCE_WRONG",
        "2+a 1:/ASSIGNED@a                    | 30 | NEW           |  2 |  2 |",
        // Put right: other evidence opens it again, a run that finds it no more clears it.
        "1+a 2:CONFIRMED/RECTIFIED@a 3+a      | 30 | RECTIFIED     |  2 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED/RECTIFIED@a 3+b      | 30 | REOPENED      |  3 |  3 |",
        "1+a 2:CONFIRMED@a 3+b 4:/RECTIFIED@b | 30 | RECTIFIED     |  4 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED@a 3+b 4:/RECTIFIED@a | 30 | REOPENED      |  4 |  4 |",
        "1+a 2:CONFIRMED/RECTIFIED@a 3-       | 30 | AUTO_CLEARED  |  3 |  1 | CONFIRMED",
        "1+a 2:CONFIRMED/RECTIFIED@a 3- 4+a   | 30 | REOPENED      |  4 |  4 |",
        "1+a 2:/ASSIGNED@a 3-                 | 30 | AUTO_CLEARED  |  3 |  1 |",
        // Closed: only other evidence opens it, or its return, or a new answer.
        "1+a 2:SOURCE_WRONG/CLOSED@a 3+a      | 30 | CLOSED        |  2 |  1 | SOURCE_WRONG",
        "1+a 2:SOURCE_WRONG/CLOSED@a 3+b      | 30 | REOPENED      |  3 |  3 |",
        "1+a 2:SOURCE_WRONG/CLOSED@a 3-       | 30 | CLOSED        |  2 |  1 | SOURCE_WRONG",
        "1+a 2:SOURCE_WRONG/CLOSED@a 3- 4+a   | 30 | REOPENED      |  4 |  4 |",
        "1+a 2:EXEMPT/CLOSED@a>9 3- 4+a       |  9 | EXEMPTED      |  4 |  1 | EXEMPT",
        "1+a 2:SOURCE_WRONG/CLOSED@a 3:CONFIRMED@a | 30 | CONFIRMED |  3 |  1 | CONFIRMED",
        "1+a 2:SOURCE_WRONG/CLOSED@a 3- 4:CONFIRMED@a | 30 | CLOSED |  2 |  1 | CONFIRMED",
        // An answer older than the case decides nothing.
        "2+a 1:CONFIRMED@a                    | 30 | NEW           |  2 |  2 |",
      })
  void aStateFollowsFromWhatWasSeenAndDecided(
      String happened, int day, CaseState state, int since, int opened, Verdict verdict) {
    CaseLife life = tell(happened, day);

    assertThat(life.state()).isEqualTo(state);
    assertThat(life.since()).isEqualTo(START.plusDays(since));
    assertThat(life.opened()).isEqualTo(START.plusDays(opened));
    assertThat(life.verdict()).isEqualTo(Optional.ofNullable(verdict));
  }

  @Test
  void theHistoryTellsEveryChangeAndWhatBroughtItAbout() {
    CaseLife life =
        tell(
            "1+a 2:UNVERIFIABLE@a 3:SOURCE_WRONG@a 4+b 5:EXEMPT@b>9 12- 15+b"
                + " 16:CONFIRMED/ASSIGNED@b 18:/RECTIFYING@b 20:/RECTIFIED@b 22:/CLOSED@b 24+c",
            30);

    assertThat(life.history().stream().map(CaseLifeTest::text).collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            1 - NEW FOUND
            2 NEW VERIFYING ANSWERED 1
            3 VERIFYING NOT_CONFIRMED ANSWERED 2
            4 NOT_CONFIRMED REOPENED EVIDENCE_CHANGED
            5 REOPENED EXEMPTED ANSWERED 3
            10 EXEMPTED REOPENED EXEMPTION_ENDED
            12 REOPENED AUTO_CLEARED NOT_FOUND
            15 AUTO_CLEARED REOPENED FOUND_AGAIN
            16 REOPENED CONFIRMED ANSWERED 4
            16 CONFIRMED ASSIGNED STEP_TAKEN 4
            18 ASSIGNED RECTIFYING STEP_TAKEN 5
            20 RECTIFYING RECTIFIED STEP_TAKEN 6
            22 RECTIFIED CLOSED STEP_TAKEN 7
            24 CLOSED REOPENED EVIDENCE_CHANGED""");
  }

  @Test
  void theOrderInWhichItIsHeardChangesNothing() {
    Told told =
        parse(
            "1+a 2:UNVERIFIABLE@a 2:SOURCE_WRONG@a 4+b 5:EXEMPT@b>9 12- 15+b"
                + " 16:CONFIRMED/RECTIFIED@b 16:/CLOSED@b 20- 22+b");
    List<CaseLife.Event> history =
        CaseLife.of(told.sightings(), told.decisions(), START.plusDays(30)).history();
    List<CaseLife.Decision> backwards = new ArrayList<>(told.decisions());
    java.util.Collections.reverse(backwards);

    assertThat(CaseLife.of(told.sightings(), backwards, START.plusDays(30)).history())
        .isEqualTo(history);
    // What is told up to a day is the beginning of what is told up to a later one.
    for (int day = 1; day <= 30; day++) {
      List<CaseLife.Event> sofar =
          CaseLife.of(
                  told.sightings().stream().filter(seenBy(day)).toList(),
                  told.decisions(),
                  START.plusDays(day))
              .history();
      assertThat(history).as("day %d", day).startsWith(sofar.toArray(CaseLife.Event[]::new));
    }
  }

  private static java.util.function.Predicate<CaseLife.Sighting> seenBy(int day) {
    return sighting -> !sighting.on().isAfter(START.plusDays(day));
  }

  private static CaseLife tell(String happened, int day) {
    Told told = parse(happened);
    return CaseLife.of(told.sightings(), told.decisions(), START.plusDays(day));
  }

  private static Told parse(String happened) {
    List<CaseLife.Sighting> sightings = new ArrayList<>();
    List<CaseLife.Decision> decisions = new ArrayList<>();
    for (String event : Arrays.asList(happened.strip().split(" +"))) {
      String[] parts = event.split("(?<=\\d)(?=[+:-])", 2);
      LocalDate on = START.plusDays(Integer.parseInt(parts[0]));
      String what = parts[1].substring(1);
      switch (parts[1].charAt(0)) {
        case '+' -> sightings.add(new CaseLife.Sighting(on, true, what));
        case '-' -> sightings.add(new CaseLife.Sighting(on, false, "a"));
        default -> {
          String[] said = what.split("[@>]");
          String[] decided = said[0].split("/");
          Optional<CaseLife.Exemption> exemption =
              Arrays.stream(said)
                  .skip(2)
                  .findFirst()
                  .map(day -> new CaseLife.Exemption("R", START.plusDays(Integer.parseInt(day))));
          decisions.add(
              new CaseLife.Decision(
                  on,
                  decisions.size() + 1,
                  said[1],
                  Optional.of(decided[0])
                      .filter(verdict -> !verdict.isEmpty())
                      .map(verdict -> new CaseLife.Answer(Verdict.valueOf(verdict), exemption)),
                  Arrays.stream(decided)
                      .skip(1)
                      .findFirst()
                      .map(CaseStep::valueOf)
                      .map(step -> new CaseLife.Progress(step, Optional.of("U")))));
        }
      }
    }
    return new Told(sightings, decisions);
  }

  private static String text(CaseLife.Event event) {
    return "%d %s %s %s%s"
        .formatted(
            event.on().getDayOfMonth(),
            event.from().map(CaseState::name).orElse("-"),
            event.to(),
            event.cause(),
            event.decision().map(decision -> " " + decision.number()).orElse(""));
  }
}
