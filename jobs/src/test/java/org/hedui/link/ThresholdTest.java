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

    assertThat(Threshold.best(List.of(sure, new Threshold.Bin(-0.5, 10)))).isGreaterThan(0);
    assertThat(Threshold.best(List.of(sure, new Threshold.Bin(0.5, 10)))).isBetween(0.0, 0.5);
  }

  /**
   * Any threshold between 20 and -2.875 bits gives the same links: the middle one is the safest.
   */
  @Test
  void liesInTheMiddleOfAGap() {
    Threshold.Bin sure = new Threshold.Bin(20, 100);

    assertThat(Threshold.best(List.of(sure, new Threshold.Bin(-3, 1_000)))).isEqualTo(8.625);
  }

  /** What lies below the floor is not in the histogram: the gap ends there. */
  @Test
  void aGapEndsAtTheFloor() {
    double middle = (20 + Scoring.FLOOR) / 2;
    assertThat(Threshold.best(List.of(new Threshold.Bin(20, 100)))).isEqualTo(middle);
  }

  @Test
  void aGapDoesNotMakeALinkOfWhatIsUnlikely() {
    assertThat(Threshold.best(List.of(new Threshold.Bin(8, 100)))).isZero();
    double low = Threshold.best(List.of(new Threshold.Bin(-2, 100)));
    assertThat(low).isEqualTo(-2);
  }

  @Test
  void withoutPairsAnyThresholdWillDo() {
    assertThat(Threshold.best(List.of())).isZero();
  }
}
