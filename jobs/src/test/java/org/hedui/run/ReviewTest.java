package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code review} and {@code explain} over a lake of four records, two of them in review. */
@ExtendWith(SparkTest.class)
class ReviewTest {
  private static final TableName DECISION = TableName.of("silver.link_decision");

  @TempDir private static Path folder;
  private static Path root;
  private static Lake lake;

  @BeforeAll
  static void makeLake() {
    root = folder.resolve("lake");
    lake = new Lake(SparkTest.session(), root.toString(), Fixtures.schemas());
    write(
        "mention",
        List.of(
            mention("r1", "poverty_register", "张小明", "NULL"),
            mention("r2", "student_register", "=张晓明", "NULL"),
            mention("r3", "student_register", "李浩", "'529921201607158616'"),
            mention("r4", "household_registration", "李浩", "'529921201607158616'")));
    write(
        "identity_link",
        List.of(
            link("r1", "p1", "SINGLETON"),
            link("r2", "p2", "SINGLETON"),
            link("r3", "p3", "ID_EQUAL"),
            link("r4", "p3", "ID_EQUAL")));
    write(
        "person",
        List.of(
            row(
                "person_id",
                "'p3'",
                "id_kind",
                "'RIC18'",
                "mention_count",
                "2",
                "survivorship",
                "map('name', 'household_registration:trusted', 'sex_code', 'id_number:derived')")));
    write(
        "person_event",
        List.of(
            row("person_id", "'p3'", "event", "'CREATED'", "rule", "'ID_NUMBER'"),
            row(
                "person_id",
                "'p0'",
                "event",
                "'MERGED'",
                "other_person_id",
                "'p3'",
                "rule",
                "'MOST_RECORDS'")));
    write(
        "link_pair",
        List.of(
            row(
                "record_id_l",
                "'r1'",
                "record_id_r",
                "'r2'",
                "lasting_id_l",
                "'l-r1'",
                "lasting_id_r",
                "'l-r2'",
                "match_weight",
                "3.5",
                "match_probability",
                "0.92",
                "levels",
                "map('name', 1, 'birth', NULL)",
                "decision",
                "'REVIEW'",
                "model_version",
                "'m1'")));
    write(
        "entitlement",
        List.of(
            entitlement("BOARD_PRI", "500.00", "true", "NULL"),
            entitlement("PRE_AID", "400.10", "true", "80.02"),
            entitlement("SEN_GRANT", "1000.00", "false", "NULL")));
    RunContext context = new RunContext(lake, Fixtures.DATE, "", "test");
    lake.replace(
        TableName.of("silver.link_review"),
        new RunViews(context).select("silver/link_review"),
        Fixtures.DATE);
    lake.publish(
        "run-1",
        Fixtures.DATE,
        Map.of("silver.identity_link", lake.version(TableName.of("silver.identity_link"))));
  }

  private static void write(String table, List<Map<String, String>> rows) {
    TableName name = TableName.of("silver." + table);
    lake.replace(
        name, Fixtures.rows(lake.slice(name, Fixtures.DATE).schema(), rows), Fixtures.DATE);
  }

  private static Map<String, String> row(String... values) {
    Map<String, String> row = new TreeMap<>();
    for (int i = 0; i < values.length; i += 2) {
      row.put(values[i], values[i + 1]);
    }
    return row;
  }

  private static Map<String, String> entitlement(
      String programme, String amount, String confirmed, String county) {
    Map<String, String> row =
        row(
            "person_id",
            "'p3'",
            "programme_code",
            "'" + programme + "'",
            "term",
            "'2023-1'",
            "amount",
            amount,
            "policy_id",
            "'5299-" + programme + "'",
            "locality",
            "'5299'",
            "basis_class",
            "'FPKF'",
            "reason",
            "'理由'",
            "reason_en",
            "'Because'",
            "basis",
            "'P01'",
            "confirmed",
            confirmed,
            "enrolment_record_id",
            "'r3'");
    if (!county.equals("NULL")) {
      row.put("share_county", county);
      row.put("share_rest", amount + " - " + county);
      List.of("share_central", "share_province", "share_city")
          .forEach(level -> row.put(level, "0"));
      row.put("funding", "array('LOCAL')");
    }
    return row;
  }

  private static Map<String, String> mention(String id, String registry, String name, String id18) {
    return row(
        "record_id",
        "'" + id + "'",
        "registry",
        "'" + registry + "'",
        "record_key",
        "'k'",
        "source_file",
        "'" + registry + ".csv'",
        "source_row",
        "7",
        "delivery_date",
        "DATE'2023-11-30'",
        "flaws",
        "array()",
        "lasting_id",
        "'l-" + id + "'",
        "id_kind",
        "'BLANK'",
        "name",
        "'" + name + "'",
        "id18",
        id18);
  }

  private static Map<String, String> link(String id, String person, String rule) {
    return row(
        "record_id",
        "'" + id + "'",
        "registry",
        "'r'",
        "record_key",
        "'k'",
        "source_file",
        "'" + id + ".csv'",
        "source_row",
        "7",
        "person_id",
        "'" + person + "'",
        "match_rule",
        "'" + rule + "'",
        "match_probability",
        "1.0",
        "decision",
        "'AUTO'",
        "lasting_id",
        "'l-" + id + "'");
  }

  @BeforeEach
  void forgetAnswers() {
    if (lake.exists(DECISION)) {
      lake.replace(lake.definition(DECISION), lake.empty(DECISION));
    }
  }

