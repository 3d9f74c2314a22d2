package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExpectationMaximisationTest {
  private static final int[] LEVELS = {3, 2, 3, 2};
  private static final double[][] M = {
    {0.85, 0.1, 0.05}, {0.9, 0.1}, {0.7, 0.2, 0.1}, {0.95, 0.05}
  };
  private static final double[][] U = {
    {0.01, 0.04, 0.95}, {0.1, 0.9}, {0.02, 0.08, 0.9}, {0.005, 0.995}
  };
  private static final double MATCHES = 20_000;
  private static final double PAIRS = 1_000_000;

  /** A pattern as {@link Pattern} holds it, and how often it is expected. */
  private record Counted(long pattern, double count) {}

  @Test
  void findsBackWhatThePatternsWereMadeFrom() {
    ExpectationMaximisation.History history = maximisation(patterns(0)).run(U, PAIRS, null, -1);

    assertThat(history.last().matches()).isEqualTo(MATCHES, within(0.005 * MATCHES));
    for (int i = 0; i < M.length; i++) {
      assertThat(history.last().m()[i]).containsExactly(M[i], within(0.005));
    }
  }

  /** A quarter of the values of each comparison is missing: it says nothing, and biases nothing. */
  @Test
  void missingValuesDoNotBias() {
    ExpectationMaximisation.History history = maximisation(patterns(0.25)).run(U, PAIRS, null, -1);

    assertThat(history.last().matches()).isEqualTo(MATCHES, within(0.02 * MATCHES));
    for (int i = 0; i < M.length; i++) {
      assertThat(history.last().m()[i]).containsExactly(M[i], within(0.01));
    }
  }

  @Test
  void aKnownNumberOfMatchesStays() {
    ExpectationMaximisation.History history = maximisation(patterns(0)).run(U, PAIRS, null, 12_345);

    assertThat(history.rounds()).allMatch(round -> round.matches() == 12_345);
  }

  /** The last bit counts: the model of one set of records is one model. */
  @Test
  void isDeterministic() {
    Counted[] patterns = patterns(0.1);
    ExpectationMaximisation.Estimate one = maximisation(patterns).run(U, PAIRS, null, -1).last();
    ExpectationMaximisation.Estimate other = maximisation(patterns).run(U, PAIRS, null, -1).last();

    assertThat(one.matches()).isEqualTo(other.matches());
    assertThat(Arrays.deepEquals(one.m(), other.m())).isTrue();
  }

  @Test
  void comesToRest() {
    ExpectationMaximisation.History history = maximisation(patterns(0)).run(U, PAIRS, null, -1);

    assertThat(history.last().change()).isLessThan(1e-6);
    assertThat(history.rounds()).hasSizeLessThan(100);
  }

  @Test
  void posteriorsAreBayesRule() {
    Counted[] patterns = patterns(0);
    double[] posteriors =
        maximisation(patterns)
            .classes(
                U,
                PAIRS,
                new ExpectationMaximisation.Estimate(M, MATCHES, 0),
                ExpectationMaximisation.Related.NONE)
            .matches();

    double sum = 0;
    for (int i = 0; i < patterns.length; i++) {
      double match = MATCHES * probability(patterns[i].pattern, M, 0);
      assertThat(posteriors[i]).isEqualTo(match / patterns[i].count, within(1e-9));
      sum += posteriors[i] * patterns[i].count;
    }
    assertThat(sum).isEqualTo(MATCHES, within(1e-3));
  }

  @Test
  void noLevelIsImpossible() {
    assertThat(ExpectationMaximisation.normalised(new double[] {10, 0})[1]).isPositive();
    assertThat(Arrays.stream(ExpectationMaximisation.normalised(new double[] {3, 4, 5})).sum())
        .isEqualTo(1, within(1e-12));
  }

  private static ExpectationMaximisation maximisation(Counted[] patterns) {
    return new ExpectationMaximisation(
        LEVELS,
        Arrays.stream(patterns).mapToLong(Counted::pattern).toArray(),
        Arrays.stream(patterns).mapToDouble(Counted::count).toArray());
  }

  /**
   * All patterns with their expected counts: no sampling, so the truth can be asked for closely.
   */
  private static Counted[] patterns(double missing) {
    return java.util.stream.LongStream.range(0, 1L << (4 * LEVELS.length))
        .filter(ExpectationMaximisationTest::occurs)
        .filter(pattern -> missing > 0 || complete(pattern))
        .mapToObj(
            pattern ->
                new Counted(
                    pattern,
                    MATCHES * probability(pattern, M, missing)
                        + (PAIRS - MATCHES) * probability(pattern, U, missing)))
        .toArray(Counted[]::new);
  }

  private static boolean occurs(long pattern) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (Pattern.level(pattern, i) > LEVELS[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean complete(long pattern) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (Pattern.level(pattern, i) == 0) {
        return false;
      }
    }
    return true;
  }

  private static double probability(long pattern, double[][] shares, double missing) {
    double probability = 1;
    for (int i = 0; i < LEVELS.length; i++) {
      int level = Pattern.level(pattern, i);
      probability *= level == 0 ? missing : (1 - missing) * shares[i][level - 1];
    }
    return probability;
  }
}
