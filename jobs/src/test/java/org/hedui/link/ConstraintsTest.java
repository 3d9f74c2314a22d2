package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.hedui.contract.LinkConfig;
import org.hedui.contract.LinkConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a configuration forbids, and people's word above it and above every weight. */
@ExtendWith(SparkTest.class)
class ConstraintsTest {
  private static final LinkConfig CONFIG =
      LinkConfigReader.read(
          "c.yaml",
          """
          id: id
          fields:
            - {name: number, kind: code}
          blocking: [[number]]
          distinct: [number]
          """);

  private static final StructType RECORDS =
      new StructType().add(Records.UNIQUE_ID, DataTypes.StringType).add(Records.RID, "long");

  private static final StructType PAIRS =
      new StructType().add("rid_l", "long").add("rid_r", "long").add("weight", "double");

  private static final double THRESHOLD = 4;

  /** Records a, b, c … are named 1, 2, 3 … inside the engine. */
  private static BoundPairs bound(List<String> together, List<String> apart) {
    Dataset<Row> records =
        SparkTest.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("a", 1L),
                    RowFactory.create("b", 2L),
                    RowFactory.create("c", 3L),
                    RowFactory.create("d", 4L)),
                RECORDS);
    return BoundPairs.of(new Decided(pairs(together), pairs(apart)), records);
  }

  private static List<Decided.Pair> pairs(List<String> texts) {
    return texts.stream()
        .map(text -> new Decided.Pair(text.substring(0, 1), text.substring(1)))
        .toList();
  }

  /**
   * The clusters of a to d by weighed pairs.
   *
   * @param numbers the distinct field of each, 0 for none
   */
  private static List<Long> clusters(BoundPairs bound, List<Long> numbers, Row... weighed) {
    Dataset<Row> attributes =
        SparkTest.session()
            .range(1, 1 + numbers.size())
            .select(
                col("id").as(Records.RID),
                lit(0).as(Records.INPUT),
                org.apache
                    .spark
                    .sql
                    .functions
                    .nullif(
                        element_at(lit(numbers.toArray(Long[]::new)), col("id").cast("int")),
                        lit(0L))
                    .as("number"));
    EntityClusters.Result result =
        EntityClusters.of(
            SparkTest.session().createDataFrame(Arrays.asList(weighed), PAIRS),
            THRESHOLD,
            attributes,
            CONFIG,
            bound);
    return LongStream.rangeClosed(1, numbers.size())
        .mapToObj(
            rid -> {
              int place = Arrays.binarySearch(result.rids(), rid);
              return place < 0 ? rid : result.clusters()[place];
            })
        .toList();
  }

  private static Row pair(long left, long right, double weight) {
    return RowFactory.create(left, right, weight);
  }

  @Test
  void withoutAWordTheFieldDecides() {
    List<Long> numbers = List.of(7L, 8L, 7L, 0L);

    assertThat(clusters(BoundPairs.nothing(), numbers, pair(1, 2, 30), pair(1, 3, 5)))
        .containsExactly(1L, 2L, 1L, 4L);
  }

  @Test
  void yesOutranksADistinctFieldAndAWeightAgainstIt() {
    BoundPairs bound = bound(List.of("ba"), List.of());

    assertThat(clusters(bound, List.of(7L, 8L, 0L, 0L), pair(1, 2, -30)))
        .containsExactly(1L, 1L, 3L, 4L);
    // No blocking rule found it.
    assertThat(clusters(bound, List.of(7L, 8L, 0L, 0L))).containsExactly(1L, 1L, 3L, 4L);
    // Records of either number may follow.
    assertThat(clusters(bound, List.of(7L, 8L, 8L, 7L), pair(2, 3, 30), pair(1, 4, 30)))
        .containsExactly(1L, 1L, 1L, 1L);
    // A third number may not follow.
    assertThat(clusters(bound, List.of(7L, 8L, 9L, 0L), pair(2, 3, 30)))
        .containsExactly(1L, 1L, 3L, 4L);
  }

  @Test
  void noOutranksAnyWeightAndAnyDetour() {
    BoundPairs bound = bound(List.of(), List.of("ab"));
    List<Long> numbers = List.of(7L, 7L, 7L, 0L);

    assertThat(clusters(bound, numbers, pair(1, 2, 900))).containsExactly(1L, 2L, 3L, 4L);
    List<Long> chain = clusters(bound, numbers, pair(1, 3, 90), pair(2, 3, 80), pair(1, 2, 99));
    assertThat(chain).containsExactly(1L, 2L, 1L, 4L);
  }

  @Test
  void noOutranksYesOfTheSameGroups() {
    BoundPairs bound = bound(List.of("ac", "cb"), List.of("ab"));
    List<Long> found = clusters(bound, List.of(0L, 0L, 0L, 0L));

    assertThat(found.get(0)).isNotEqualTo(found.get(1));
    assertThat(found.get(2)).isIn(found.get(0), found.get(1));
  }

  @Test
  void aWordAboutARecordThatIsNotThereWaits() {
    assertThat(bound(List.of("ax"), List.of("xb")).none()).isTrue();
    assertThat(bound(List.of(), List.of()).none()).isTrue();
    BoundPairs some = bound(List.of("ax", "ab"), List.of("cd", "yd"));
    assertThat(some.together()).containsExactly(new long[] {1, 2});
    assertThat(some.apart()).containsOnlyKeys(3L, 4L);
    assertThat(some.none()).isFalse();
    assertThat(some.apart()).containsEntry(4L, Set.of(3L));
  }
}
