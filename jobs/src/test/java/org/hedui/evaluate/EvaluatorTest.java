package org.hedui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the truth and of the links is judged or counted. */
@ExtendWith(SparkTest.class)
class EvaluatorTest {
  @TempDir private Path folder;

  @Test
  void everyMentionIsAccountedFor() throws IOException {
    Path truth =
        Files.writeString(
            folder.resolve("mention.csv"),
            """
            registry,source_file,source_sheet,source_row,person,errors
            a,a/f.csv,,2,P1,
            a,a/f.csv,,3,P2,SHIFTED
            a,a/f.csv,,4,P2,DUPLICATE_ROW
            a,a/f.csv,,5,P2,
            b,b/g.xlsx,Sheet1,4,P1,"ID_BLANK;SEX_WRONG"
            b,b/g.xlsx,Sheet1,5,P2,
            c,c/h.csv,,2,,
            """);
    Lake lake =
        new Lake(SparkTest.session(), folder.resolve("lake").toString(), Fixtures.schemas());
    write(
        lake,
        "bronze.quarantine",
        List.of(Map.of("source_file", "'a/f.csv'", "source_row", "3", "record_id", "'q'")));
    Evaluation evaluation =
        new Evaluator(lake, Fixtures.DATE, table -> slice(table)).evaluate(truth.toString());

    assertThat(evaluation.mentions()).isEqualTo(new Mentions(6, 4, 1, 0, 1, 1));
    assertThat(evaluation.pairs()).isEqualTo(new Pairs(1, 1, 2));
    assertThat(evaluation.clusters().split()).isEqualTo(1);
    assertThat(evaluation.calibration()).isNull();
  }

  private static void write(Lake lake, String table, List<Map<String, String>> rows) {
    TableName name = TableName.of(table);
    lake.replaceWhere(
        lake.definition(name),
        Fixtures.rows(
            lake.definition(name).schema(),
            rows.stream()
                .map(
                    row -> {
                      Map<String, String> full = new HashMap<>(row);
                      full.putAll(
                          Map.of(
                              "registry", "'a'",
                              "delivery_date", "DATE'2023-11-30'",
                              "reason", "'ROW_TOO_LONG'",
                              "detail", "''",
                              "raw", "array()",
                              "sha256", "''"));
                      return full;
                    })
                .toList()),
        "true");
  }

  /** Four rows of the truth, and one, z, that it does not know. */
  private static Dataset<Row> slice(TableName table) {
    if (table.table().equals("mention")) {
      return SparkTest.session()
          .sql(
              """
              SELECT * FROM VALUES ('1', null, true, 'N1'), ('2', null, true, 'N2'),
                ('3', 'Sheet1', true, 'N1'), ('4', 'Sheet1', null, null), ('z', null, true, 'N9')
                AS m (record_id, source_sheet, id18_own, id18)
              """);
    }
    return SparkTest.session()
        .sql(
            """
            SELECT * FROM VALUES ('1', 'a', 'a/f.csv', 2, 'L1'), ('2', 'a', 'a/f.csv', 5, 'L2'),
              ('3', 'b', 'b/g.xlsx', 4, 'L1'), ('4', 'b', 'b/g.xlsx', 5, 'L3'),
              ('z', 'a', 'a/z.csv', 9, 'L2')
              AS l (record_id, registry, source_file, source_row, person_id)
            """);
  }

  @Test
  void probabilitiesAreJudgedInBins() {
    Dataset<Row> judged =
        SparkTest.session()
            .sql(
                "SELECT * FROM VALUES ('1', 'P1'), ('2', 'P1'), ('3', 'P2') AS j (record_id, person)");
    Dataset<Row> pairs =
        SparkTest.session()
            .sql(
                """
                SELECT * FROM VALUES ('1', '2', 1.0D), ('1', '3', 0.92D), ('2', '3', 0.05D), ('3', 'z', 0.5D)
                  AS p (record_id_l, record_id_r, match_probability)
                """);
    Calibration calibration = Calibrations.of(pairs, judged);
    assertThat(calibration.pairs()).isEqualTo(3);
    assertThat(calibration.unknown()).isEqualTo(1);
    assertThat(calibration.bins())
        .containsExactly(new Calibration.Bin(0, 1, .05, 0), new Calibration.Bin(.9, 2, .96, .5));
    assertThat(calibration.error()).isCloseTo((.05 + 2 * .46) / 3, within(1e-9));
  }
}
