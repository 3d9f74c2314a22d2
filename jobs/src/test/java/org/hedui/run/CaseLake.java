package org.hedui.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.reconcile.TestCases;

/**
 * A lake with five cases of four rules on 2023-11-30: two pupils who were not paid, one wrong check
 * digit, a household, a file.
 */
final class CaseLake {
  /** The cases, as they are numbered. */
  static final String UNPAID = "a1".repeat(16);

  static final String UNPAID_TOO = "a2".repeat(16);
  static final String DIGIT = "b1".repeat(16);
  static final String HOUSEHOLD = "c1".repeat(16);
  static final String FILE = "d1".repeat(16);

  private final Lake lake;

  private CaseLake(Lake lake) {
    this.lake = lake;
  }

  /** Makes the lake in a folder. */
  static Lake make(Path folder) {
    Lake lake = new Lake(SparkTest.session(), folder.toString(), Fixtures.schemas());
    new CaseLake(lake).make();
    return lake;
  }

  /** The findings of the lake; {@code amount} is evidence of the first. */
  static List<Map<String, String>> findings(String amount) {
    return List.of(
        TestCases.finding(
            UNPAID,
            "SUB-01",
            Map.of(
                "person_id",
                "'p1'",
                "division_code",
                "'529921100001'",
                "evidence",
                "map('entitled_yuan', '%s', 'programme', 'SEN_GRANT')".formatted(amount),
                "records",
                records(record("s1", "student_register", "pupils.csv", "2", "subject")))),
        TestCases.finding(
            UNPAID_TOO,
            "SUB-01",
            Map.of(
                "person_id", "'p2'",
                "division_code", "'529922'",
                "records",
                    records(record("s2", "student_register", "pupils.csv", "3", "subject")))),
        TestCases.finding(
            DIGIT,
            "IDQ-03",
            Map.of(
                "person_id",
                "'p2'",
                "records",
                records(record("s2", "student_register", "pupils.csv", "3", "subject")))),
        TestCases.finding(
            HOUSEHOLD,
            "XRC-09",
            Map.of(
                "severity", "'LOW'",
                "subject_type", "'HOUSEHOLD'",
                "household_id", "'h1'",
                "records",
                    records(record("v1", "poverty_register", "poverty.xlsx", "7", "subject")))),
        TestCases.finding(
            FILE,
            "FIL-02",
            Map.of(
                "severity", "'MEDIUM'",
                "subject_type", "'FILE'",
                "subject_key", "'student_register|student_register/2023-11-30/pupils (2).csv'",
                "period", "'2023-11-30'",
                "records",
                    records(
                        record("f1", "student_register", "pupils (2).csv", "NULL", "subject")))));
  }

  private void make() {
    write(
        "silver.student_register",
        List.of(
            row(
                "s1",
                "pupils.csv",
                "2",
                "name",
                "'=张晓明'",
                "student_no",
                "'G529921200903070012'",
                "id_no",
                "'529921200903070012'",
                "birth_date",
                "DATE'2009-03-07'",
                "stage",
                "'SEN'",
                "address",
                "'某村三组12号'",
                "guardian_phone",
                "'13812345678'",
                "orphan",
                "false"),
            row("s2", "pupils.csv", "3", "name", "'李浩'", "id_no", "'529921201607158616'"),
            row("s3", "pupils.csv", "4", "name", "'张远'")));
    write(
        "silver.poverty_register",
        List.of(
            row(
                "v1",
                "poverty.xlsx",
                "7",
                "source_sheet",
                "'一村'",
                "name",
                "'张晓明'",
                "household_no",
                "'1001'",
                "household_type",
                "'EXITED'",
                "income_pc",
                "5000")));
    write(
        "silver.division",
        List.of(
            row("x1", "division.csv", "2", "code", "'529921'", "name", "'样例县'"),
            row("x2", "division.csv", "3", "code", "'529921100'", "name", "'东乡'"),
            row("x3", "division.csv", "4", "code", "'529921100001'", "name", "'一村'")));
    write(
        "silver.identity_link",
        List.of(
            link("s1", "p1", "2"),
            link("v1", "p1", "7"),
            link("s2", "p2", "3"),
            link("s3", "p3", "4")));
    write(
        "silver.membership",
        List.of(
            member("v1", "p1", "NULL", "NULL"),
            member("v2", "p1", "NULL", "NULL"),
            member("v3", "p2", "DATE'2023-11-30'", "DATE'2023-11-30'"),
            // Moved out.
            member("v4", "p3", "NULL", "DATE'2023-11-29'")));
    write(
        "silver.household",
        List.of(
            columns(
                "household_id",
                "'h1'",
                "kind",
                "'POVERTY'",
                "household_no",
                "'1001'",
                "member_count",
                "4",
                "first_record_id",
                "'v1'")));
    write(
        "restricted.person",
        List.of(
            columns(
                "person_id",
                "'p1'",
                "name",
                "'=张晓明'",
                "id_no",
                "'529921200903070012'",
                "id_kind",
                "'RIC18'",
                "birth_date",
                "DATE'2009-03-07'"),
            columns("person_id", "'p2'", "name", "'李浩'", "id_kind", "'BAD18'")));
    TestCases.run(lake, Fixtures.DATE, findings("500.00"));
  }

  private static Map<String, String> row(String id, String file, String number, String... more) {
    Map<String, String> row = columns(more);
    row.put("record_id", "'" + id + "'");
    row.put("record_key", "'" + id + "'");
    row.put("source_file", "'" + file + "'");
    row.put("source_row", number);
    row.put("delivery_date", "DATE'2023-11-30'");
    row.put("issues", "array()");
    return row;
  }

  private static Map<String, String> member(String id, String person, String from, String to) {
    return columns(
        "household_id",
        "'h1'",
        "person_id",
        "'" + person + "'",
        "record_id",
        "'" + id + "'",
        "source",
        "'poverty_register'",
        "from_date",
        from,
        "to_date",
        to);
  }

  private static Map<String, String> link(String id, String person, String row) {
    boolean pupil = id.startsWith("s");
    return columns(
        "record_id",
        "'" + id + "'",
        "registry",
        pupil ? "'student_register'" : "'poverty_register'",
        "record_key",
        "'" + id + "'",
        "source_file",
        pupil ? "'pupils.csv'" : "'poverty.xlsx'",
        "source_row",
        row,
        "person_id",
        "'" + person + "'",
        "match_rule",
        "'ID_EQUAL'",
        "match_probability",
        "1.0",
        "decision",
        "'AUTO'",
        "lasting_id",
        "'l-" + id + "'");
  }

  private static String record(String id, String registry, String file, String row, String role) {
    return "named_struct('record_id', '%s', 'registry', '%s', 'source_file', '%s', 'source_row', %s,"
            .formatted(id, registry, file, row)
        + " 'role', '%s')".formatted(role);
  }

  private static String records(String... records) {
    return "array(" + String.join(", ", records) + ")";
  }

  private static Map<String, String> columns(String... values) {
    Map<String, String> row = new TreeMap<>();
    for (int i = 0; i < values.length; i += 2) {
      row.put(values[i], values[i + 1]);
    }
    return row;
  }

  private void write(String table, List<Map<String, String>> rows) {
    TableName name = TableName.of(table);
    lake.replace(
        name, Fixtures.rows(lake.slice(name, Fixtures.DATE).schema(), rows), Fixtures.DATE);
  }
}
