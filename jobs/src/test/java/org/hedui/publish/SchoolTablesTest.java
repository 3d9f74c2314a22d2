package org.hedui.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.ViewRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables about pupils and children on 30 November 2023, over a few rows: who is on the target list
 * and what became of it, aid through the years, children of school age, and steps of dropout cases.
 */
@ExtendWith(SparkTest.class)
class SchoolTablesTest {
  @TempDir Path lake;

  @Test
  void theTargetListIsAnsweredRowByRowAndWhoIsBesideItIsNamed() {
    Dataset<Row> result =
        select(
            "gold/target_result",
            Map.of(
                "aid_target_list",
                Stream.of("paid", "owed", "left", "away", "nobody", "dead", "paid-2", "doubt")
                    .map(
                        id ->
                            row(
                                "record_id", text("t-" + id),
                                "record_key", text(id),
                                "year", "2023",
                                "serial_no", "7",
                                "source_file", "'list'",
                                "source_sheet", "''",
                                "source_row", id.endsWith("-2") ? "9" : "2"))
                    .toList(),
                "identity_link",
                Stream.of(
                        "t-paid paid",
                        "t-paid-2 paid",
                        "t-owed owed",
                        "t-left left",
                        "t-away away",
                        "t-nobody nobody",
                        "t-dead dead",
                        "t-doubt doubt",
                        "s-paid paid",
                        "s-owed owed",
                        "s-left left",
                        "s-beside beside",
                        "l-away away")
                    .map(SchoolTablesTest::link)
                    .toList(),
                "person",
                Stream.of(
                        "paid 3",
                        "owed 3",
                        "left 3",
                        "away 3",
                        "nobody 1",
                        "dead 3",
                        "doubt 3",
                        "beside 2",
                        "guest 2")
                    .map(known -> known.split(" "))
                    .map(known -> row("person_id", text(known[0]), "mention_count", known[1]))
                    .toList(),
                "person_class",
                List.of(
                    person("paid", true, true, true),
                    person("owed", true, true, true),
                    person("left", true, false, true),
                    person("away", true, false, true),
                    person("nobody", false, false, true),
                    person("dead", true, true, true, "dead"),
                    person("doubt", true, true, true),
                    person("beside", true, true, false),
                    person("guest", false, true, false)),
                "student_register",
                List.of(
                    row("record_id", "'s-paid'", "status", "'01'", "stage", "'PRI'"),
                    row("record_id", "'s-owed'", "status", "'01'", "stage", "'PRI'"),
                    row("record_id", "'s-left'", "status", "'07'", "stage", "'JUN'"),
                    row("record_id", "'s-beside'", "status", "'01'", "stage", "'SEN'")),
                "dropout_ledger",
                List.of(
                    row(
                        "record_id", "'l-away'",
                        "circumstance", "'7'",
                        "evidence_no", "'1'",
                        "valid_from", "DATE'2023-09-01'",
                        "valid_to", "DATE'2024-08-31'")),
                "paid",
                List.of(
                    paid("paid", "500", 1, 0),
                    paid("doubt", "NULL", 0, 1),
                    paid("guest", "300", 1, 0))));

    assertThat(
            texts(result, "concat_ws(' ', person_id, list, outcome, coalesce(reason, '-'), paid)"))
        .containsExactlyInAnyOrder(
            "paid ON_LIST AIDED - 500.00",
            "paid ON_LIST AIDED - 500.00",
            "owed ON_LIST NOT_AIDED - 0.00",
            "left ON_LIST NOT_AIDED GRADUATED 0.00",
            "away ON_LIST NOT_AIDED ELSEWHERE 0.00",
            "nobody ON_LIST NOT_AIDED IDENTITY_UNKNOWN 0.00",
            "dead ON_LIST NOT_AIDED DECEASED 0.00",
            "doubt ON_LIST UNKNOWN - 0.00",
            "beside OFF_LIST NOT_AIDED - 0.00",
            "guest OFF_LIST AIDED - 300.00");
  }

