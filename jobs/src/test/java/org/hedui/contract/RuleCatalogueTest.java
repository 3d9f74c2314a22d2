package org.hedui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hedui.Fixtures;
import org.junit.jupiter.api.Test;

/** The catalogue of exception rules: every code is there, and no other. */
class RuleCatalogueTest {
  private static final Map<String, Integer> CATALOGUE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("FIL", 7),
              Map.entry("IDQ", 16),
              Map.entry("MIS", 10),
              Map.entry("WRG", 6),
              Map.entry("EXT", 7),
              Map.entry("SUB", 12),
              Map.entry("DRP", 9),
              Map.entry("XRC", 10),
              Map.entry("TGT", 7),
              Map.entry("BUD", 9),
              Map.entry("PRC", 3),
              Map.entry("HLP", 2)));

  @Test
  void allRulesOfTheCatalogueExist() {
    assertThat(Fixtures.schemas().rules().keySet())
        .hasSize(98)
        .containsExactlyInAnyOrderElementsOf(
            CATALOGUE.entrySet().stream()
                .flatMap(
                    family ->
                        IntStream.rangeClosed(1, family.getValue())
                            .mapToObj(number -> "%s-%02d".formatted(family.getKey(), number)))
                .toList());
  }

  @Test
  void everyRuleSaysWhatIsShownAndWhatIsDone() {
    assertThat(Fixtures.schemas().rules().values())
        .allSatisfy(
            rule -> {
              assertThat(rule.evidence()).as(rule.code()).isNotEmpty();
              assertThat(rule.guidance().zh()).as(rule.code()).isNotBlank();
              assertThat(rule.guidance().en()).as(rule.code()).isNotBlank();
            });
  }
}
