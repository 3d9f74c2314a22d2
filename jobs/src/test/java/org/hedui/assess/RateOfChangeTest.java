package org.hedui.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateOfChangeTest {
  private static final LocalDate DAY = LocalDate.of(2023, 11, 30);

  @ParameterizedTest
  @ValueSource(strings = {"RelativeRateOfChange(0.9, 1.1)", " RelativeRateOfChange( 0.9,1.1 ) "})
  void readsTheContractsText(String text) {
    assertThat(RateOfChange.parse(text)).isEqualTo(new RateOfChange(0.9, 1.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RateOfChange(0.9, 1.1)",
        "RelativeRateOfChange(0.9)",
        "RelativeRateOfChange(-1, x)"
      })
  void saysWhatTheTextShouldLookLike(String text) {
    assertThatThrownBy(() -> RateOfChange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as RelativeRateOfChange(0.9, 1.1)")
        .hasMessageEndingWith("says " + text + ".");
  }

  @Test
  void refusesBoundsTheWrongWayRound() {
    assertThatThrownBy(() -> RateOfChange.parse("RelativeRateOfChange(1.1, 0.9)"))
        .hasMessageStartingWith("The least ratio comes first");
  }

  @ParameterizedTest
  @CsvSource({"89, true", "90, false", "100, false", "110, false", "111, true", "0, true"})
  void comparesWithTheRowCountBefore(long rows, boolean broken) {
    List<RowCount> history =
        List.of(new RowCount(DAY.minusDays(1), 100), new RowCount(DAY.minusDays(2), 5));
    assertThat(new RateOfChange(0.9, 1.1).broken(history, new RowCount(DAY, rows)))
        .isEqualTo(broken);
  }
}
