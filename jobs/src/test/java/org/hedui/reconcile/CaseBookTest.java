package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.SparkSessions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five business dates of a lake: findings appear, vanish, return, are exempted and answered. The
 * answers come in between the dates, as they do.
 */
@ExtendWith(SparkTest.class)
class CaseBookTest {
  private static final TableName CASE = TableName.of("silver.case");
  private static final TableName DECISION = TableName.of("silver.case_decision");

  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.of(2023, 9, 30),
          LocalDate.of(2023, 10, 31),
          LocalDate.of(2023, 11, 30),
          LocalDate.of(2023, 12, 31),
          LocalDate.of(2024, 1, 31));

  /** What each date finds: a case and its evidence. */
  private static final List<List<String>> FOUND =
      List.of(
          found("stays=1 goes=1 returns=1 true=1 exempt=1 wrong=1 doubt=1 mended=1 over=1"),
          found("stays=1 true=1 exempt=1 wrong=1 doubt=1 mended=1 over=1"),
          found("stays=2 returns=1 true=2 exempt=2 wrong=1 doubt=2 mended=1 over=1"),
          found("stays=2 returns=1 exempt=2 wrong=1 doubt=2 late=1 mended=1"),
          found("stays=2 exempt=2 wrong=1 doubt=2 late=1 mended=2"));

  /** case, verdict, day, evidence in view, last day of an exemption, step, unit. */
  private static final List<List<String>> ANSWERS =
      List.of(
          List.of("true", "CONFIRMED", "2023-10-10", "1"),
          List.of("exempt", "EXEMPT", "2023-10-11", "1", "2023-12-15"),
          List.of("wrong", "SOURCE_WRONG", "2023-10-31", "1"),
          List.of("doubt", "DATA_CORRECTED", "2023-11-02", "1"),
          List.of("doubt", "UNVERIFIABLE", "2023-12-05", "2"),
          List.of("returns", "CONFIRMED", "2023-12-06", "1"),
          List.of("mended", "CONFIRMED", "2023-10-12", "1", "", "ASSIGNED", "镇中心校"),
          List.of("mended", "", "2023-11-15", "1", "", "RECTIFIED"),
          List.of("over", "DATA_CORRECTED", "2023-10-13", "1", "", "CLOSED"));

  /**
   * State, the day it began, the day it is due (a HIGH rule: 15 days after it was opened), and how
   * often it was found, of each case on each date.
   */
  private static final String STATES =
      """
      2023-09-30 doubt   NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 exempt  NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 goes    NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 mended  NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 over    NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 returns NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 stays   NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 true    NEW           2023-09-30 due 2023-10-15 open    x1
      2023-09-30 wrong   NEW           2023-09-30 due 2023-10-15 open    x1
      2023-10-31 doubt   NEW           2023-09-30 due 2023-10-15 overdue x2
      2023-10-31 exempt  EXEMPTED      2023-10-11 due 2023-10-15 closed  x2
      2023-10-31 goes    AUTO_CLEARED  2023-10-31 due 2023-10-15 closed  x1
      2023-10-31 mended  ASSIGNED      2023-10-12 due 2023-10-15 overdue x2
      2023-10-31 over    CLOSED        2023-10-13 due 2023-10-15 closed  x2
      2023-10-31 returns AUTO_CLEARED  2023-10-31 due 2023-10-15 closed  x1
      2023-10-31 stays   NEW           2023-09-30 due 2023-10-15 overdue x2
      2023-10-31 true    CONFIRMED     2023-10-10 due 2023-10-15 overdue x2
      2023-10-31 wrong   NOT_CONFIRMED 2023-10-31 due 2023-10-15 closed  x2
      2023-11-30 doubt   REOPENED      2023-11-30 due 2023-12-15 open    x3
      2023-11-30 exempt  EXEMPTED      2023-10-11 due 2023-10-15 closed  x3
      2023-11-30 goes    AUTO_CLEARED  2023-10-31 due 2023-10-15 closed  x1
      2023-11-30 mended  RECTIFIED     2023-11-15 due 2023-10-15 closed  x3
      2023-11-30 over    CLOSED        2023-10-13 due 2023-10-15 closed  x3
      2023-11-30 returns REOPENED      2023-11-30 due 2023-12-15 open    x2
      2023-11-30 stays   NEW           2023-09-30 due 2023-10-15 overdue x3
      2023-11-30 true    CONFIRMED     2023-10-10 due 2023-10-15 overdue x3
      2023-11-30 wrong   NOT_CONFIRMED 2023-10-31 due 2023-10-15 closed  x3
      2023-12-31 doubt   VERIFYING     2023-12-05 due 2023-12-15 overdue x4
      2023-12-31 exempt  REOPENED      2023-12-16 due 2023-12-31 open    x4
      2023-12-31 goes    AUTO_CLEARED  2023-10-31 due 2023-10-15 closed  x1
      2023-12-31 late    NEW           2023-12-31 due 2024-01-15 open    x1
      2023-12-31 mended  RECTIFIED     2023-11-15 due 2023-10-15 closed  x4
      2023-12-31 over    CLOSED        2023-10-13 due 2023-10-15 closed  x3
      2023-12-31 returns CONFIRMED     2023-12-06 due 2023-12-15 overdue x3
      2023-12-31 stays   NEW           2023-09-30 due 2023-10-15 overdue x4
      2023-12-31 true    AUTO_CLEARED  2023-12-31 due 2023-10-15 closed  x3
      2023-12-31 wrong   NOT_CONFIRMED 2023-10-31 due 2023-10-15 closed  x4
      2024-01-31 doubt   VERIFYING     2023-12-05 due 2023-12-15 overdue x5
      2024-01-31 exempt  REOPENED      2023-12-16 due 2023-12-31 overdue x5
      2024-01-31 goes    AUTO_CLEARED  2023-10-31 due 2023-10-15 closed  x1
      2024-01-31 late    NEW           2023-12-31 due 2024-01-15 overdue x2
      2024-01-31 mended  REOPENED      2024-01-31 due 2024-02-15 open    x5
      2024-01-31 over    CLOSED        2023-10-13 due 2023-10-15 closed  x3
      2024-01-31 returns AUTO_CLEARED  2024-01-31 due 2023-12-15 closed  x3
      2024-01-31 stays   NEW           2023-09-30 due 2023-10-15 overdue x5
      2024-01-31 true    AUTO_CLEARED  2023-12-31 due 2023-10-15 closed  x3
      2024-01-31 wrong   NOT_CONFIRMED 2023-10-31 due 2023-10-15 closed  x5
      """;

  private static final String HISTORIES =
      """
      doubt 1 2023-09-30 - NEW FOUND
      doubt 2 2023-11-02 NEW NOT_CONFIRMED ANSWERED DATA_CORRECTED 4
      doubt 3 2023-11-30 NOT_CONFIRMED REOPENED EVIDENCE_CHANGED
      doubt 4 2023-12-05 REOPENED VERIFYING ANSWERED UNVERIFIABLE 5
      exempt 1 2023-09-30 - NEW FOUND
      exempt 2 2023-10-11 NEW EXEMPTED ANSWERED EXEMPT 2
      exempt 3 2023-12-16 EXEMPTED REOPENED EXEMPTION_ENDED
      goes 1 2023-09-30 - NEW FOUND
      goes 2 2023-10-31 NEW AUTO_CLEARED NOT_FOUND
      late 1 2023-12-31 - NEW FOUND
      mended 1 2023-09-30 - NEW FOUND
      mended 2 2023-10-12 NEW CONFIRMED ANSWERED CONFIRMED 7
      mended 3 2023-10-12 CONFIRMED ASSIGNED STEP_TAKEN 7 镇中心校
      mended 4 2023-11-15 ASSIGNED RECTIFIED STEP_TAKEN 8
      mended 5 2024-01-31 RECTIFIED REOPENED EVIDENCE_CHANGED
      over 1 2023-09-30 - NEW FOUND
      over 2 2023-10-13 NEW NOT_CONFIRMED ANSWERED DATA_CORRECTED 9
      over 3 2023-10-13 NOT_CONFIRMED CLOSED STEP_TAKEN 9
      returns 1 2023-09-30 - NEW FOUND
      returns 2 2023-10-31 NEW AUTO_CLEARED NOT_FOUND
      returns 3 2023-11-30 AUTO_CLEARED REOPENED FOUND_AGAIN
      returns 4 2023-12-06 REOPENED CONFIRMED ANSWERED CONFIRMED 6
      returns 5 2024-01-31 CONFIRMED AUTO_CLEARED NOT_FOUND
      stays 1 2023-09-30 - NEW FOUND
      true 1 2023-09-30 - NEW FOUND
      true 2 2023-10-10 NEW CONFIRMED ANSWERED CONFIRMED 1
      true 3 2023-12-31 CONFIRMED AUTO_CLEARED NOT_FOUND
      wrong 1 2023-09-30 - NEW FOUND
      wrong 2 2023-10-31 NEW NOT_CONFIRMED ANSWERED SOURCE_WRONG 3
      """;

  @TempDir private static Path folder;
  private static SparkSession session;
  private static Lake lake;
  private static List<String> inOrder;

  @BeforeAll
  static void runFiveDates() {
    // Interpreted, as a run of so few rows is.
    session = SparkTest.session().newSession();
    SparkSessions.fit(session, folder.toString());
    lake = lake("in-order");
    for (LocalDate date : DATES) {
      answer(lake, date);
      run(lake, date);
    }
    inOrder = everything(lake);
  }

  private static List<String> found(String cases) {
    return List.of(cases.split(" "));
  }

  private static Lake lake(String name) {
    return new Lake(session, folder.resolve(name).toString(), Fixtures.schemas());
  }

  private static void run(Lake lake, LocalDate date) {
    TestCases.run(
        lake,
        date,
        FOUND.get(DATES.indexOf(date)).stream()
            .map(found -> found.split("=", 2))
            .map(
                found ->
                    TestCases.finding(
                        found[0],
                        "SUB-01",
                        Map.of("evidence", "map('amount', '%s')".formatted(found[1]))))
            .toList());
  }

  /** Writes all answers of days up to {@code date}, with the hash of the evidence in view. */
  private static void answer(Lake lake, LocalDate date) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> answer : ANSWERS) {
      if (LocalDate.parse(answer.get(2)).isAfter(date)) {
        continue;
      }
      Map<String, String> row = new TreeMap<>();
      row.put("exception_id", "'" + answer.get(0) + "'");
      row.put("decision_no", String.valueOf(ANSWERS.indexOf(answer) + 1));
      row.put("verdict", literal(answer, 1));
      row.put("decided_by", "'王老师'");
      row.put("decided_on", "DATE'" + answer.get(2) + "'");
      row.put("case_version", "'v'");
      row.put("evidence_hash", "'" + hash(answer.get(3)) + "'");
      row.put("export_id", "'e'");
      row.put("file_hash", "'f'");
      row.put("step", literal(answer, 5));
      row.put("assigned_to", literal(answer, 6));
      if (!literal(answer, 4).equals("NULL")) {
        row.put("exemption_reason", "'TRANSFERRED'");
        row.put("document_no", "'28号'");
        row.put("approver", "'李局长'");
        row.put("valid_until", "DATE'" + answer.get(4) + "'");
      }
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      lake.replace(
          lake.definition(DECISION), Fixtures.rows(lake.definition(DECISION).schema(), rows));
    }
  }

  private static String literal(List<String> answer, int place) {
    return place < answer.size() && !answer.get(place).isEmpty()
        ? "'" + answer.get(place) + "'"
        : "NULL";
  }

  /** The hash of some evidence, as cases have it. */
  private static String hash(String amount) {
    return SparkTest.session()
        .sql(
            "SELECT substring(sha2(concat_ws('|', 1, to_json(sort_array(map_entries(map('amount',"
                + " '%s'))))), 256), 1, 32)".formatted(amount))
        .head()
        .getString(0);
  }

  @Test
  void theStatesOfEveryDateAreAsTheTableSays() {
    String states =
        texts(
                lake,
                "concat(business_date, ' ', rpad(exception_id, 7, ' '), ' ', rpad(state, 13, ' '),"
                    + " ' ', state_since, ' due ', due_date, ' ', if(overdue, 'overdue', if(open,"
                    + " 'open   ', 'closed ')), ' x', seen_count)")
            .stream()
            .map(line -> line + "\n")
            .collect(Collectors.joining());

    assertThat(states).isEqualTo(STATES);
  }

  @Test
  void theHistoriesOfTheLastDateTellEverything() {
    String histories =
        lake
            .read(CASE, DATES.get(4))
            .selectExpr("exception_id", "explode(history) AS e")
            .selectExpr(
                "concat_ws(' ', exception_id, e.event_no, e.event_date, coalesce(e.from_state, '-'),"
                    + " e.to_state, e.cause, e.verdict, e.decision_no,"
                    + " e.assigned_to)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0) + "\n")
            .sorted()
            .collect(Collectors.joining());

    assertThat(histories).isEqualTo(HISTORIES);
  }

  @Test
  void anExemptionTellsWhyAndHowLongAndEndsWithItsDay() {
    assertThat(
            texts(
                lake,
                "if(exception_id = 'exempt', concat_ws(' ', business_date, verdict,"
                    + " exemption_reason, exempt_until, decision_no), NULL)"))
        .containsExactly(
            "2023-09-30",
            "2023-10-31 EXEMPT TRANSFERRED 2023-12-15 2",
            "2023-11-30 EXEMPT TRANSFERRED 2023-12-15 2",
            "2023-12-31",
            "2024-01-31");
  }

  @Test
  void aUnitHasACaseUntilItIsReopened() {
    assertThat(
            texts(
                lake,
                "if(exception_id = 'mended', concat_ws(' ', business_date, assigned_to), NULL)"))
        .containsExactly(
            "2023-09-30", "2023-10-31 镇中心校", "2023-11-30 镇中心校", "2023-12-31 镇中心校", "2024-01-31");
  }

  @Test
  void aVersionChangesWithEvidenceStateAndAnswerAndWithNothingElse() {
    Map<String, List<String>> versions =
        lake
            .read(CASE)
            .orderBy("business_date")
            .select("exception_id", "version")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getString(0),
                    Collectors.mapping(row -> row.getString(1), Collectors.toList())));

    // From date to date: the same letter is the same version.
    assertThat(pattern(versions.get("stays"))).isEqualTo("aabbb");
    assertThat(pattern(versions.get("wrong"))).isEqualTo("abbbb");
    assertThat(pattern(versions.get("returns"))).isEqualTo("abcde");
    assertThat(pattern(versions.get("goes"))).isEqualTo("abbbb");
    assertThat(pattern(versions.get("mended"))).isEqualTo("abccd");
    assertThat(versions.values().stream().flatMap(List::stream).distinct().count())
        .isEqualTo(
            versions.values().stream().mapToLong(list -> list.stream().distinct().count()).sum());
  }

  private static String pattern(List<String> versions) {
    List<String> known = versions.stream().distinct().toList();
    return versions.stream()
        .map(version -> String.valueOf((char) ('a' + known.indexOf(version))))
        .collect(Collectors.joining());
  }

  @Test
  void runningAnyDateAgainInAnyOrderChangesNothing() {
    for (int date : new int[] {4, 0, 2, 1, 3}) {
      // The same findings, published already.
      new CaseBook(lake).carryOn(DATES.get(date));
      assertThat(everything(lake)).as("after date %d", date).isEqualTo(inOrder);
    }
  }

  @Test
  @Tag("slow") // Sixteen runs.
  void datesThatWereFirstRunBackwardsComeRightInOrderAndStayRight() {
    Lake backwards = lake("backwards");
    answer(backwards, DATES.get(4));
    for (int date : new int[] {4, 3, 2, 1, 0, 0, 1, 2, 3, 4}) {
      run(backwards, DATES.get(date));
    }
    assertThat(everything(backwards)).isEqualTo(inOrder);
    for (int date : new int[] {2, 0, 4, 1, 3, 0}) {
      run(backwards, DATES.get(date));
      assertThat(everything(backwards)).as("after date %d", date).isEqualTo(inOrder);
    }
  }

  @Test
  void answersThatComeLateAreToldAsIfTheyHadBeenThere() {
    Lake late = lake("late");
    run(late, DATES.get(0));
    run(late, DATES.get(1));
    assertThat(of(late, DATES.get(1))).isNotEqualTo(of(lake, DATES.get(1)));
    answer(late, DATES.get(1));

    // Who answers sees them before any run does.
    assertThat(
            new CaseBook(late)
                .now(DATES.get(0))
                .selectExpr("concat_ws(' ', exception_id, state)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .contains("true CONFIRMED", "exempt EXEMPTED", "wrong NOT_CONFIRMED", "stays NEW");
    // The last date knows them all, though the one before it is not run again.
    new CaseBook(late).carryOn(DATES.get(1));
    assertThat(everything(late))
        .isEqualTo(
            inOrder.stream()
                .filter(row -> DATES.subList(0, 2).stream().anyMatch(date -> isOf(row, date)))
                .toList());
  }

  private static boolean isOf(String row, LocalDate date) {
    return row.contains("\"business_date\":\"" + date + "\"");
  }

  @Test
  void aDateThatWasNotPublishedIsNotContinued() {
    Lake unpublished = lake("unpublished");
    run(unpublished, DATES.get(0));
    TableName finding = TableName.of("silver.finding");
    unpublished.replace(finding, unpublished.empty(finding).drop("business_date"), DATES.get(1));
    new CaseBook(unpublished).carryOn(DATES.get(1));
    run(unpublished, DATES.get(2));

    // Nothing was found on the second date, but nobody was told so.
    assertThat(
            unpublished
                .read(CASE, DATES.get(2))
                .where("exception_id IN ('goes', 'true')")
                .orderBy("exception_id")
                .selectExpr("concat_ws(' ', exception_id, state, state_since, seen_count)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("goes AUTO_CLEARED 2023-11-30 1", "true NEW 2023-09-30 2");
  }

  @Test
  void exemptCasesAreCounted() {
    assertThat(new CaseBook(lake).exempted(DATES.get(1)).collectAsList())
        .extracting(Row::toString)
        .containsExactly("[SUB-01,1]");
    assertThat(new CaseBook(lake).exempted(DATES.get(3)).isEmpty()).isTrue();
  }

  private static List<String> texts(Lake lake, String expression) {
    return lake
        .read(CASE)
        .selectExpr(expression + " AS text")
        .where("text IS NOT NULL")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> everything(Lake lake) {
    return lake.read(CASE).selectExpr("to_json(struct(*)) AS row").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> of(Lake lake, LocalDate date) {
    return lake.read(CASE, date).selectExpr("to_json(struct(*)) AS row").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
