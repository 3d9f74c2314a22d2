package org.hedui.assess;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.Contract.Gate;
import org.hedui.contract.HeduiException;
import org.hedui.contract.QualityRule.Metric;
import org.hedui.contract.Schemas;
import org.hedui.contract.SchemasLoader;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.hedui.stage.StageReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class AssessStageTest {
  private static final LocalDate OCTOBER = LocalDate.of(2023, 10, 31);
  private static final LocalDate NOVEMBER = LocalDate.of(2023, 11, 30);

  @TempDir Path folder;

  @Test
  void writesOneResultARuleAndTheProfileAndARepeatChangesNothing() {
    Lake lake =
        lake(
            Fixtures.contract(
                Gate.WARN,
                Fixtures.anyRows(),
                Fixtures.atMost(40, Metric.NULL_VALUES, "name"),
                Fixtures.change("RelativeRateOfChange(0.9, 1.1)")));
    write(lake, "ops.run", "run_id string, attempt int", RowFactory.create("run-0", 1));
    write(
        lake,
        "ops.profile",
        "run_id string, registry string, column_name string, metric string, business_date date,"
            + " value double",
        RowFactory.create("run-0", "member", "*", "RowCount", Date.valueOf(OCTOBER), 4.0));
    deliver(lake, 3);

    for (int time = 1; time <= 2; time++) {
      StageReport report = new AssessStage().run(context(lake, NOVEMBER, "run-1"));

      assertThat(report.counts()).isEqualTo(Map.of("passed", 2L, "failed", 1L, "registries", 1L));
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
              "run-1|2023-11-30|member|member.rows.change|coverage|error|failed|0.75|3|4|"
                  + "RelativeRateOfChange(0.9, 1.1)|0.75 times the rows of before"
                  + " (3 after 4 rows), must be RelativeRateOfChange(0.9, 1.1)");
      assertThat(
              lake.read(QualityTables.PROFILE)
                  .where("metric = 'RowCount'")
                  .orderBy("run_id")
                  .select("run_id", "value")
                  .collectAsList())
          .containsExactly(RowFactory.create("run-0", 4.0), RowFactory.create("run-1", 3.0));
    }
  }

  @Test
  void aClosedGateRefusesTheRunAfterEverythingIsWritten() {
    Lake lake =
        lake(
            Fixtures.contract(
                Gate.BLOCK, Fixtures.anyRows(), Fixtures.atMost(10, Metric.NULL_VALUES, "name")));
    deliver(lake, 3);

    HeduiException refusal =
        catchThrowableOfType(
            HeduiException.class, () -> new AssessStage().run(context(lake, NOVEMBER, "run-1")));

    assertThat(refusal.exitCode()).isEqualTo(3);
    assertThat(refusal)
        .hasMessageContaining(
            "member: member.name.NULL_VALUES: 33.33 % (1 of 3 rows), must be <= 10 %")
        .message()
        .doesNotContain("甲");
    assertThat(states(lake, "run-1")).containsExactlyInAnyOrder("passed", "failed");
    assertThat(lake.read(QualityTables.PROFILE).count()).isPositive();
  }

  @Test
  void aRegistryThatWasNeverDeliveredDoesNotBlockButAnEmptyDeliveryDoes() {
    Lake lake = lake(Fixtures.contract(Gate.BLOCK, Fixtures.anyRows()));
    new AssessStage().run(context(lake, NOVEMBER, "without-table"));
    assertThat(states(lake, "without-table")).containsExactly("not_applicable");

    deliver(lake, 3);
    new AssessStage().run(context(lake, OCTOBER, "before-delivery"));
    assertThat(states(lake, "before-delivery")).containsExactly("not_applicable");

    write(
        lake,
        "ops.feed",
        "registry string, delivery_date date, state string",
        RowFactory.create("member", Date.valueOf(OCTOBER), "LOADED"));
    assertThatThrownBy(() -> new AssessStage().run(context(lake, OCTOBER, "empty-delivery")))
        .hasMessageContaining("member.rows: 0 rows, must be > 0 rows");
  }

  private Lake lake(Contract registry) {
    Schemas house = SchemasLoader.require(Path.of(System.getenv("HEDUI_HOME"), "schemas"));
    return new Lake(
        SparkTest.session(),
        folder.toString(),
        Fixtures.schemas(
            registry, house.contract("ops.quality_result"), house.contract("ops.profile")));
  }

  private static RunContext context(Lake lake, LocalDate businessDate, String runId) {
    return new RunContext(lake, businessDate, "", runId);
  }

  // Silver rows of November, the first without a name.
  private static void deliver(Lake lake, int count) {
    Row[] rows = new Row[count];
    for (int i = 0; i < count; i++) {
      rows[i] = Fixtures.row("" + i, i == 0 ? null : "甲", "1", null, true);
    }
    Fixtures.silver(lake.spark(), rows)
        .withColumn("business_date", lit(NOVEMBER))
        .write()
        .format("delta")
        .save(lake.path(TableName.of("silver." + Fixtures.REGISTRY)));
  }

  private static void write(Lake lake, String table, String schema, Row row) {
    lake.spark()
        .createDataFrame(List.of(row), StructType.fromDDL(schema))
        .write()
        .format("delta")
        .save(lake.path(TableName.of(table)));
  }

  private static List<String> states(Lake lake, String runId) {
    return lake.read(QualityTables.RESULT)
        .where("run_id = '" + runId + "'")
        .select("state")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
