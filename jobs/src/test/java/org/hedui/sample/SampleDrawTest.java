package org.hedui.sample;

import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkTest.class)
class SampleDrawTest {
  private static final ErrorRate LISTED = ErrorRate.all(Fixtures.schemas()).get(2);

  private static Dataset<Row> population;

  /** 2,000 households in two townships of a county, and of each kind of unknown place some. */
  @BeforeAll
  static void people() {
    population =
        SparkTest.session()
            .sql(
                """
                SELECT concat('h', id) AS household_id, 3 AS members,
                       CASE WHEN id < 1500 THEN '529921100' WHEN id < 2000 THEN '529921101' WHEN id < 2010 THEN '529921'
                            WHEN id < 2017 THEN '' ELSE '529922100' END AS town
                FROM range(2030)
                """);
  }

  private static SampleDesign design(String division, boolean unknown, Integer size, long seed) {
    return new SampleDesign(
        LISTED, Fixtures.DATE, division, unknown, Optional.ofNullable(size), 1, seed);
  }

  private static Sample draw(Dataset<Row> from, Integer size, long seed) {
    return new SampleDraw(design("529921", false, size, seed), from).draw();
  }

  @Test
  void theSeedAloneDecidesWhoIsDrawn() {
    Sample sample = draw(population, 100, 7);

    assertThat(sample.strata())
        .containsExactly(
            new Stratum("529921", 10, 2),
            new Stratum("529921100", 1500, 74),
            new Stratum("529921101", 500, 24));
    assertThat(sample.households()).hasSize(100).doesNotHaveDuplicates();
    Dataset<Row> otherwise = population.orderBy(rand(3));
    assertThat(draw(otherwise.repartition(7), 100, 7)).isEqualTo(sample);
    assertThat(draw(population, 100, 7).id()).isEqualTo(sample.id());

    Sample other = draw(population, 100, 8);
    assertThat(other.id()).isNotEqualTo(sample.id());
    assertThat(ids(other)).isNotEqualTo(ids(sample));
    // The order of the draw does not depend on the size: more can be visited later.
    assertThat(ids(draw(population, 200, 7))).containsAll(ids(sample));
  }

  @Test
  void whoseDivisionIsUnknownIsToldOfOrTakenIn() {
    SampleDraw without = new SampleDraw(design("529921100", false, 50, 1), population);
    assertThat(without.leftOut()).isEqualTo(17);
    assertThat(without.draw().population()).isEqualTo(1500);
    SampleDraw with = new SampleDraw(design("529921100", true, 50, 1), population);
    assertThat(with.leftOut()).isZero();
    assertThat(with.draw().population()).isEqualTo(1517);
    assertThat(new SampleDraw(design("", false, 50, 1), population).draw().population())
        .isEqualTo(2030);
    assertThatThrownBy(() -> new SampleDraw(design("41", false, 50, 1), population).draw())
        .hasMessageContaining("no household of kind listed");
  }

  @Test
  void theMarginDecidesTheSize() {
    // 1.96² 0.02 0.98 / 0.01² = 752.9, of which 547 are enough for 2,000 households, as n / (1 + (n
    // - 1) / N).
    assertThat(design("", false, null, 1).size(2000)).isEqualTo(548);
    assertThat(design("", false, null, 1).size(100_000_000)).isEqualTo(753);
    assertThat(design("", false, null, 1).size(30)).isEqualTo(29);
    assertThat(design("", false, 5000, 1).size(2000)).isEqualTo(2000);
  }

  private static List<String> ids(Sample sample) {
    return sample.households().stream().map(Household::id).toList();
  }
}