  @Test
  void aidIsToldThroughTheYearsAndWhatWasOwedEarlierIsNotKnown() {
    Dataset<Row> timeline =
        select(
            "gold/student_timeline",
            Map.of(
                "aid_payment",
                List.of(
                    payment("a1", "2019-1", "DAY_PRI", "PRI", "400", "PAID", "2019-11-01"),
                    payment("a2", "2023-1", "SEN_GRANT", "SEN", "500", "PAID", "2023-10-09"),
                    payment("a3", "2023-1", "SEN_GRANT", "SEN", "500", "PAID", "2023-11-09"),
                    payment("a4", "2023-1", "SEN_GRANT", "SEN", "9", "RETURNED", "2023-11-10")),
                "identity_link",
                Stream.of("a1 pupil", "a2 pupil", "a3 pupil", "a4 pupil", "s1 pupil")
                    .map(SchoolTablesTest::link)
                    .toList(),
                "student_register",
                List.of(row("record_id", "'s1'", "stage", "'SEN'", "school_code", "'8'")),
                "entitlement",
                Stream.of("SEN_GRANT", "SEN_FEE_WAIVER")
                    .map(
                        programme ->
                            row(
                                "person_id", "'pupil'",
                                "programme_code", text(programme),
                                "term", "'2023-1'",
                                "amount", "800",
                                "confirmed", "true",
                                "enrolment_record_id", "'s1'"))
                    .toList()));

    assertThat(
            texts(
                timeline,
                "concat_ws(' ', term, programme_code, stage, coalesce(entitled, 'unknown'), paid,"
                    + " payments, returned, last_paid_on)"))
        .containsExactlyInAnyOrder(
            "2019-1 DAY_PRI PRI unknown 400.00 1 0 2019-11-01",
            "2023-1 SEN_GRANT SEN 800.00 1000.00 2 1 2023-11-09",
            "2023-1 SEN_FEE_WAIVER SEN 800.00 0.00 0 0");
  }

  @Test
  void everyChildOfSchoolAgeIsInOneStateOfSchooling() {
    Dataset<Row> children =
        select(
            "gold/school_age_child",
            Map.of(
                "person",
                Stream.of(
                        "here 2014",
                        "elsewhere 2014",
                        "late 2016",
                        "home 2013",
                        "leave 2012",
                        "ledger 2012",
                        "finished 2009",
                        "out 2012",
                        "unclear 2012",
                        "small 2019",
                        "old 2007",
                        "adult 2004",
                        "dead 2012")
                    .map(known -> known.split(" "))
                    .map(
                        known ->
                            row(
                                "person_id",
                                text(known[0]),
                                "birth_date",
                                "DATE'" + known[1] + "-05-01'",
                                "division_code",
                                "'529921100201'"))
                    .toList(),
                "person_class",
                List.of(
                    child("here", true, "false"),
                    child("elsewhere", true, "false"),
                    child("late", true, "false"),
                    child("home", true, "false"),
                    child("leave", false, "false"),
                    child("ledger", false, "true"),
                    child("finished", false, "false", "graduated_junior"),
                    child("out", false, "false"),
                    child("unclear", false, "NULL"),
                    child("small", false, "false"),
                    child("old", false, "false"),
                    child("adult", false, "false"),
                    child("dead", false, "false", "dead")),
                "student_register",
                List.of(
                    study("here", "01", "PRI", "DAY", "1"),
                    study("elsewhere", "01", "PRI", "DAY", "2"),
                    study("late", "01", "PRE", "DAY", "1"),
                    study("home", "01", "PRI", "HOME", "1"),
                    study("leave", "02", "PRI", "DAY", "1")),
                "school",
                List.of(
                    row("school_code", "'1'", "county_code", "'529921'"),
                    row("school_code", "'2'", "county_code", "'529922'")),
                "identity_link",
                Stream.of("here", "elsewhere", "late", "home", "leave", "ledger")
                    .map(id -> link("r-" + id + " " + id))
                    .toList(),
                "dropout_ledger",
                List.of(
                    row(
                        "record_id", "'r-ledger'",
                        "circumstance", "'6'",
                        "evidence_no", "'1'",
                        "valid_from", "DATE'2023-09-01'",
                        "valid_to", "DATE'2024-08-31'"))));

    assertThat(
            texts(
                children,
                "concat_ws(' ', person_id, age, schooling, coalesce(circumstance, '-'),"
                    + " documented)"))
        .containsExactlyInAnyOrder(
            "here 9 HERE - false",
            "elsewhere 9 ELSEWHERE - false",
            "late 7 HERE 1 false",
            "home 10 HERE 4 false",
            "leave 11 EXEMPT 3 false",
            "ledger 11 EXEMPT 6 true",
            "finished 14 EXEMPT 2 false",
            "out 11 OUT - false",
            "unclear 11 UNKNOWN - false",
            "small 4 NOT_DUE - false",
            "old 16 NOT_DUE 2 false");
  }

