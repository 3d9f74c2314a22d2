package org.hedui.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.HeduiException;
import org.hedui.contract.TableName;
import org.hedui.function.CaseHashes;
import org.hedui.function.PseudonymKey;
import org.hedui.lake.Lake;
import org.hedui.lake.LakeScan;
import org.hedui.reconcile.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases go on as if the lake had had the new key from the beginning: two lakes live through the
 * same, one with the new key and one that is led to it half-way.
 */
@Tag("laws")
@ExtendWith(SparkTest.class)
class KeyRotationTest {
  private static final LocalDate FIRST = LocalDate.of(2023, 9, 30);
  private static final LocalDate SECOND = LocalDate.of(2023, 10, 31);
  private static final LocalDate THIRD = LocalDate.of(2023, 11, 30);
  private static final TableName CASE = TableName.of("silver.case");
  private static final TableName DECISION = TableName.of("silver.case_decision");
  private static final TableName SUPPRESSION = TableName.of("ops.suppression");

  @TempDir private Path folder;
  private String keyOfTests;
  private Path newKey;
  private Lake lake;
  private Lake fresh;

  @BeforeEach
  void liveThroughTwoDates() {
    keyOfTests = System.getProperty(PseudonymKey.FILE_PROPERTY);
    newKey = folder.resolve("new.key");
    PseudonymKey.lake().generateNext(newKey);
    lake = lake("rotated");
    begin(lake);
    System.setProperty(PseudonymKey.FILE_PROPERTY, newKey.toString());
    fresh = lake("fresh");
    begin(fresh);
  }

  @AfterEach
  void useTheKeyOfTests() {
    System.setProperty(PseudonymKey.FILE_PROPERTY, keyOfTests);
  }

  private Lake lake(String name) {
    return new Lake(SparkTest.session(), folder.resolve(name).toString(), Fixtures.schemas());
  }

  private static void begin(Lake lake) {
    run(lake, FIRST, "1", "2", "3");
    decide(lake);
    run(lake, SECOND, "1", "4", "3");
    lake.append(
        SUPPRESSION,
        SparkTest.session()
            .sql(
                "SELECT fn.pseudonym('suppressed-id', 'x') AS hash, 'ID' AS kind, 'e' AS erasure_id"));
  }

  /** Three cases; of the second the evidence holds a telephone's pseudonym. */
  private static void run(Lake lake, LocalDate date, String person, String phone, String member) {
    TestCases.run(
        lake,
        date,
        List.of(
            finding("SUB-01", id("person", person) + " || '|BOARD_PRI'", "map('n', '1')"),
            finding(
                "IDQ-15",
                id("household", "7"),
                "map('phone_hash', substring(fn.pseudonym('phone', '%s'), 1, 12))"
                    .formatted(phone)),
            finding("IDQ-03", "fn.pseudonym('record', '%s')".formatted(member), "map()")));
  }

  private static String id(String domain, String value) {
    return "substring(fn.pseudonym('%s', '%s'), 1, 32)".formatted(domain, value);
  }

  private static Map<String, String> finding(String rule, String subject, String evidence) {
    String id =
        CaseHashes.EXCEPTION_ID
            .replace("rule_code", "'" + rule + "'")
            .replace("subject_type", "'RECORD'")
            .replace("subject_key", subject)
            .replace("period", "''");
    return TestCases.finding(
        "", rule, Map.of("exception_id", id, "subject_key", subject, "evidence", evidence));
  }

  /** Somebody answers that the second case's telephone is right. */
  private static void decide(Lake lake) {
    Row answered = lake.read(CASE).where("rule_code = 'IDQ-15'").head();
    Dataset<Row> rows =
        Fixtures.rows(
            lake.definition(DECISION).schema(),
            List.of(
                Map.of(
                    "decision_no", "1",
                    "exception_id", "'" + answered.getAs("exception_id") + "'",
                    "verdict", "'SOURCE_WRONG'",
                    "decided_by", "'王老师'",
                    "decided_on", "DATE'2023-10-10'",
                    "case_version", "'" + answered.getAs("version") + "'",
                    "evidence_hash", "'" + answered.getAs("evidence_hash") + "'",
                    "export_id", "'x'",
                    "file_hash", "'f'")));
    lake.replace(lake.definition(DECISION), rows);
  }

  private void rotate() {
    KeyRotation.of(lake, PseudonymKey.lake()).run();
  }

  private static List<String> cases(Lake lake) {
    return lake.read(CASE).toJSON().collectAsList().stream().sorted().toList();
  }

  private static List<String> rows(Lake lake, TableName table, String... columns) {
    return lake.read(table).selectExpr(columns).toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void casesAreThoseOfTheNewKeyAndGoOn() {
    Set<String> old =
        Set.copyOf(
            lake.read(CASE)
                .selectExpr("explode(array(exception_id, split(subject_key, '[|]')[0]))")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList());
    assertThat(new LakeScan(lake, old).scan().found()).isNotEmpty();

    rotate();

    assertThat(cases(lake)).isEqualTo(cases(fresh));
    assertThat(rows(lake, DECISION, "exception_id", "evidence_hash", "case_version"))
        .isEqualTo(rows(fresh, DECISION, "exception_id", "evidence_hash", "case_version"));
    assertThat(rows(lake, SUPPRESSION, "*")).isEqualTo(rows(fresh, SUPPRESSION, "*"));
    assertThat(new LakeScan(lake, old).scan().found()).isEmpty();
    Stream.of(lake, fresh).forEach(one -> run(one, THIRD, "1", "4", "5"));
    assertThat(cases(lake)).isEqualTo(cases(fresh));
    // The answer spoke of another telephone, so the case was opened again.
    assertThat(
            lake.read(CASE, THIRD)
                .selectExpr("concat_ws(' ', rule_code, state, seen_count)")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder(
            "SUB-01 NEW 3", "IDQ-15 REOPENED 3", "IDQ-03 AUTO_CLEARED 2", "IDQ-03 NEW 1");
  }

  @Test
  void nothingIsRotatedTwice() {
    rotate();
    List<String> once = cases(lake);
    rotate();
    assertThat(cases(lake)).isEqualTo(once);
    assertThat(rows(lake, SUPPRESSION, "*")).isEqualTo(rows(fresh, SUPPRESSION, "*"));
  }

  @Test
  void aTableThatNoContractKnowsIsNotPassedOver() {
    SparkTest.session()
        .sql("SELECT 'x' AS person_id")
        .write()
        .format("delta")
        .save(lake.root() + "/gold/own_table");
    assertThatThrownBy(this::rotate)
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("gold.own_table");
  }
}
