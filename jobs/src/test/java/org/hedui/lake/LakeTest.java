package org.hedui.lake;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
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
import scala.Console;

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
  void deadFilesAreRemovedInSilence() {
    lake.replace(TABLE, amounts("(1)"), DAY);
    lake.replace(TABLE, amounts("(2)"), DAY);
    Instant now = Instant.now();
    DeadFiles dead = new DeadFiles(lake, TABLE.name(), now, now);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    SmallFiles.Size size = Console.withOut(printed, dead::size);
    Console.withOut(
        printed,
        () -> {
          dead.remove();
          return null;
        });

    assertThat(size.files()).isEqualTo(1);
    assertThat(dead.size().files()).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
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

  /**
   * A table from before gets what its definition has gained; rows that lie in it are left alone.
   */
  @Test
  void aTableGetsTheRulesThatItsDefinitionHasGained() {
    lake.replace(TABLE, amounts("(1)"), DAY);
    TableDefinition stricter =
        new TableDefinition(
            TABLE.name(),
            TABLE.schema(),
            TABLE.partition(),
            TABLE.comment(),
            List.of("amount > 1"));

    assertThatThrownBy(() -> lake.replace(stricter, amounts("(1)"), DAY.plusDays(1)))
        .hasStackTraceContaining("rule_1");
    lake.replace(stricter, amounts("(2)"), DAY.plusDays(1));

    assertThat(lake.read(TABLE.name()).count()).isEqualTo(2);
    assertThat(detail().getJavaMap(detail().fieldIndex("properties")))
        .containsEntry("delta.constraints.rule_1", "amount > 1")
        .hasSize(2);
  }

  /** Whoever copies a gold table reads the slices that came and went, and no slice twice. */
  @Test
  void goldTellsWhatChanged() {
    TableDefinition gold =
        new TableDefinition(
            TableName.of("gold.thing"), TABLE.schema(), TABLE.partition(), "", List.of());
    lake.replace(gold, amounts("(1)"), DAY);
    lake.replace(gold, amounts("(2)"), DAY.plusDays(1));
    lake.replace(gold, amounts("(3), (4)"), DAY);

    assertThat(
            SparkTest.session()
                .read()
                .format("delta")
                .option("readChangeFeed", "true")
                .option("startingVersion", 1)
                .load(lake.path(gold.name()))
                .orderBy("_commit_version", "amount")
                .selectExpr("concat_ws(' ', _change_type, business_date, amount)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "insert " + DAY.plusDays(1) + " 2",
            "delete " + DAY + " 1",
            "insert " + DAY + " 3",
            "insert " + DAY + " 4");
  }

  @Test
  void aLargeSliceIsLaidOutAndKeepsItsRows() {
    TableName payment = TableName.of("gold.payment");
    Dataset<Row> rows =
        SparkTest.session()
            .sql(
                "SELECT string(id) AS payment_id, 'p' AS person_id, concat('P', id % 2) AS"
                    + " programme_code, '2023-1' AS term, NULL AS pay_date, 1 AS amount, 'PAID' AS"
                    + " status, NULL AS fund_source FROM range(0, 100, 1, 4)");
    lake.replace(payment, rows, DAY);
    lake.replace(payment, rows, DAY.plusDays(1));
    long before = lake.version(payment);

    lake.cluster(payment, DAY, 1L << 20);
    assertThat(lake.version(payment)).as("small").isEqualTo(before);

    lake.cluster(payment, DAY, 1);
    assertThat(lake.read(payment, before).inputFiles()).hasSize(4 + 4);
    assertThat(lake.read(payment).inputFiles()).hasSize(1 + 4);
    assertThat(lake.read(payment, DAY).select("payment_id").distinct().count()).isEqualTo(100);
    assertThat(lake.read(payment, DAY).count()).isEqualTo(100);
  }

  @Test
  void aLogIsAddedToAndNeverChanged() {
    TableName suppression = TableName.of("ops.suppression");
    Dataset<Row> entry =
        SparkTest.session().sql("SELECT 'h1' AS hash, 'ID' AS kind, 'e' AS erasure_id");
    lake.append(suppression, entry);
    lake.append(suppression, entry.withColumn("hash", lit("h2")));

    assertThat(lake.read(suppression).count()).isEqualTo(2);
    assertThatThrownBy(() -> lake.replace(lake.definition(suppression), entry))
        .hasStackTraceContaining("APPEND");
    assertThatThrownBy(() -> lake.append(TableName.of("ops.run"), entry))
        .hasMessageContaining("slice by slice");
    assertThat(lake.read(suppression).count()).isEqualTo(2);
  }
}
