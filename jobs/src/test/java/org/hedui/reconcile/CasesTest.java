package org.hedui.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class CasesTest {
  private static final LocalDate FIRST = LocalDate.of(2023, 9, 30);
  private static final LocalDate SECOND = LocalDate.of(2023, 10, 31);
  private static final LocalDate THIRD = LocalDate.of(2023, 11, 30);

  @TempDir Path lake;
  private RunContext context;

  @BeforeEach
  void open() {
    context = Fixtures.context(lake);
  }

  @Test
  void aCaseIsNewThenClearedThenReopenedAndRemembersWhen() {
    Dataset<Row> first = cases(findings("a", "b"), none("silver.case"), FIRST);
    Dataset<Row> second = cases(findings("b"), first, SECOND);
    Dataset<Row> third = cases(findings("a", "b"), second, THIRD);

    assertThat(byId(first))
        .isEqualTo(Map.of("a", "NEW 2023-09-30 2023-09-30 1", "b", "NEW 2023-09-30 2023-09-30 1"));
    assertThat(byId(second))
        .isEqualTo(
            Map.of(
                "a", "AUTO_CLEARED 2023-09-30 2023-09-30 1",
                "b", "NEW 2023-09-30 2023-10-31 2"));
    assertThat(byId(third))
        .isEqualTo(
            Map.of(
                "a", "REOPENED 2023-09-30 2023-11-30 2",
                "b", "NEW 2023-09-30 2023-11-30 3"));
  }

  private Dataset<Row> cases(Dataset<Row> findings, Dataset<Row> before, LocalDate date) {
    return Cases.standing(
        Cases.seen(findings, before, date), none("silver.case_decision"), List.of(), date);
  }

  private Dataset<Row> findings(String... ids) {
    List<Map<String, String>> rows =
        List.of(ids).stream()
            .map(
                id ->
                    Map.of(
                        "exception_id",
                        "'" + id + "'",
                        "rule_code",
                        "'IDQ-01'",
                        "rule_version",
                        "1",
                        "subject_key",
                        "'" + id + "'"))
            .toList();
    return Fixtures.rows(none("silver.finding").schema(), rows);
  }

  private Dataset<Row> none(String table) {
    return context.lake().slice(TableName.of(table), FIRST);
  }

  private static Map<String, String> byId(Dataset<Row> cases) {
    return cases.collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("exception_id"),
                row ->
                    "%s %s %s %s"
                        .formatted(
                            row.getAs("state"),
                            row.getAs("first_seen"),
                            row.getAs("last_seen"),
                            row.getAs("seen_count"))));
  }
}
