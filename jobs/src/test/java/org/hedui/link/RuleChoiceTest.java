package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleChoiceTest {
  private static final long RECORDS = 1_000;

  @Test
  void aRuleThatAddsNothingIsLeftOut() {
    RuleChoice.Choice choice =
        RuleChoice.best(
            List.of(rule("a", 1_000), rule("b", 2_000), rule("c", 500)),
            // b finds what a finds, and costs more; c finds what neither does.
            Map.of(0b011L, 90.0, 0b001L, 5.0, 0b100L, 5.0),
            RECORDS,
            12);

    assertThat(choice.rules()).as("the cheapest first").containsExactly(2, 0);
    assertThat(choice.coverage()).isEqualTo(1, within(1e-12));
  }

  @Test
  void theBudgetHolds() {
    RuleChoice.Choice choice =
        RuleChoice.best(
            List.of(rule("a", 3_000), rule("b", 9_500), rule("c", 4_000)),
            Map.of(0b001L, 50.0, 0b010L, 40.0, 0b100L, 10.0),
            RECORDS,
            12);

    assertThat(choice.rules()).containsExactly(0, 2);
    assertThat(choice.coverage()).isEqualTo(0.6, within(1e-12));
  }

  @Test
  void aFewPairsAreNotWorthARule() {
    RuleChoice.Choice choice =
        RuleChoice.best(
            List.of(rule("a", 100), rule("b", 100)),
            Map.of(0b01L, 1_000_000.0, 0b10L, 100.0),
            RECORDS,
            12);

    assertThat(choice.rules()).containsExactly(0);
    assertThat(choice.coverage()).isEqualTo(1_000_000 / 1_000_100.0, within(1e-12));
  }

  @Test
  void withoutMatchesThereIsNothingToChoose() {
    RuleChoice.Choice choice = RuleChoice.best(List.of(rule("a", 100)), Map.of(), RECORDS, 12);

    assertThat(choice.rules()).isEmpty();
    assertThat(choice.coverage()).isZero();
  }

  /** Of each field at first its most generous rule; one with too many pairs or none is no use. */
  @Test
  void trainingSeesEveryField() {
    List<Blocking.Count> chosen =
        RuleChoice.forTraining(
            List.of(
                rule("surname", 4_000),
                rule("surname.sound", 2_900),
                rule("dob.year_month", 2_000),
                rule("dob", 100),
                rule("phone", 0)),
            RECORDS);

    assertThat(chosen)
        .extracting(count -> count.rule().name())
        .containsExactly("dob", "dob.year_month", "surname.sound");
  }

  private static Blocking.Count rule(String key, long pairs) {
    return new Blocking.Count(new BlockingRule(List.of(key)), 1, pairs, 2, List.of(), 0);
  }
}
