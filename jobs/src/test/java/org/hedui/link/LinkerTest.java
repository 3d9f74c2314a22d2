package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.SparkTest;
import org.hedui.contract.LinkConfig;
import org.hedui.contract.LinkConfigReader;
import org.hedui.lake.FlatFiles;
import org.hedui.synth.PersonTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way from rows to clusters, on a table of persons whose truth is known. */
@ExtendWith(SparkTest.class)
class LinkerTest {
  private static final String CONFIG =
      """
      id: rec_id
      fields:
        - {name: given_name, kind: name}
        - {name: surname, kind: name}
        - {name: street_number, kind: code}
        - {name: address_1, kind: text}
        - {name: address_2, kind: text}
        - {name: suburb, kind: text}
        - {name: postcode, kind: code}
        - {name: state, kind: category}
        - {name: date_of_birth, kind: date}
        - {name: soc_sec_id, kind: code}
      exchangeable: [[given_name, surname]]
      """;

  private static final int ROWS = 1_500;

  private static final int MOST_JOBS = 32;

  @TempDir private static Path folder;

  private static Dataset<Row> table;
  private static Linker.Result linked;

  @BeforeAll
  static void link() {
    Path file = folder.resolve("table.csv");
    PersonTable.write(ROWS, 11, file);
    table = FlatFiles.readCsv(SparkTest.session(), file.toString()).cache();
    linked = new Linker(config("")).link(List.of(table), Optional.empty());
  }

  private static LinkConfig config(String more) {
    return LinkConfigReader.read("test.yaml", CONFIG + more);
  }

  /** Every job costs a small table a part of a second: one more has to be worth it. */
  @Test
  void aSmallTableTakesFewJobs() {
    assertThat(SparkTest.jobs(() -> new Linker(config("")).link(List.of(table), Optional.empty())))
        .isBetween(1, MOST_JOBS);
  }

  @Test
  void aPriorFromRulesSaysHowManyTruePairsThereAre() {
    LinkConfig config = config("prior: {rules: [[soc_sec_id]], recall: 0.8}\n");
    long found =
        table
            .where(col("soc_sec_id").isNotNull())
            .groupBy("soc_sec_id")
            .count()
            .selectExpr("sum(count * (count - 1) / 2)")
            .head()
            .<Double>getAs(0)
            .longValue();

    Model model = new Linker(config).link(List.of(table), Optional.empty()).model();

    assertThat(model.matchesPerRecord() * ROWS).isCloseTo(found / 0.8, within(0.5));
  }

  @Test
  void findsThePersonsWithoutLabels() {
    Accuracy accuracy = Accuracy.of(linked, truth(table, 0), false);

    assertThat(accuracy.truePairs()).isGreaterThan(1_000);
    assertThat(accuracy.byDefault().f1()).as("%s", accuracy).isGreaterThanOrEqualTo(0.99);
    assertThat(accuracy.clusters().f1()).as("%s", accuracy).isGreaterThanOrEqualTo(0.99);
    assertThat(accuracy.bCubed().f1()).as("%s", accuracy).isGreaterThanOrEqualTo(0.99);
    assertThat(accuracy.best().f1() - accuracy.byDefault().f1())
        .as("what labels would have gained, %s", accuracy)
        .isLessThanOrEqualTo(0.002);
    assertThat(linked.candidates()).isLessThanOrEqualTo(15L * ROWS);
    assertThat(accuracy.found() / accuracy.truePairs())
        .as("completeness, though every value may be damaged")
        .isGreaterThanOrEqualTo(0.99);
  }

  /** To the last bit: neither the order of the rows nor the number of partitions is evidence. */
  @Test
  void orderAndPartitionsOfTheRowsDoNotMatter() {
    Dataset<Row> shuffled = table.orderBy(col("surname").desc(), col("rec_id")).repartition(5);

    Linker.Result other = new Linker(config("")).link(List.of(shuffled), Optional.empty());

    assertThat(text(other.model())).isEqualTo(text(linked.model()));
    assertThat(other.threshold()).isEqualTo(linked.threshold());
    assertThat(pairs(other)).isNotEmpty().isEqualTo(pairs(linked));
    assertThat(clusters(other)).isEqualTo(clusters(linked));
  }

