package org.hedui.lake;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class LakeTest {
  private static final LocalDate DAY = LocalDate.of(2023, 11, 30);
  private static final TableDefinition TABLE =
      new TableDefinition(
          TableName.of("silver.thing"),
          new StructType()
              .add(TableDefinition.field("amount", DataTypes.IntegerType, false, "数", "Amount."))
              .add(TableDefinition.field("name", DataTypes.StringType, false, "名", "Name."))
              .add(
                  TableDefinition.field(
                      TableDefinition.BUSINESS_DATE, DataTypes.DateType, false, "日", "Date.")),
          Optional.of(TableDefinition.BUSINESS_DATE),
          "物 | Things.",
          List.of("amount > 0"));

  @TempDir private Path folder;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = Fixtures.context(folder).lake();
  }

  private static Dataset<Row> amounts(String values) {
    return SparkTest.session()
        .sql("SELECT amount, 'x' AS name FROM VALUES " + values + " AS t(amount)");
  }

  private Row detail() {
    return SparkTest.session()
        .sql("DESCRIBE DETAIL delta.`" + lake.path(TABLE.name()) + "`")
        .head();
  }

  @Test
  void aTableAndItsFirstRowsAreOneCommit() {
    lake.replace(TABLE, amounts("(1), (2)"), DAY);

    assertThat(lake.version(TABLE.name())).isZero();
    assertThat(lake.read(TABLE.name(), DAY).count()).isEqualTo(2);
    assertIsAsDefined();
  }

  @Test
  void aTableWithoutRowsIsAsDefinedToo() {
    lake.replace(TABLE, amounts("(1)").limit(0), DAY);

    assertThat(lake.version(TABLE.name())).isZero();
    assertThat(lake.read(TABLE.name()).count()).isZero();
    assertIsAsDefined();
  }

  private void assertIsAsDefined() {
    Row detail = detail();
    assertThat(detail.<String>getAs("description")).isEqualTo(TABLE.comment());
    assertThat(detail.getList(detail.fieldIndex("partitionColumns")))
        .isEqualTo(List.of(TableDefinition.BUSINESS_DATE));
    assertThat(detail.getJavaMap(detail.fieldIndex("properties")))
        .hasSize(2)
        .hasEntrySatisfying(
            "delta.constraints.rule_1", rule -> assertThat(rule).isEqualTo("amount > 0"))
        .hasEntrySatisfying(
            "delta.dataSkippingNumIndexedCols", columns -> assertThat(columns).isEqualTo("0"));
    assertThat(lake.read(TABLE.name()).schema().apply("amount").getComment().get())
        .isEqualTo("数 | Amount.");
  }

  @Test
  void rowsThatBreakARuleAreRefusedFromTheFirstOneOn() {
    Dataset<Row> nameless = amounts("(1)").withColumn("name", lit(null).cast("string"));
    assertThatThrownBy(() -> lake.replace(TABLE, amounts("(1), (0)"), DAY))
        .hasStackTraceContaining("rule_1");
    assertThatThrownBy(() -> lake.replace(TABLE, nameless, DAY))
        .hasStackTraceContaining("NOT NULL");
    assertThat(lake.exists(TABLE.name())).isFalse();

    lake.replace(TABLE, amounts("(1)"), DAY);
    assertThatThrownBy(() -> lake.replace(TABLE, amounts("(0)"), DAY))
        .hasStackTraceContaining("rule_1");
    assertThatThrownBy(() -> lake.replace(TABLE, nameless, DAY))
        .hasStackTraceContaining("NOT NULL");
  }

  @Test
  void aColumnThatTheContractHasGainedIsAddedAndOlderRowsHoldNull() {
    TableDefinition grown =
        new TableDefinition(
            TABLE.name(),
            TABLE
                .schema()
                .add(TableDefinition.field("colour", DataTypes.StringType, true, "色", "Colour.")),
            TABLE.partition(),
            TABLE.comment(),
            TABLE.constraints());
    lake.replace(TABLE, amounts("(1)"), DAY);

    lake.replace(grown, amounts("(2)").withColumn("colour", lit("red")), DAY.plusDays(1));

    assertThat(lake.read(TABLE.name()).orderBy("amount").select("colour").collectAsList())
        .extracting(row -> row.get(0))
        .containsExactly(null, "red");
    assertThat(lake.read(TABLE.name()).schema().apply("colour").getComment().get())
        .isEqualTo("色 | Colour.");
  }

  @Test
  void aSliceIsReplacedAndTheOthersStay() {
    lake.replace(TABLE, amounts("(1), (2)"), DAY);
    lake.replace(TABLE, amounts("(3)"), DAY.plusDays(1));
    lake.replace(TABLE, amounts("(4)"), DAY);

    assertThat(lake.read(TABLE.name(), DAY).head().getInt(0)).isEqualTo(4);
    assertThat(lake.read(TABLE.name()).count()).isEqualTo(2);
    assertThat(lake.version(TABLE.name())).isEqualTo(2);
  }

  @Test
  void aLogIsAddedToAndNeverChanged() {
    TableName audit = TableName.of("ops.audit");
    Dataset<Row> entry =
        SparkTest.session()
            .sql(
                "SELECT 'e1' AS audit_id, current_timestamp() AS happened_at, 'export cases' AS"
                    + " command, 'a' AS who, 'b' AS account, NULL AS purpose, DATE'2023-11-30' AS"
                    + " business_date, 'f' AS file_name, 'h' AS file_hash, 1 AS row_count, '' AS"
                    + " detail");
    lake.append(audit, entry);
    lake.append(audit, entry.withColumn("audit_id", lit("e2")));

    assertThat(lake.read(audit).count()).isEqualTo(2);
    assertThatThrownBy(() -> lake.replace(lake.definition(audit), entry))
        .hasStackTraceContaining("APPEND");
    assertThatThrownBy(() -> lake.append(TableName.of("ops.run"), entry))
        .hasMessageContaining("slice by slice");
    assertThat(lake.read(audit).count()).isEqualTo(2);
  }
}
