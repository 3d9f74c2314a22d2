package org.hedui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class RunSlicesTest {
  private static final TableName TABLE = TableName.of("silver.person_event");

  @TempDir private Path folder;
  private RunContext context;

  @BeforeEach
  void open() {
    context = Fixtures.context(folder);
  }

  private void write(String... persons) {
    context
        .lake()
        .replace(
            TABLE,
            SparkTest.session()
                .sql(
                    "SELECT person_id, 'CREATED' AS event, NULL AS record_id,"
                        + " NULL AS other_person_id, 'new' AS rule FROM VALUES ('"
                        + String.join("'), ('", persons)
                        + "') AS t(person_id)"),
            context.businessDate());
  }

  private static String[] persons(Dataset<Row> slice) {
    return slice.select("person_id").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toArray(String[]::new);
  }

  @Test
  void aSmallSliceIsReadOnceARun() {
    write("a", "b");

    int first = SparkTest.jobs(() -> context.slice(TABLE));
    int second = SparkTest.jobs(() -> context.slice(TABLE));

    assertThat(first).isPositive();
    assertThat(second).isZero();
    assertThat(persons(context.slice(TABLE))).containsExactly("a", "b");
  }

  @Test
  void aTableThatTheRunWritesIsReadAnew() {
    assertThat(persons(context.slice(TABLE))).isEmpty();
    write("a");
    assertThat(persons(context.slice(TABLE))).containsExactly("a");
    write("b", "c");
    assertThat(persons(context.slice(TABLE))).containsExactly("b", "c");
  }

  @Test
  void aSliceHasTheColumnsOfItsTableWithoutTheDate() {
    String[] before = context.slice(TABLE).columns();
    write("a");

    assertThat(context.slice(TABLE).columns()).isEqualTo(before).doesNotContain("business_date");
  }
}
