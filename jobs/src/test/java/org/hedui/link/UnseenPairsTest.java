package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnseenPairsTest {
  private static final List<String> PARTS = List.of("a", "a.first3", "b", "c");

  /** Of the pairs seen no two differ in both b and c; of all pairs one in a hundred should. */
  @Test
  void damagesThatWereNotSeenTogetherAreImagined() {
    Map<Long, Double> seen = Map.of(0b1111L, 800.0, 0b0111L, 100.0, 0b1011L, 100.0);

    Map<Long, Double> all = UnseenPairs.with(seen, PARTS);

    assertThat(sum(all)).isCloseTo(1_000, within(1e-6));
    assertThat(all.get(0b0011L)).as("b and c differ").isCloseTo(500 * 0.01, within(2.0));
    assertThat(all.get(0b1111L)).isCloseTo(400 + 500 * 0.81, within(15.0));
  }

  /**
   * Parts of one field agree together as they were seen to: never a whole value and not its start.
   */
  @Test
  void partsOfAFieldStayTogether() {
    Map<Long, Double> seen = Map.of(0b1111L, 500.0, 0b1110L, 300.0, 0b1100L, 200.0);

    Map<Long, Double> all = UnseenPairs.with(seen, PARTS);

    assertThat(all.keySet()).noneMatch(agreed -> (agreed & 0b11) == 0b01);
    assertThat(all).containsOnlyKeys(seen.keySet());
  }

  /** A part made of two fields binds both: they are drawn together. */
  @Test
  void exchangeableFieldsCountAsOne() {
    Map<Long, Double> seen = Map.of(0b111L, 900.0, 0b100L, 100.0);

    Map<Long, Double> all = UnseenPairs.with(seen, List.of("given", "surname", "given+surname"));

    assertThat(all).containsOnlyKeys(0b111L, 0b100L);
  }

  @Test
  void nothingSeenNothingImagined() {
    assertThat(UnseenPairs.with(Map.of(), PARTS)).isEmpty();
  }

  @Test
  void theSameTwice() {
    Map<Long, Double> seen = Map.of(0b1111L, 800.0, 0b0101L, 100.0, 0b1010L, 100.0);

    assertThat(UnseenPairs.with(seen, PARTS)).isEqualTo(UnseenPairs.with(seen, PARTS));
  }

  private static double sum(Map<Long, Double> pairs) {
    return pairs.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
