package org.hedui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The figures from counts are those from pairs made one by one. */
@ExtendWith(SparkTest.class)
class ContingencyTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("registry", DataTypes.StringType)
          .add("person_id", DataTypes.StringType)
          .add("person", DataTypes.StringType)
          .add("id18", DataTypes.StringType);

  private static List<Judged> mentions;
  private static Contingency contingency;

  private record Judged(String registry, String linked, String truly, String id18) {}

  /** Mentions of few persons, linked by chance, so that every kind of mistake occurs. */
  @BeforeAll
  static void mentions() {
    Random random = new Random(5);
    mentions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int person = random.nextInt(15);
      int linked = random.nextInt(4) == 0 ? random.nextInt(15) : person;
      mentions.add(
          new Judged(
              List.of("a", "b", "c").get(random.nextInt(3)),
              "L" + linked,
              "P" + person,
              random.nextInt(3) == 0 ? null : "N" + person));
    }
    contingency = new Contingency(rows(mentions));
  }

  private static Dataset<Row> rows(List<Judged> mentions) {
    List<Row> rows =
        mentions.stream()
            .map(m -> RowFactory.create(m.registry(), m.linked(), m.truly(), m.id18()))
            .toList();
    return SparkTest.session().createDataFrame(rows, SCHEMA);
  }

  private static Pairs counted(String left, String right) {
    long both = 0;
    long linked = 0;
    long truly = 0;
    for (int i = 0; i < mentions.size(); i++) {
      for (int j = i + 1; j < mentions.size(); j++) {
        Judged a = mentions.get(i);
        Judged b = mentions.get(j);
        boolean wanted =
            left.isEmpty()
                || (a.registry().equals(left) && b.registry().equals(right))
                || (a.registry().equals(right) && b.registry().equals(left));
        if (wanted) {
          boolean together = a.linked().equals(b.linked());
          boolean one = a.truly().equals(b.truly());
          both += together && one ? 1 : 0;
          linked += together ? 1 : 0;
          truly += one ? 1 : 0;
        }
      }
    }
    return new Pairs(both, linked, truly);
  }

  @Test
  void pairs() {
    assertThat(contingency.pairs()).isEqualTo(counted("", ""));
    assertThat(Score.ofPairs(new Pairs(3, 4, 6)))
        .isEqualTo(new Score(.75, .5, 2 * .75 * .5 / 1.25));
  }

  @Test
  void registryPairs() {
    assertThat(contingency.registryPairs())
        .extracting(pair -> pair.left() + pair.right())
        .containsExactly("aa", "ab", "ac", "bb", "bc", "cc");
    assertThat(contingency.registryPairs())
        .allSatisfy(pair -> assertThat(pair.pairs()).isEqualTo(counted(pair.left(), pair.right())));
  }

  @Test
  void bCubed() {
    double precision = 0;
    double recall = 0;
    for (Judged mention : mentions) {
      double linked = mentions.stream().filter(m -> m.linked().equals(mention.linked())).count();
      double truly = mentions.stream().filter(m -> m.truly().equals(mention.truly())).count();
      double both =
          mentions.stream()
              .filter(m -> m.linked().equals(mention.linked()))
              .filter(m -> m.truly().equals(mention.truly()))
              .count();
      precision += both / linked / mentions.size();
      recall += both / truly / mentions.size();
    }
    Score score = contingency.bCubed();
    assertThat(score.precision()).isCloseTo(precision, within(1e-9));
    assertThat(score.recall()).isCloseTo(recall, within(1e-9));
  }

  @Test
  void clusters() {
    Contingency small =
        new Contingency(
            rows(
                List.of(
                    new Judged("a", "L1", "P1", "N1"),
                    new Judged("b", "L1", "P2", "N2"),
                    new Judged("a", "L2", "P2", null),
                    new Judged("a", "L3", "P3", "N3"),
                    new Judged("b", "L3", "P3", "N3"))));
    assertThat(small.clusters()).isEqualTo(new Clusters(3, 3, 1, 1, 1));
  }

  @Test
  void nothingLinkedHasNoFigures() {
    Contingency nothing = new Contingency(rows(List.of()));
    assertThat(Score.ofPairs(nothing.pairs())).isEqualTo(new Score(null, null, null));
    assertThat(nothing.bCubed()).isEqualTo(new Score(null, null, null));
    assertThat(nothing.registryPairs()).isEmpty();
    assertThat(nothing.clusters()).isEqualTo(new Clusters(0, 0, 0, 0, 0));
  }
}