  @Test
  void aDropoutCaseGoesFromSuspicionToClosing() {
    Dataset<Row> cases =
        select(
            "gold/dropout_case",
            Map.of(
                "case",
                List.of(
                    suspected("new", "NEW", "2023-10-31", null),
                    suspected("doubt", "VERIFYING", "2023-11-05", null),
                    suspected("true", "CONFIRMED", "2023-11-05", "2023-11-05"),
                    suspected("visited", "CONFIRMED", "2023-11-05", "2023-11-05"),
                    suspected("back", "AUTO_CLEARED", "2023-11-30", "2023-11-05"),
                    suspected("settled", "AUTO_CLEARED", "2023-10-31", "2023-10-05"),
                    suspected("excused", "AUTO_CLEARED", "2023-11-30", null),
                    suspected("untrue", "NOT_CONFIRMED", "2023-11-05", null),
                    suspected("again", "REOPENED", "2023-11-30", null),
                    stepped("given", "ASSIGNED", null),
                    stepped("given_true", "ASSIGNED", "CONFIRMED"),
                    stepped("fetched", "RECTIFYING", "CONFIRMED"),
                    stepped("brought", "RECTIFIED", "CONFIRMED"),
                    stepped("done", "CLOSED", "CONFIRMED"),
                    stepped("done_untrue", "CLOSED", "DATA_CORRECTED")),
                "person_class",
                List.of(
                    child("new", false, "false"),
                    child("doubt", false, "false"),
                    child("true", false, "false"),
                    child("visited", false, "false"),
                    child("back", true, "false"),
                    child("settled", true, "false"),
                    child("excused", false, "true"),
                    child("untrue", true, "false"),
                    child("again", false, "false")),
                "home_visit",
                List.of(
                    visit("v1", "RETURN", "2023-11-10"),
                    visit("v2", "RETURN", "2023-11-20"),
                    // Not for the child's return, and before the case was opened.
                    visit("v3", "ROUTINE", "2023-11-21"),
                    visit("v4", "RETURN", "2023-09-01"),
                    visit("v5", "RETURN", "2023-11-21")),
                "identity_link",
                Stream.of(
                        "v1 visited",
                        "v2 visited",
                        "v3 true",
                        "v4 visited",
                        "v5 again",
                        "s-new new")
                    .map(SchoolTablesTest::link)
                    .toList(),
                "duty_roster",
                List.of(
                    duty("TOWNSHIP", "'529921100'", "NULL", "镇政府"),
                    duty("COUNTY", "'529921'", "NULL", "县政府"),
                    duty("SCHOOL", "NULL", "'8'", "小学"),
                    duty("TOWNSHIP", "'529921200'", "NULL", "另一镇")),
                "student_register",
                List.of(row("record_id", "'s-new'", "status", "'03'", "school_code", "'8'")),
                "delivered",
                List.of(row("registries", "array('home_visit', 'duty_roster')"))));

    assertThat(
            texts(
                cases,
                "concat_ws(' ', person_id, step, step_since, coalesce(closing, '-'), contacts)"))
        .containsExactlyInAnyOrder(
            "new SUSPECTED 2023-10-31 - 0",
            "doubt VERIFYING 2023-11-05 - 0",
            "true DROPPED_OUT 2023-11-05 - 0",
            "visited PERSUADING 2023-11-10 - 2",
            "back RETURNED 2023-11-30 - 0",
            "settled CLOSED 2023-11-30 RETURNED 0",
            "excused CLOSED 2023-11-30 EXCUSED 0",
            "untrue CLOSED 2023-11-05 NOT_CONFIRMED 0",
            "again SUSPECTED 2023-11-30 - 1",
            "given VERIFYING 2023-11-06 - 0",
            "given_true DROPPED_OUT 2023-11-06 - 0",
            "fetched PERSUADING 2023-11-06 - 0",
            "brought RETURNED 2023-11-06 - 0",
            "done CLOSED 2023-11-06 SETTLED 0",
            "done_untrue CLOSED 2023-11-06 NOT_CONFIRMED 0");
    assertThat(
            texts(
                cases.where("person_id IN ('new', 'doubt')").orderBy("person_id"),
                "concat_ws(' ', transform(responsible, one -> concat(one.level, ':', one.unit)))"))
        .containsExactly("COUNTY:县政府 TOWNSHIP:镇政府", "COUNTY:县政府 TOWNSHIP:镇政府 SCHOOL:小学");
  }

