package org.hedui.link.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void ticksAreRoundAndWithin() {
    assertThat(new Scale(-12, 58, 0, 1).ticks())
        .containsExactly(-10.0, 0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
    assertThat(new Scale(0, 1, 0, 1).ticks().stream().map(Scale::label))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(new Scale(3, 3, 0, 1).ticks()).containsExactly(3.0);
    assertThat(Scale.label(-1500)).isEqualTo("−1,500");
  }

  @Test
  void placesAreInProportion() {
    assertThat(new Scale(0, 10, 100, 0).at(2.5)).isEqualTo(75);
    assertThat(new Scale(4, 4, 7, 9).at(4)).isEqualTo(7);
  }

  @Test
  void figuresTellSmallThingsApart() {
    assertThat(Figures.bits(-0.001)).isEqualTo("0.00");
    assertThat(Figures.probability(0.5)).isEqualTo("0.5000");
    assertThat(Figures.probability(0.00001)).isEqualTo("0.000010");
    assertThat(Figures.probability(1 - 1e-12)).isEqualTo("almost 1");
    assertThat(Figures.probability(0)).isEqualTo("0");
    assertThat(Svg.cut("王伟王伟", 5)).isEqualTo("王伟…");
    assertThat(Svg.cut("four", 4)).isEqualTo("four");
  }
}
