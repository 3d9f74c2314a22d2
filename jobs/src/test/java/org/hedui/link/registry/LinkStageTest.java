package org.hedui.link.registry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.stage.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The stage with a linker that weighs pairs and obeys reviewers. */
@ExtendWith(SparkTest.class)
class LinkStageTest {
  private static final TableName POVERTY = TableName.of("silver.poverty_register");
  private static final TableName DECISION = TableName.of("silver.link_decision");

  @TempDir Path folder;

  /** Every mention is a cluster of its own, but for what must be linked; one pair is weighed. */
  private static Linker.Linked weigh(Dataset<Row> mentions, Decisions.Facts facts) {
    Dataset<Row> must =
        facts.mustLink().select(col("record_id_r").as("joined"), col("record_id_l").as("to"));
    Dataset<Row> clusters =
        mentions
            .join(must, col("record_id").equalTo(col("joined")), "left")
            .selectExpr(
                "record_id",
                "coalesce(to, record_id) AS cluster",
                "CAST(NULL AS STRING) AS person_id18",
                "'SINGLETON' AS match_rule",
                "1.0D AS match_probability",
                "if(to IS NULL, 'AUTO', 'MANUAL_YES') AS decision",
                "CAST(NULL AS STRING) AS profile");
    Dataset<Row> pairs =
        SparkTest.session()
            .sql(
                "SELECT 'r1' AS record_id_l, col1 AS record_id_r, 2.0D AS match_weight, 0.8D AS"
                    + " match_probability, map('name', 2) AS levels, 'REVIEW' AS decision, 'm1' AS"
                    + " model_version FROM VALUES ('r2'), ('r3')");
    Dataset<Row> weights =
        SparkTest.session()
            .sql(
                "SELECT 'p1' AS profile_l, 'p2' AS profile_r, 1L AS pattern, 2.0D AS weight, 0.0D"
                    + " AS related, 'w' AS weighing");
    return new Linker.Linked(clusters, Optional.of(new Linker.Weighed(pairs, weights, 2)));
  }

  private static Map<String, String> record(String id) {
    Map<String, String> row = new HashMap<>();
    row.put("record_id", "'" + id + "'");
    row.put("record_key", "'key of " + id + "'");
    row.put("source_file", "'file'");
    row.put("source_row", "1");
    row.put("delivery_date", "DATE'2023-11-30'");
    row.put("issues", "array()");
    row.put("name", "'张'");
    return row;
  }

  private RunContext run(LocalDate businessDate) {
    Lake lake = new Lake(SparkTest.session(), folder.toString(), Fixtures.schemas());
    RunContext context = new RunContext(lake, businessDate, "", "test");
    lake.replace(
        POVERTY,
        Fixtures.rows(
            lake.slice(POVERTY, businessDate).schema(),
            List.of(record("r1"), record("r2"), record("r3"))),
        businessDate);
    new LinkStage(any -> LinkStageTest::weigh).run(context);
    return context;
  }

  private static List<String> texts(Dataset<Row> rows, String expression) {
    return rows.selectExpr(expression).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void decisionsBindFromTheirDayAndTheLastOneCounts() {
    LocalDate early = Fixtures.DATE.minusDays(1);
    Lake lake = run(early).lake();
    Dataset<Row> mentions = lake.read(TableName.of("silver.mention"), early);
    Map<String, String> lasting = new HashMap<>();
    mentions
        .select("record_id", "lasting_id")
        .collectAsList()
        .forEach(row -> lasting.put(row.getString(0), row.getString(1)));
    assertThat(texts(lake.read(TableName.of("silver.link_pair"), early), "decision"))
        .containsExactly("REVIEW", "REVIEW");

    lake.replace(
        lake.definition(DECISION),
        decision(lasting, "r1", "r2", "NO", Fixtures.DATE, 1)
            .union(decision(lasting, "r1", "r2", "YES", Fixtures.DATE, 2))
            .union(decision(lasting, "r1", "r3", "YES", early, 1))
            .union(decision(lasting, "r1", "r3", "NO", Fixtures.DATE, 1))
            .union(decision(lasting, "r2", "r3", "YES", Fixtures.DATE.plusDays(1), 3)));
    run(Fixtures.DATE);

    assertThat(
            texts(
                lake.read(TableName.of("silver.link_pair"), Fixtures.DATE),
                "concat_ws(' ', record_id_l, record_id_r, decision)"))
        .containsExactly("r1 r2 MANUAL_YES", "r1 r3 MANUAL_NO");
    assertThat(lake.read(TableName.of("silver.link_review"), Fixtures.DATE).isEmpty()).isTrue();
    assertThat(
            texts(
                lake.read(TableName.of("silver.link_review"), early),
                "concat_ws(' ', left_row.registry, left_row.name, right_row.source_row)"))
        .containsExactly("poverty_register 张 1", "poverty_register 张 1");
    Dataset<Row> links = lake.read(TableName.of("silver.identity_link"), Fixtures.DATE);
    assertThat(links.select("person_id").distinct().count()).isEqualTo(2);
    assertThat(texts(links, "concat_ws(' ', record_id, decision)"))
        .containsExactly("r1 AUTO", "r2 MANUAL_YES", "r3 AUTO");
    // The pairs of a day that is run again are those of its own decisions.
    run(early);
    assertThat(texts(lake.read(TableName.of("silver.link_pair"), early), "decision"))
        .containsExactly("MANUAL_YES", "REVIEW");
  }

  private static Dataset<Row> decision(
      Map<String, String> lasting,
      String one,
      String other,
      String answer,
      LocalDate on,
      int number) {
    String left = lasting.get(one);
    String right = lasting.get(other);
    boolean ordered = left.compareTo(right) < 0;
    return SparkTest.session()
        .range(1)
        .select(
            lit(ordered ? left : right).as("lasting_id_l"),
            lit(ordered ? right : left).as("lasting_id_r"),
            lit(number).as("decision_no"),
            lit(answer).as("answer"),
            lit("reviewer").as("decided_by"),
            lit(on).as("decided_on"),
            lit(null).cast("string").as("note"),
            lit("hash").as("file_hash"));
  }
}
