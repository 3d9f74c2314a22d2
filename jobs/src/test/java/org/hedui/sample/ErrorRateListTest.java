package org.hedui.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hedui.Fixtures;
import org.hedui.contract.CodeList;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Schemas;
import org.junit.jupiter.api.Test;

class ErrorRateListTest {
  @Test
  void theHousesOwnRatesHaveTheBarsOfTheDocuments() {
    assertThat(ErrorRate.faults(Fixtures.schemas())).isEmpty();
    assertThat(ErrorRate.all(Fixtures.schemas()))
        .extracting(rate -> rate.zh() + " " + rate.kind() + " " + rate.bar())
        .containsExactly("错退率 exited 0.02", "漏评率 unlisted 0.03", "错评率 listed 0.02");
  }

  @Test
  void everyFaultOfTheListIsToldWithItsRate() {
    Schemas broken =
        schemas(
            code("A", "two", "ALL", "EXT-01|EXT-99", ""), code("B", "2", "SAMPLE", "EXT-01", "b"));

    assertThat(ErrorRate.faults(broken))
        .containsExactly(
            "A: bar_percent is a number between 0 and 100, such as 2.",
            "A: judged_by is SAMPLE, REVIEWED or POPULATION.",
            "A: kind, wrong and right are words; fill them in.",
            "A: There is no rule EXT-99; rules are separated by |.",
            "B: The rule EXT-01 belongs to a rate already; name it once.");
    assertThatThrownBy(() -> ErrorRate.all(broken))
        .isInstanceOf(HeduiException.class)
        .hasMessageContaining("codes/error_rate.csv: A: bar_percent");
  }

  private static CodeList.Code code(
      String code, String bar, String judgedBy, String rules, String kind) {
    return new CodeList.Code(
        code,
        "率",
        "Rate",
        List.of(),
        Map.of(
            "bar_percent",
            bar,
            "judged_by",
            judgedBy,
            "rules",
            rules,
            "kind",
            kind,
            "wrong",
            "错",
            "right",
            "对"));
  }

  private static Schemas schemas(CodeList.Code... codes) {
    Schemas house = Fixtures.schemas();
    return new Schemas(
        house.contracts(),
        Map.of("error_rate", new CodeList("error_rate", List.of(codes))),
        house.rules(),
        house.policies(),
        house.documents(),
        house.views(),
        house.personLink(),
        house.hash());
  }
}