  private Dataset<Row> select(String view, Map<String, List<Map<String, String>>> tables) {
    ViewRows rows = new ViewRows(lake);
    tables.forEach(rows::with);
    return rows.select(view);
  }

  private static Map<String, String> suspected(
      String person, String state, String since, String confirmedOn) {
    return row(
        "exception_id",
        text("c-" + person),
        "rule_code",
        "'DRP-01'",
        "person_id",
        text(person),
        "division_code",
        "'529921100201'",
        "state",
        text(state),
        "state_since",
        "DATE'" + since + "'",
        "opened_on",
        "DATE'2023-09-30'",
        "overdue",
        "false",
        "history",
        confirmedOn == null
            ? "array()"
            : "array(named_struct('event_no', 2, 'event_date', DATE'%s', 'from_state', 'NEW',"
                    .formatted(confirmedOn)
                + " 'to_state', 'CONFIRMED', 'cause', 'ANSWERED', 'verdict', 'CONFIRMED',"
                + " 'decision_no', 1, 'assigned_to', NULL))");
  }

  private static Map<String, String> stepped(String person, String state, String verdict) {
    Map<String, String> row = suspected(person, state, "2023-11-06", null);
    row.put("verdict", verdict == null ? "NULL" : text(verdict));
    return row;
  }

  private static Map<String, String> duty(
      String level, String division, String school, String unit) {
    return row(
        "level", text(level), "division_code", division, "school_code", school, "unit", text(unit));
  }

