package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hedui.contract.LinkConfig;
import org.junit.jupiter.api.Test;

class RuleChoiceTest {
  private static final long RECORDS = 1_000;

  @Test
  void aRuleThatAddsNothingIsLeftOut() {
    RuleChoice.Choice choice =
        best(
            List.of(rule("a", 1_000), rule("b", 2_000), rule("c", 500)),
            // b finds what a finds, and costs more; c finds what neither does.
            Map.of(0b011L, 90.0, 0b001L, 5.0, 0b100L, 5.0));

    assertThat(names(choice)).as("the cheapest first").containsExactly("c", "a");
    assertThat(choice.coverage()).isEqualTo(1, within(1e-12));
  }

  @Test
  void theBudgetHolds() {
    RuleChoice.Choice choice =
        best(
            List.of(rule("a", 3_000), rule("b", 9_500), rule("c", 4_000)),
            Map.of(0b001L, 50.0, 0b010L, 40.0, 0b100L, 10.0));

    assertThat(names(choice)).containsExactly("a", "c");
    assertThat(choice.coverage()).isEqualTo(0.6, within(1e-12));
  }

  @Test
  void aFewPairsAreNotWorthARule() {
    RuleChoice.Choice choice =
        best(List.of(rule("a", 100), rule("b", 100)), Map.of(0b01L, 1_000_000.0, 0b10L, 100.0));

    assertThat(names(choice)).containsExactly("a");
    assertThat(choice.coverage()).isEqualTo(1_000_000 / 1_000_100.0, within(1e-12));
  }

  @Test
  void withoutMatchesThereIsNothingToChoose() {
    RuleChoice.Choice choice = best(List.of(rule("a", 100)), Map.of());

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

  /** What another rule has already found is made once: the budget is one of different pairs. */
  @Test
  void aPairThatSeveralRulesFindCostsOnce() {
    RuleChoice.Choice choice =
        best(List.of(rule("a", 9_000), rule("b", 9_000)), Map.of(0b11L, 8_000.0, 0b10L, 500.0));

    assertThat(choice.coverage()).isEqualTo(1, within(1e-12));
  }

  @Test
  void aRuleFindsThePairsThatAgreeOnAllItsKeys() {
    List<BlockingRule> rules =
        Stream.of(List.of("a", "b"), List.of("b"), List.of("c")).map(BlockingRule::new).toList();

    List<RuleChoice.Candidate> candidates =
        RuleChoice.candidates(rules, List.of("a", "b"), Map.of(0b10L, 5.0, 0b11L, 1.0));

    assertThat(candidates)
        .as("those that find most first; c is not known of the pairs")
        .containsExactly(
            new RuleChoice.Candidate(rules.get(1), 0b10),
            new RuleChoice.Candidate(rules.get(0), 0b11));
  }

  @Test
  void neverTwoKeysOfOneField() {
    LinkConfig config = InventedPeople.config();

    List<BlockingRule> choices = BlockingRule.choices(config);

    assertThat(choices).doesNotHaveDuplicates();
    assertThat(choices)
        .allSatisfy(rule -> assertThat(rule.fields()).doesNotHaveDuplicates())
        .extracting(BlockingRule::name)
        .contains("phone", "born.year & given+family", "given.first3 & family.last3 & born.year");
  }

  /** A rule of one part each: pairs that agree on the part are found. */
  private static RuleChoice.Choice best(List<Blocking.Count> counts, Map<Long, Double> found) {
    List<RuleChoice.Candidate> candidates =
        IntStream.range(0, counts.size())
            .mapToObj(place -> new RuleChoice.Candidate(counts.get(place).rule(), 1L << place))
            .toList();
    return RuleChoice.best(candidates, counts, found, RECORDS, 12);
  }

  private static List<String> names(RuleChoice.Choice choice) {
    return choice.rules().stream().map(BlockingRule::name).toList();
  }

  private static Blocking.Count rule(String key, long pairs) {
    return new Blocking.Count(new BlockingRule(List.of(key)), 1, pairs, 2, List.of(), 0);
  }
}
