package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Rule;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the views and rules make of earlier deliveries, over rows written inline. */
@ExtendWith(SparkTest.class)
class EarlierDeliveriesTest {
  private static final String HOME = "529921100200";
  private static final String ABSENT_TOWN = "529921101200";

  @TempDir private Path lake;
  private RunContext context;
  private RunViews views;

  @BeforeEach
  void openTablesOfAnEmptyLake() {
    context = Fixtures.context(lake);
    views = new RunViews(context);
  }

  /** Puts rows, of SQL literals by column, in the place of a table. */
  private void table(String name, List<Map<String, String>> rows) {
    Dataset<Row> none = views.sql("SELECT * FROM " + name);
    Fixtures.rows(none.schema(), rows).createOrReplaceTempView(name);
  }

  /** A row from {@code column=literal} texts. */
  private static Map<String, String> row(String... values) {
    Map<String, String> row = new LinkedHashMap<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      row.put(value.substring(0, equals), value.substring(equals + 1));
    }
    return row;
  }

  private static Map<String, String> with(Map<String, String> row, String... values) {
    Map<String, String> changed = new LinkedHashMap<>(row);
    changed.putAll(row(values));
    return changed;
  }

  private static Map<String, String> file(String registry, String date, String state) {
    String name = "'%s/%s/%s'".formatted(registry, date, state);
    return row(
        "registry='" + registry + "'",
        "delivery_date=DATE'" + date + "'",
        "source_file=" + name,
        "sha256=" + name,
        "state='" + state + "'",
        "rows_in=1",
        "earlier=" + !date.equals("2023-11-30"));
  }

  private static Map<String, String> household(
      String no, String date, String type, String... values) {
    return with(
        row(
            "household_id='" + no + "'",
            "household_no='" + no + "'",
            "delivery_date=DATE'" + date + "'",
            "household_type=" + type,
            "poverty_status='UNEXITED'",
            "monitor_class=''",
            "division_code='" + HOME + "'",
            members(no + "1"),
            "record_id='r'",
            "source_file='f'",
            "source_row=2"),
        values);
  }

  private static String members(String... numbers) {
    List<String> members = new ArrayList<>();
    for (String number : numbers) {
      members.add(
          "struct(%s AS person_no, '%s' AS id18, %s AS birth_date)"
              .formatted(
                  number.isEmpty() ? "NULL" : "'" + number + "'",
                  number,
                  number.startsWith("baby") ? "DATE'2023-10-05'" : "DATE'1980-01-01'"));
    }
    return "members=array(" + String.join(", ", members) + ")";
  }

  private void threeDeliveries() {
    String monitored = "monitor_class='MARGINAL'";
    List<Map<String, String>> rows = new ArrayList<>();
    for (String date : List.of("2023-09-30", "2023-10-31", "2023-11-30")) {
      final boolean newest = date.equals("2023-11-30");
      rows.add(household("stays", date, "'EXITED'"));
      rows.add(household("slips", date, newest ? "NULL" : "'EXITED'"));
      rows.add(
          household(
              "exits", date, "'EXITED'", newest ? "poverty_status='EXITED'" : "exit_year=NULL"));
      rows.add(household("watched", date, "'EXITED'", newest ? monitored : "exit_year=NULL"));
      rows.add(household("cleared", date, "'MONITORED'", monitored, "risk_cleared=" + newest));
      rows.add(household("cleared_late", date, "'MONITORED'", monitored, "risk_cleared=" + newest));
      rows.add(
          household(
              "unsaid",
              date,
              "'MONITORED'",
              monitored,
              newest ? "risk_cleared=true" : "risk_cleared=NULL"));
      rows.add(household("ordinary", date, newest ? "'MONITORED'" : "'ORDINARY'"));
      rows.add(
          household(
              "grows",
              date,
              "'EXITED'",
              newest ? members("head", "baby", "wife") : members("head", "old")));
      rows.add(
          household("unnumbered", date, "'EXITED'", newest ? members("u1", "") : members("u1")));
      if (newest) {
        rows.add(household("new", date, "'MONITORED'"));
        rows.add(household("new_ordinary", date, "'ORDINARY'"));
      } else {
        rows.add(household("gone", date, "'MONITORED'"));
        rows.add(household("dead", date, "'EXITED'", members("dead1", "dead2")));
        rows.add(household("elsewhere", date, "'EXITED'", "division_code='" + ABSENT_TOWN + "'"));
      }
    }
    table("household_history", rows);
    table(
        "person",
        List.of(
            row("person_id='d1'", "id18='dead1'"),
            row("person_id='d2'", "id18='dead2'"),
            row("person_id='o'", "id18='old'"),
            row("person_id='g'", "id18='gone1'")));
    table(
        "person_class",
        List.of(
            row("person_id='d1'", "dead=true"),
            row("person_id='d2'", "dead=true"),
            row("person_id='o'", "dead=true"),
            row("person_id='g'", "dead=false")));
    table(
        "status_change",
        List.of(
            approval("new", "ADDED", "2023-11-15", "'1'"),
            approval("watched", "IDENTIFIED", "2023-10-20", "'2'"),
            // No number: nobody approved it.
            approval("gone", "REMOVED", "2023-11-10", "NULL"),
            // Of another change, long ago.
            approval("exits", "EXITED", "2019-12-01", "'3'"),
            approval("cleared", "CLEARED", "2023-11-01", "'4'"),
            // After the business date.
            approval("cleared_late", "CLEARED", "2023-12-01", "'5'")));
  }

  private static Map<String, String> approval(
      String no, String event, String date, String approval) {
    return row(
        "household_no='" + no + "'",
        "event='" + event + "'",
        "change_date=DATE'" + date + "'",
        "approval_no=" + approval);
  }

  private List<String> changes() {
    return texts(
        views.select("gold/household_change"),
        "household_id, kind, from_date, if(before = '', '-', before), if(after = '', '-', after),"
            + " coalesce(members, '-'), coalesce(natural, '-'), coalesce(string(approved), '?')");
  }

  private static List<String> texts(Dataset<Row> rows, String columns) {
    return rows.selectExpr("concat_ws(' ', " + columns + ")").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void successiveDeliveriesTellWhoCameWhoWentAndWhatChanged() {
    table(
        "feed",
        List.of(
            file("poverty_register", "2023-09-30", "LOADED"),
            file("poverty_register", "2023-10-31", "LOADED"),
            file("poverty_register", "2023-11-30", "LOADED"),
            file("status_change", "2023-11-30", "LOADED")));
    threeDeliveries();

    assertThat(changes())
        .containsExactlyInAnyOrder(
            "new ENTERED 2023-10-31 - MONITORED 1 - true",
            "ordinary ENTERED 2023-10-31 ORDINARY MONITORED 1 - false",
            "gone LEFT 2023-10-31 MONITORED - 1 0 false",
            // Who has died out needs no decision; whose township is missing has not left.
            "dead LEFT 2023-10-31 EXITED - 2 2 ?",
            "exits STATUS_CHANGED 2023-10-31 UNEXITED EXITED - - false",
            "watched MONITOR_CHANGED 2023-10-31 - MARGINAL - - true",
            "cleared MONITOR_CHANGED 2023-10-31 MARGINAL MARGINAL CLEARED - - true",
            "cleared_late MONITOR_CHANGED 2023-10-31 MARGINAL MARGINAL CLEARED - - false",
            "grows GREW 2023-10-31 2 3 2 1 ?",
            "grows SHRANK 2023-10-31 2 3 1 1 ?");

    assertThat(failed("EXT-05", "status", "household_id, event, from_date"))
        .containsExactlyInAnyOrder(
            "ordinary ADDED 2023-10-31",
            "gone REMOVED 2023-10-31",
            "exits EXITED 2023-10-31",
            "cleared_late CLEARED 2023-10-31");

    assertThat(
            texts(
                views
                    .select("gold/household_status")
                    .where("household_id IN ('stays', 'slips', 'exits', 'gone', 'new')"),
                "household_id, valid_from, coalesce(valid_to, '-'), coalesce(household_type, '?'),"
                    + " poverty_status"))
        .containsExactlyInAnyOrder(
            "stays 2023-09-30 - EXITED UNEXITED",
            "slips 2023-09-30 2023-11-29 EXITED UNEXITED",
            "slips 2023-11-30 - ? UNEXITED",
            "exits 2023-09-30 2023-11-29 EXITED UNEXITED",
            "exits 2023-11-30 - EXITED EXITED",
            "gone 2023-09-30 2023-11-29 MONITORED UNEXITED",
            "new 2023-11-30 - MONITORED UNEXITED");
  }

  @Test
  void aDeliveryThatWasRefusedInPartShowsNobodyGoneAndNoLedgerApprovesNothing() {
    table(
        "feed",
        List.of(
            file("poverty_register", "2023-09-30", "LOADED"),
            file("poverty_register", "2023-10-31", "LOADED"),
            file("poverty_register", "2023-11-30", "LOADED"),
            file("poverty_register", "2023-11-30", "REJECTED")));
    threeDeliveries();

    assertThat(changes())
        .noneMatch(change -> change.contains(" LEFT "))
        .contains("new ENTERED 2023-10-31 - MONITORED 1 - ?")
        .hasSize(8);
    assertThat(failed("EXT-05", "status", "household_id")).isEmpty();
  }

  /** The rows of a grain that a rule finds. */
  private List<String> failed(String code, String grain, String columns) {
    Rule rule = Fixtures.schemas().rules().get(code);
    views.select("grain/" + grain).createOrReplaceTempView("judged");
    return texts(
        SparkTest.session()
            .sql(GrainSql.outcomes("judged", List.of(rule)), RunViews.parameters(context))
            .where("`%s` = %d".formatted(code, GrainSql.FAILED)),
        columns);
  }

  @Test
  void aPupilWhoWasTransferredOutIsLookedForEvenIfHisRowIsGone() {
    table("feed", List.of(file("student_register", "2023-11-30", "LOADED")));
    table(
        "enrolment_history",
        List.of(
            pupil("lost", "2023-09-30", "'10'"),
            pupil("arrived", "2023-09-30", "'10'"),
            pupil("renumbered", "2023-09-30", "'10'"),
            pupil("dead", "2023-09-30", "'10'"),
            pupil("nameless", "2023-09-30", "'10'", "id18=NULL"),
            pupil("recent", "2023-09-30", "'01'"),
            pupil("recent", "2023-11-15", "'10'"),
            pupil("back", "2023-09-30", "'10'"),
            pupil("at_school", "2023-09-30", "'01'"),
            pupil("still", "2023-09-30", "'10'")));
    table(
        "student_register",
        List.of(
            pupil("back", "2023-11-30", "'01'", "id18=", "id_no_18='back'"),
            pupil("still", "2023-11-30", "'10'", "id18=", "id_no_18='still'"),
            // At another school, under the same school number but taken for another person.
            pupil("renumbered_new", "2023-11-30", "'01'", "id18=", "student_no='renumbered'")));
    table("identity_link", List.of(row("record_id='still2023-11-30'", "person_id='still'")));
    table(
        "person",
        List.of(
            row("person_id='arrived'", "id18='arrived'"),
            row("person_id='dead'", "id18='dead'"),
            row("person_id='still'", "id18='still'")));
    table(
        "person_class",
        List.of(
            row("person_id='arrived'", "enrolled=true", "dead=false"),
            row("person_id='dead'", "enrolled=false", "dead=true"),
            row("person_id='still'", "enrolled=false", "dead=false")));

    assertThat(failed("DRP-09", "transfer", "records[0].record_id, transfer_seen"))
        .containsExactlyInAnyOrder("lost2023-09-30 2023-09-30", "still2023-11-30 2023-09-30");
  }

  private static Map<String, String> pupil(
      String key, String date, String status, String... values) {
    Map<String, String> row =
        with(
            row(
                "record_id='" + key + date + "'",
                "record_key='" + key + "'",
                "student_no='" + key + "'",
                "id18='" + key + "'",
                "source_file='f'",
                "source_row=2",
                "delivery_date=DATE'" + date + "'",
                "status=" + status),
            values);
    row.values().removeIf(String::isEmpty);
    return row;
  }

  @Test
  void anOldFileSentAgainHasItsOldDate() {
    Map<String, String> old = file("student_register", "2023-09-30", "LOADED");
    Map<String, String> between = file("student_register", "2023-10-31", "LOADED");
    String newest = "delivery_date=DATE'2023-11-30'";
    table(
        "feed",
        List.of(
            old,
            between,
            with(old, newest, "earlier=false", "source_file='again'"),
            // Unchanged since the last one: nothing is wrong with that.
            with(between, newest, "earlier=false", "source_file='unchanged'"),
            file("student_register", "2023-11-30", "LOADED")));

    assertThat(failed("FIL-07", "file", "records[0].source_file, resent_from"))
        .containsExactly("again 2023-09-30");
  }

  @Test
  void theYearlyPlanOfTheDocumentsIsKept() {
    table("feed", List.of(file("poverty_register", "2023-11-30", "LOADED")));
    table(
        "work_task",
        List.of(
            plan("2016-12-31", "1184", "'529921100'"),
            plan("2017-12-31", "693", "'529921100'"),
            plan("2018-12-31", "618", "'529921100'"),
            plan("2018-12-31", "700", "'529921'"),
            plan("2023-12-31", "521", "'529921100'"),
            with(plan("2016-12-31", "2", "'529921100'"), "unit=''"),
            plan("2018-12-31", "618", "'529900'"),
            plan("2016-12-31", "1", "'529922'"),
            plan("2016-12-31", "NULL", "'529921'"),
            with(plan("2016-12-31", "1", "'529921100'"), "kind='FEEDBACK'")));
    table(
        "household_history",
        List.of(
            poor("a", 184, "EXITED", "2016"),
            poor("b", 1000, "EXITED", "2016"),
            poor("c", 693, "EXITED", "2017"),
            poor("d", 618, "EXITED", "2018"),
            poor("e", 500, "UNEXITED", "NULL"),
            poor("f", 20, "RELAPSED", "2016")));

    // 3,015 persons less 1,184, 693 and 618 are 520.
    assertThat(
            texts(
                views.select("gold/exit_plan"),
                "year, division_code, unit, coalesce(planned, '?'), coalesce(start, '?'), added, done, end,"
                    + " coalesce(rest, '?'), coalesce(verdict, '?')"))
        .containsExactlyInAnyOrder(
            "2016 529921100 PERSON 1184 3015 0 1184 1831 0 MET",
            "2017 529921100 PERSON 693 1831 0 693 1138 0 MET",
            "2018 529921100 PERSON 618 1138 0 618 520 0 MET",
            "2018 529921 PERSON 700 1138 0 618 520 82 MISSED",
            "2023 529921100 PERSON 521 520 0 0 520 521 OPEN",
            "2016 529921100 HOUSEHOLD 2 6 0 2 4 0 MET",
            "2018 529900 PERSON 618 1138 0 618 520 0 MET",
            // Of this county the register holds nobody.
            "2016 529922 PERSON 1 ? ? ?",
            "2016 529921 PERSON ? 3015 0 1184 1831 ? ?");
  }

  private static Map<String, String> plan(String due, String planned, String division) {
    return row(
        "task_no='t'",
        "kind='EXIT_PLAN'",
        "due_date=DATE'" + due + "'",
        "planned=" + planned,
        "unit='PERSON'",
        "division_code=" + division);
  }

  private static Map<String, String> poor(String no, int persons, String status, String exitYear) {
    return household(
        no,
        "2023-11-30",
        "'EXITED'",
        "poverty_status='" + status + "'",
        "identified_year=2014",
        "exit_year=" + exitYear,
        "members=transform(sequence(1, "
            + persons
            + "), i -> struct(string(i) AS person_no, '' AS id18, DATE'1980-01-01' AS birth_date))");
  }
}