  @Test
  void theDropoutRateIsOfThoseWhoWereAtSchoolWhenTheYearBegan() {
    List<Map<String, String>> start =
        Stream.of(
                "a1", "a2", "a3", "a4", "a5", "left1", "left2", "left3", "left4", "left5", "moved",
                "dead", "taken", "nobody")
            .map(
                id ->
                    row(
                        "record_key", text(id),
                        "student_no", text("no-" + id),
                        "id18", id.equals("nobody") ? "NULL" : text("id-" + id),
                        "status", "'01'",
                        "stage", "'PRI'",
                        "hukou_division", "'529921'",
                        "delivery_date", "DATE'2023-09-30'"))
            .toList();
    Dataset<Row> indicators =
        select(
            "gold/indicator",
            Map.of(
                "enrolment_history",
                start,
                "student_register",
                Stream.of("a1 01", "a2 01", "a3 01", "a4 01", "a5 01", "moved 10", "other 01")
                    .map(known -> known.split(" "))
                    .map(
                        known ->
                            row(
                                "record_id", text("s-" + known[0]),
                                "record_key", text(known[0]),
                                // Another school has the pupil under the same number.
                                "student_no", text("no-" + known[0].replace("other", "taken")),
                                "status", text(known[1])))
                    .toList(),
                "identity_link",
                Stream.of("a1", "a2", "a3", "a4", "a5", "moved", "other")
                    .map(id -> link("s-" + id + " " + id))
                    .toList(),
                "person",
                List.of(row("person_id", "'dead'", "id18", "'id-dead'")),
                "person_class",
                List.of(
                    child("a1", true, "false"),
                    child("a2", true, "false"),
                    child("a3", true, "false"),
                    child("a4", true, "false"),
                    child("a5", true, "false"),
                    child("moved", false, "false"),
                    child("dead", false, "false", "dead")),
                "division",
                List.of(row("code", "'529921'", "level", "'3'")),
                "delivered",
                List.of(row("registries", "array('student_register')"))));

    assertThat(
            texts(
                indicators.where("indicator_code = 'DROPOUT_RATE'"),
                "concat_ws(' ', division_code, numerator, denominator, round(value, 4))"))
        .containsExactly("529921 5.00 13.00 0.3846");
  }

  private static Map<String, String> visit(String record, String purpose, String day) {
    return row(
        "record_id", text(record), "purpose", text(purpose), "visit_date", "DATE'" + day + "'");
  }

  private static Map<String, String> study(
      String person, String status, String stage, String boarding, String school) {
    return row(
        "record_id", text("r-" + person),
        "status", text(status),
        "stage", text(stage),
        "boarding", text(boarding),
        "school_code", text(school));
  }

  private static Map<String, String> child(
      String id, boolean enrolled, String excused, String... further) {
    Map<String, String> row = new HashMap<>(person(id, false, enrolled, false, further));
    row.put("excused", excused);
    row.putIfAbsent("graduated_junior", "false");
    row.put("hardship", "false");
    return row;
  }

  private static Map<String, String> payment(
      String record,
      String term,
      String programme,
      String stage,
      String yuan,
      String status,
      String day) {
    return row(
        "record_id", text(record),
        "term", text(term),
        "programme", text(programme),
        "stage", text(stage),
        "amount", yuan,
        "pay_status", text(status),
        "pay_date", "DATE'" + day + "'");
  }

  private static Map<String, String> paid(String person, String yuan, int rows, int unknown) {
    return row(
        "person_id",
        text(person),
        "programme_code",
        "'DAY_PRI'",
        "term",
        "'2023-1'",
        "paid",
        yuan,
        "paid_rows",
        String.valueOf(rows),
        "unknown_rows",
        String.valueOf(unknown));
  }

  private static Map<String, String> person(
      String id, boolean registered, boolean enrolled, boolean listed, String... further) {
    Map<String, String> row =
        new HashMap<>(
            row(
                "person_id", text(id),
                "registered", String.valueOf(registered),
                "enrolled", String.valueOf(enrolled),
                "listed", String.valueOf(listed),
                "dead", "false"));
    for (String fact : further) {
      row.put(fact, "true");
    }
    return row;
  }

  private static Map<String, String> link(String recordAndPerson) {
    String[] parts = recordAndPerson.split(" ");
    return row("record_id", text(parts[0]), "person_id", text(parts[1]));
  }

  private static List<String> texts(Dataset<Row> rows, String sql) {
    return rows.selectExpr(sql).collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static Map<String, String> row(String... columnsAndLiterals) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < columnsAndLiterals.length; i += 2) {
      row.put(columnsAndLiterals[i], columnsAndLiterals[i + 1]);
    }
    return row;
  }

  private static String text(String value) {
    return "'" + value + "'";
  }
}
