package org.hedui.link;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.lake.FlatFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table that has changed a little: what is carried over changes nothing but the time. */
@ExtendWith(SparkTest.class)
class IncrementalTest {
  @TempDir private static Path folder;

  private static final RecordLinker LINKER = new RecordLinker(InventedPeople.config());

  private static Optional<String> model;
  private static Dataset<Row> today;
  private static Dataset<Row> unchanged;
  private static RecordLinker.Linked yesterday;
  private static RecordLinker.Linked full;

  @BeforeAll
  static void link() throws IOException {
    today = FlatFiles.readCsv(SparkTest.session(), InventedPeople.write(folder).toString()).cache();
    LINKER.train(today, "people", folder);
    model = Optional.of(Files.readString(folder.resolve("model.json")));
    Column chance = abs(xxhash64(col("id"))).mod(40);
    Dataset<Row> before =
        today
            .where(chance.notEqual(0))
            .withColumn(
                "family",
                when(chance.equalTo(1), concat(col("family"), lit("q"))).otherwise(col("family")));
    unchanged = today.where(chance.gt(1)).select(col("id").as("unique_id"));
    assertThat(today.count() - unchanged.count()).isPositive();
    yesterday = LINKER.link(before, model, Decided.nothing(), Optional.empty());
    full = LINKER.link(today, model, Decided.nothing(), Optional.empty());
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.selectExpr("to_json(struct(*))").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static RecordLinker.Linked after(Before before) {
    return LINKER.link(today, model, Decided.nothing(), Optional.of(before));
  }

  @Test
  void theResultIsThatOfAFullRunForAFractionOfTheComparisons() {
    RecordLinker.Linked incremental =
        after(new Before(yesterday.weighing(), unchanged, yesterday.weights()));

    assertThat(incremental.compared()).isPositive().isLessThan(full.compared() / 4);
    assertThat(texts(incremental.clusters())).isNotEmpty().isEqualTo(texts(full.clusters()));
    assertThat(texts(incremental.pairs())).isNotEmpty().isEqualTo(texts(full.pairs()));
    assertThat(texts(incremental.weights())).isNotEmpty().isEqualTo(texts(full.weights()));
    assertThat(incremental.weighing()).isEqualTo(full.weighing());
  }

  @Test
  void whatWasWeighedOtherwiseIsComparedAnew() {
    RecordLinker.Linked other = after(new Before("another", unchanged, yesterday.weights()));

    assertThat(other.compared()).isEqualTo(full.compared());
    assertThat(texts(other.weights())).isEqualTo(texts(full.weights()));
  }

  @Test
  void aRecordThatIsGoneTakesItsPairsWithIt() {
    Dataset<Row> fewer = today.where(not(col("id").startsWith("p1")));
    RecordLinker.Linked left =
        LINKER.link(
            fewer,
            model,
            Decided.nothing(),
            Optional.of(new Before(full.weighing(), unchanged, full.weights())));

    assertThat(left.weights().where("unique_id_l LIKE 'p1%' OR unique_id_r LIKE 'p1%'").count())
        .isZero();
  }
}
