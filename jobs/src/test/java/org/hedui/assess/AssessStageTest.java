package org.hedui.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.Contract.Gate;
import org.hedui.contract.HeduiException;
import org.hedui.contract.QualityRule.Metric;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.RunContext;
import org.hedui.stage.StageReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class AssessStageTest {
  private static final LocalDate OCTOBER = LocalDate.of(2023, 10, 31);
  private static final LocalDate NOVEMBER = LocalDate.of(2023, 11, 30);

  private static final Contract RESULT =
      Fixtures.table(
          "ops.quality_result",
          "run_id string!",
          "quality_id string!",
          "business_date date!",
          "registry string!",
          "column_name string",
          "dimension string!",
          "severity string!",
          "state string!",
          "value double",
          "numerator bigint",
          "denominator bigint",
          "threshold string",
          "message string");

  private static final Contract PROFILE =
      Fixtures.table(
          "ops.profile",
          "run_id string!",
          "registry string!",
          "column_name string!",
          "metric string!",
          "business_date date!",
          "value double");

  private static final Contract RUN =
      Fixtures.table("ops.run", "run_id string!", "business_date date!", "attempt int!");

  private static final Contract FEED =
      Fixtures.table(
          "ops.feed",
          "run_id string!",
          "business_date date!",
          "registry string!",
          "delivery_date date",
          "state string!");

  @TempDir Path folder;

  @Test
  void writesOneResultARuleAndTheProfile() {
    Lake lake =
        lake(
            Fixtures.contract(
                Gate.BLOCK,
                Fixtures.anyRows(),
                Fixtures.atMost(40, Metric.NULL_VALUES, "name"),
                Fixtures.change("RelativeRateOfChange(0.9, 1.1)")));
    deliver(lake, NOVEMBER, members(lake.spark(), 3));

    StageReport report = new AssessStage().run(context(lake, NOVEMBER, "run-1"));

    assertThat(report.counts())
        .isEqualTo(Map.of("passed", 2L, "not_applicable", 1L, "registries", 1L));
    assertThat(
            lake.read(QualityTables.RESULT)
                .orderBy("quality_id")
                .selectExpr(
                    "concat_ws('|', run_id, business_date, registry, quality_id, column_name,"
                        + " dimension, severity, state, value, numerator, denominator, threshold,"
                        + " message)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "run-1|2023-11-30|member|member.name.NULL_VALUES|name|completeness|error|passed|"
                + "33.333333333333336|1|3|<= 40 %",
            "run-1|2023-11-30|member|member.rows|completeness|error|passed|3.0|3|3|> 0 rows",
            "run-1|2023-11-30|member|member.rows.change|coverage|error|not_applicable|"
                + "RelativeRateOfChange(0.9, 1.1)|"
                + "There is no earlier business date with rows to compare with.");
    assertThat(lake.read(QualityTables.PROFILE).where("metric = 'RowCount'").collectAsList())
        .containsExactly(
            RowFactory.create("run-1", "member", "*", "RowCount", date(NOVEMBER), 3.0));
  }

  @Test
  void aClosedGateRefusesTheRunAfterEverythingIsWritten() {
    Lake lake =
        lake(Fixtures.contract(Gate.BLOCK, Fixtures.atMost(10, Metric.NULL_VALUES, "name")));
    deliver(lake, NOVEMBER, members(lake.spark(), 3));

    HeduiException refusal =
        catchThrowableOfType(
            HeduiException.class, () -> new AssessStage().run(context(lake, NOVEMBER, "run-1")));

    assertThat(refusal.exitCode()).isEqualTo(3);
    assertThat(refusal)
        .hasMessageContaining(
            "member: member.name.NULL_VALUES: 33.33 % (1 of 3 rows), must be <= 10 %")
        .message()
        .doesNotContain("甲");
    assertThat(states(lake, "run-1")).containsExactly("failed");
    assertThat(lake.read(QualityTables.PROFILE).count()).isPositive();
  }

  @Test
  void aWarningGateLetsTheRunGoOn() {
    Lake lake = lake(Fixtures.contract(Gate.WARN, Fixtures.atMost(10, Metric.NULL_VALUES, "name")));
    deliver(lake, NOVEMBER, members(lake.spark(), 3));

    StageReport report = new AssessStage().run(context(lake, NOVEMBER, "run-1"));

    assertThat(report.counts()).containsEntry("failed", 1L);
  }

  @Test
  void aRegistryThatWasNeverDeliveredDoesNotBlock() {
    Lake lake = lake(Fixtures.contract(Gate.BLOCK, Fixtures.anyRows()));

    new AssessStage().run(context(lake, NOVEMBER, "run-1"));
    assertThat(states(lake, "run-1")).containsExactly("not_applicable");

    deliver(lake, NOVEMBER, members(lake.spark(), 3));
    new AssessStage().run(context(lake, OCTOBER, "run-2"));
    assertThat(states(lake, "run-2")).containsExactly("not_applicable");
    assertThat(lake.read(QualityTables.RESULT).select("message").head().getString(0))
        .isEqualTo("There is no delivery of this registry.");
  }

  @Test
  void anEmptyDeliveryBlocks() {
    Lake lake = lake(Fixtures.contract(Gate.BLOCK, Fixtures.anyRows()));
    deliver(lake, NOVEMBER, members(lake.spark(), 0));
    ops(lake, FEED, "run-1", RowFactory.create(date(NOVEMBER), "member", date(NOVEMBER), "LOADED"));

    HeduiException refusal =
        catchThrowableOfType(
            HeduiException.class, () -> new AssessStage().run(context(lake, NOVEMBER, "run-1")));

    assertThat(refusal).hasMessageContaining("member.rows: 0 rows, must be > 0 rows");
  }

  @Test
  void comparesWithTheNewestRunOfTheDateBeforeAndARepeatChangesNothing() {
    Lake lake =
        lake(Fixtures.contract(Gate.WARN, Fixtures.change("RelativeRateOfChange(0.9, 1.1)")));
    deliver(lake, OCTOBER, members(lake.spark(), 3));
    ops(lake, RUN, "b", RowFactory.create(date(OCTOBER), 1));
    new AssessStage().run(context(lake, OCTOBER, "b"));
    deliver(lake, OCTOBER, members(lake.spark(), 5));
    ops(lake, RUN, "a", RowFactory.create(date(OCTOBER), 2));
    new AssessStage().run(context(lake, OCTOBER, "a"));
    deliver(lake, NOVEMBER, members(lake.spark(), 5));
    ops(lake, RUN, "c", RowFactory.create(date(NOVEMBER), 1));

    for (int time = 1; time <= 2; time++) {
      new AssessStage().run(context(lake, NOVEMBER, "c"));
      assertThat(
              lake.read(QualityTables.RESULT)
                  .where("run_id = 'c'")
                  .select("state", "value", "numerator", "denominator")
                  .collectAsList())
          .containsExactly(RowFactory.create("passed", 1.0, 5L, 5L));
    }
  }

  private Lake lake(Contract registry) {
    return new Lake(
        SparkTest.session(),
        folder.toString(),
        Fixtures.schemas(registry, RESULT, PROFILE, RUN, FEED));
  }

  private static RunContext context(Lake lake, LocalDate businessDate, String runId) {
    return new RunContext(lake, businessDate, "", runId);
  }

  private static void deliver(Lake lake, LocalDate businessDate, Dataset<Row> rows) {
    StructType schema = rows.schema().add("business_date", "date");
    lake.replace(
        new TableDefinition(
            TableName.of("silver." + Fixtures.REGISTRY),
            schema,
            Optional.of(TableDefinition.BUSINESS_DATE),
            "",
            List.of()),
        rows,
        businessDate);
  }

  private static void ops(Lake lake, Contract table, String runId, Row row) {
    StructType schema = new StructType();
    for (var field : TableDefinition.of(table).schema().fields()) {
      schema = field.name().equals("run_id") ? schema : schema.add(field);
    }
    lake.replaceRun(
        TableName.of(table.name()), lake.spark().createDataFrame(List.of(row), schema), runId);
  }

  // The first row has no name.
  private static Dataset<Row> members(SparkSession spark, int count) {
    Row[] rows = new Row[count];
    for (int i = 0; i < count; i++) {
      rows[i] = Fixtures.row("" + i, i == 0 ? null : "甲", "1", null, true);
    }
    return Fixtures.silver(spark, rows);
  }

  private static List<String> states(Lake lake, String runId) {
    return lake
        .read(QualityTables.RESULT)
        .where("run_id = '" + runId + "'")
        .select("state")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static java.sql.Date date(LocalDate day) {
    return java.sql.Date.valueOf(day);
  }
}
