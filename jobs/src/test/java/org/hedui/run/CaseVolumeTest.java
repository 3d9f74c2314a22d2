package org.hedui.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.reconcile.TestCases;
import org.hedui.sheet.TestSheets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** As many cases as a county's team gets in a bad quarter. */
@Tag("slow") // A minute.
@ExtendWith(SparkTest.class)
class CaseVolumeTest {
  private static final int CASES = 20_000;

  @TempDir private Path folder;

  @Test
  void twentyThousandCasesGoOutAndComeBackInAMinute() {
    Path root = folder.resolve("lake");
    Lake lake = CaseLake.make(root);
    TestCases.run(lake, Fixtures.DATE, many(lake));
    Path file = folder.resolve("cases.xlsx");
    Path filled = folder.resolve("filled.xlsx");

    Duration out = timed(root, "export", "cases", "--purpose", "x", "--output", file.toString());
    TestSheets.open(file)
        .fillAll("SUB-01", "结论", "属实")
        .fillAll("SUB-01", "备注", "已入户核实")
        .save(filled);
    Duration in =
        timed(root, "import", "cases", filled.toString(), "--by", "x", "--on", "2023-11-30");

    System.out.printf("%,d cases: export %s, import %s%n", CASES, out, in);
    assertThat(lake.read(TableName.of("silver.case_decision")).count()).isEqualTo(CASES);
    assertThat(out.plus(in)).isLessThan(Duration.ofSeconds(60));
  }

  private static Dataset<Row> many(Lake lake) {
    return Fixtures.rows(
            lake.slice(TableName.of("silver.finding"), Fixtures.DATE).schema(),
            List.of(CaseLake.findings("500.00").get(0)))
        .crossJoin(SparkTest.session().range(CASES))
        .withColumn("exception_id", expr("md5(string(id))"))
        .withColumn("subject_key", col("exception_id"))
        // Every second one of a household.
        .withColumn("household_id", expr("if(id % 2 = 0, 'h1', NULL)"))
        .withColumn("person_id", expr("if(id % 2 = 0, NULL, person_id)"))
        .drop("id");
  }

  private static Duration timed(Path root, String... args) {
    TestTerminal terminal =
        new TestTerminal(
            Map.of(
                "HEDUI_LAKE", root.toString(),
                "HEDUI_SCHEMAS", Fixtures.home().resolve("schemas").toString()));
    Instant start = Instant.now();
    assertThat(terminal.execute(List.of(), args)).as("%s", terminal.err()).isZero();
    return Duration.between(start, Instant.now());
  }
}