  /** Input 1 holds up to five rows of one person; each person of input 0 is linked with one. */
  @Test
  void oneToOneBetweenTwoInputs() {
    Column original = col("rec_id").endsWith("org");
    Dataset<Row> originals = table.where(original);
    Dataset<Row> duplicates = table.where(not(original));

    Linker.Result result =
        new Linker(config("scope: between\none_to_one: true\n"))
            .link(List.of(originals, duplicates), Optional.empty());

    Map<Long, Integer> inputs = new HashMap<>();
    Map<Long, List<String>> members = new HashMap<>();
    for (Row row : result.clustered().collectAsList()) {
      inputs.put(row.getLong(0), row.getInt(1));
      members.computeIfAbsent(row.getLong(3), key -> new ArrayList<>()).add(row.getString(2));
    }
    for (Row pair : result.pairs().collectAsList()) {
      assertThat(inputs.get(pair.getLong(0))).isNotEqualTo(inputs.get(pair.getLong(1)));
    }
    long right = 0;
    long together = 0;
    for (List<String> ids : members.values()) {
      assertThat(ids.stream().filter(id -> id.endsWith("org")).count()).isLessThanOrEqualTo(1);
      assertThat(ids).hasSizeLessThanOrEqualTo(2);
      if (ids.size() == 2) {
        together++;
        right += person(ids.get(0)).equals(person(ids.get(1))) ? 1 : 0;
      }
    }
    long wanted =
        duplicates.select(regexp_extract(col("rec_id"), "rec-([0-9]+)", 1)).distinct().count();
    assertThat((double) right / together).as("precision").isGreaterThan(0.99);
    assertThat((double) right / wanted).as("recall").isGreaterThan(0.97);
  }

  /** A slip in the number now parts what everything else holds together. */
  @Test
  void distinctValuesPart() {
    Linker.Result result =
        new Linker(config("distinct: [soc_sec_id]\n"))
            .link(List.of(table), Optional.of(linked.model()));

    Map<Long, Set<String>> numbers = new HashMap<>();
    result
        .clustered()
        .join(result.records().select("rid", "soc_sec_id"), "rid")
        .where(col("soc_sec_id").isNotNull())
        .collectAsList()
        .forEach(
            row ->
                numbers
                    .computeIfAbsent(row.getAs("cluster"), key -> new HashSet<>())
                    .add(row.getAs("soc_sec_id")));
    assertThat(numbers.values()).allMatch(values -> values.size() == 1);
    assertThat(result.clusters().cut()).isGreaterThan(linked.clusters().cut());
    assertThat(result.clusters().count()).isPositive();
  }

  /** The same clusters, pairs and counts, whether the driver holds the pairs or the executors. */
  @ParameterizedTest
  @ValueSource(strings = {"", "distinct: [soc_sec_id]\n"})
  void clustersOfMorePairsThanTheDriverMayHold(String constraint) {
    Optional<Model> model = Optional.of(linked.model());
    Linker.Result driver = new Linker(config(constraint)).link(List.of(table), model);

    Linker.Result executors =
        new Linker(config(constraint + "driver_pairs: 1\n")).link(List.of(table), model);

    assertThat(executors.clusters()).isInstanceOf(DistributedClusters.class);
    assertThat(driver.clusters()).isInstanceOf(DriverClusters.class);
    assertThat(clusters(executors)).isNotEmpty().isEqualTo(clusters(driver));
    assertThat(pairs(executors)).isNotEmpty().isEqualTo(pairs(driver));
    assertThat(executors.clusters().count()).isEqualTo(driver.clusters().count());
    assertThat(executors.clusters().cut()).isEqualTo(driver.clusters().cut());
    executors.release();
    driver.release();
  }

  @Test
  void aGivenThresholdIsKept() {
    Linker.Result result =
        new Linker(config("threshold: 0.999\n")).link(List.of(table), Optional.of(linked.model()));

    assertThat(Weights.probability(result.threshold())).isBetween(0.99899, 0.99901);
  }

  private static Dataset<Row> truth(Dataset<Row> rows, int input) {
    return rows.select(
        xxhash64(lit(input), col("rec_id")).as(Records.RID),
        regexp_extract(col("rec_id"), "rec-([0-9]+)", 1).as("entity"));
  }

  private static String person(String id) {
    return id.split("-")[1];
  }

  private static List<String> text(Model model) {
    List<String> text = new ArrayList<>();
    text.add(model.matchesPerRecord() + " " + model.blocking());
    model
        .comparisons()
        .forEach(
            comparison ->
                text.add(
                    comparison.name()
                        + Arrays.toString(comparison.m())
                        + Arrays.toString(comparison.u())));
    return text;
  }

  private static List<String> pairs(Linker.Result result) {
    return result.pairs().collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static List<String> clusters(Linker.Result result) {
    return result.clustered().collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
