package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdTest {

  /**
   * At 10 bits nearly all 100 pairs match, at 0 about every second of 10, at −10 one in a thousand
   * of 10,000. Expected F1: 200 / 215 down to 10 bits, 210 / 225 down to 0, 230 / 10,225 for all.
   */
  @Test
  void theBestExpectedF1() {
    Threshold.Bin sure = new Threshold.Bin(10, 100);
    Threshold.Bin even = new Threshold.Bin(0, 10);
    Threshold.Bin hopeless = new Threshold.Bin(-10, 10_000);

    assertThat(Threshold.best(List.of(sure, even, hopeless))).isZero();
  }

  /** A pair is worth taking if its probability is above half of the F1 that can be had. */
  @Test
  void pairsBelowHalfOfTheBestF1AreLeft() {
    Threshold.Bin sure = new Threshold.Bin(10, 100);

    assertThat(Threshold.best(List.of(sure, new Threshold.Bin(-0.5, 10)))).isEqualTo(10);
    assertThat(Threshold.best(List.of(sure, new Threshold.Bin(0.5, 10)))).isEqualTo(0.5);
  }

  @Test
  void withoutPairsAnyThresholdWillDo() {
    assertThat(Threshold.best(List.of())).isZero();
  }
}
