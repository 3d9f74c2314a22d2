package org.hedui.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {

  /** The numbers are written down: another generator would change every county ever made. */
  @Test
  void chanceIsTheSameForever() {
    Dice dice = Dice.of(1, 0, "household");
    assertThat(List.of(dice.below(1000), dice.below(1000), dice.below(1000), dice.below(1000)))
        .isEqualTo(List.of(329, 651, 221, 147));
  }

  @Test
  void thingsAndPurposesAreApart() {
    assertThat(
            List.of(
                    Dice.of(1, 0, "a").unit(),
                    Dice.of(1, 1, "a").unit(),
                    Dice.of(1, 0, "b").unit(),
                    Dice.of(2, 0, "a").unit())
                .stream()
                .distinct())
        .hasSize(4);
  }

  @Test
  void weightsAreKept() {
    Urn<String> urn = Urn.weighted(List.of("never", "rare", "often"), 0, 1, 9);
    Dice dice = Dice.of(1, 1, "urn");
    List<String> drawn = IntStream.range(0, 10_000).mapToObj(i -> urn.draw(dice)).toList();
    assertThat(drawn).doesNotContain("never");
    assertThat(drawn.stream().filter("rare"::equals).count()).isBetween(900L, 1100L);
  }
}