  private static TestTerminal execute(int exitCode, String... args) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_LAKE", root.toString(),
                "HEDUI_SCHEMAS", Fixtures.home().resolve("schemas").toString()));
    int actual = terminal.execute(List.of(), args);
    assertThat(actual).as("%s", terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private static TestTerminal take(int exitCode, String sheet, String... more) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "sheet", ".csv"), sheet);
    List<String> args = new ArrayList<>(List.of("review", "import", file.toString()));
    args.addAll(List.of("--by", "王老师", "--on", "2023-11-30"));
    args.addAll(Arrays.asList(more));
    return execute(exitCode, args.toArray(String[]::new));
  }

  private static List<String> decisions() {
    Dataset<Row> rows = lake.readOrEmpty(DECISION);
    return rows
        .selectExpr(
            "concat_ws(' ', lasting_id_l, lasting_id_r, answer, decided_by, decided_on,"
                + " decision_no)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void aSheetGoesOutAndItsAnswersComeBack() throws IOException {
    Path sheet = folder.resolve("out.csv");
    assertThat(execute(0, "review", "export", "--output", sheet.toString()).out())
        .contains("1 pairs of 2023-11-30");
    String text = Files.readString(sheet);
    assertThat(text)
        .startsWith("\uFEFFlasting_id_l,lasting_id_r,answer,note,")
        .contains("l-r1,l-r2,,,0.92,3.5,")
        // A name that a spreadsheet would take for a formula.
        .contains(",张小明,'=张晓明,");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sheet)))
        .isEqualTo("rw-------");
    assertThat(execute(2, "review", "export", "--output", sheet.toString()).err())
        .contains("[OUTPUT_EXISTS]");

    String filled = text.replace("l-r1,l-r2,,,", "l-r1,l-r2,YES,seen,");
    assertThat(take(0, filled, "--dry-run").out()).contains("1 answers could be taken");
    assertThat(decisions()).isEmpty();
    assertThat(take(0, filled).out()).contains("1 answers taken");
    assertThat(take(0, filled).out()).contains("taken before");
    assertThat(decisions()).containsExactly("l-r1 l-r2 YES 王老师 2023-11-30 1");
    // Answered pairs wait no longer, and an undo is a new answer.
    Path rest = folder.resolve("rest.csv");
    assertThat(execute(0, "review", "export", "--output", rest.toString()).out())
        .contains("0 pairs");
    take(0, filled.replace("YES", "NO"));
    assertThat(decisions())
        .containsExactly("l-r1 l-r2 NO 王老师 2023-11-30 2", "l-r1 l-r2 YES 王老师 2023-11-30 1");
  }

  @Test
  void oneFaultAndNothingIsTaken() throws IOException {
    String err =
        take(
                2,
                """
                lasting_id_l,lasting_id_r,answer
                l-r1,l-r2,YES
                l-r1,l-r3,NO
                l-r3,l-r4,NO
                l-r2,l-r4,perhaps
                """)
            .err();

    // Linked records may be told apart; two that nobody compared are a slip of the sheet.
    assertThat(err)
        .contains(".csv:3: [PAIR_UNKNOWN]", ".csv:5: [ANSWER_WRONG]", "[REVIEW_REFUSED] 2 faults");
    assertThat(decisions()).isEmpty();
  }

  @Test
  void aPersonIsExplainedToTheRow() throws IOException {
    take(0, "lasting_id_l,lasting_id_r,answer\nl-r3,l-r4,NO\n");
    String out = execute(0, "explain", "r3").out();

    assertThat(out)
        .contains("Person p3 on 2023-11-30")
        .contains("r3.csv, row 7 (asked for)")
        .contains("ID_EQUAL: the same valid ID number and a compatible name")
        .contains("name: from household_registration, the most trusted registry")
        .contains("sex_code: from id_number, told by the valid ID number")
        .contains("2023-11-30, 王老师: NO for the records l-r3 and l-r4")
        .contains("2023-11-30 CREATED: the id came into use (person p3; ID_NUMBER)")
        .contains("MERGED")
        .contains("李*", "…8616")
        .doesNotContain("李浩", "529921");
    assertThat(execute(0, "explain", "p3").out()).contains("Person p3");
    // An id that ended is explained by its history.
    assertThat(execute(0, "explain", "p0").out()).contains("no record", "other person p3");
  }

  @Test
  void aPersonsEntitlementsAreExplainedAndSummed() {
    assertThat(execute(0, "explain", "p3").out())
        .contains("2023-1 BOARD_PRI: 500.00 yuan, Living allowance of primary boarders, by policy")
        .contains("by policy 5299-BOARD_PRI (P01)")
        .contains("理由", "Because", "shares not set")
        .contains("shares central 0.00, province 0.00, city 0.00, county 80.02, rest 320.08")
        .contains("paid from LOCAL")
        .contains("(P01); not confirmed, so not used for money")
        .contains("sum 900.10 yuan", "not confirmed 1000.00 yuan");
    assertThat(execute(0, "explain", "p2").out()).doesNotContain("Entitlements");
  }

  @Test
  void aPairIsExplainedByItsEvidence() {
    assertThat(execute(0, "explain", "r2 r1").out())
        .contains("two persons", "weight 3.50, probability 0.9200, model m1", "name: level 1")
        .contains("waits for a reviewer", "birth: level null");
    assertThat(execute(0, "explain", "r3", "r4").out()).contains("one person", "not weighed");
    assertThat(execute(2, "explain", "529921201607158616").err())
        .contains("[ID_UNKNOWN]")
        .doesNotContain("529921201607158616");
  }
}
