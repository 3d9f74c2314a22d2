package org.hedui.link;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.hedui.contract.LinkConfig.Kind;
import org.hedui.link.ExpectationMaximisation.Estimate;
import org.hedui.link.ExpectationMaximisation.Related;
import org.junit.jupiter.api.Test;

/** Patterns with their expected counts, made from classes that are known. */
class RelatedClassTest {
  private static final List<String> NAMES = List.of("first", "last", "born", "street", "postcode");
  private static final List<Kind> KINDS =
      List.of(Kind.NAME, Kind.NAME, Kind.DATE, Kind.TEXT, Kind.CODE);
  private static final List<Kind> WITHOUT_DATE =
      List.of(Kind.NAME, Kind.NAME, Kind.CODE, Kind.TEXT, Kind.CODE);

  private static final double[][] M = {
    {0.85, 0.1, 0.05}, {0.9, 0.06, 0.04}, {0.9, 0.08, 0.02}, {0.8, 0.1, 0.1}, {0.9, 0.1}
  };
  private static final double[][] U = {
    {0.01, 0.03, 0.96},
    {0.002, 0.008, 0.99},
    {0.0001, 0.02, 0.9799},
    {0.001, 0.02, 0.979},
    {0.001, 0.999}
  };

  /** Brothers and sisters: some twins, and some of them called alike. */
  private static final double[][] FAMILY = {
    {0.02, 0.03, 0.95}, {0.95, 0.04, 0.01}, {0.02, 0.03, 0.95}, {0.93, 0.05, 0.02}, {0.97, 0.03}
  };

  /** The same persons at another address. */
  private static final double[][] MOVED = {M[0], M[1], M[2], U[3], U[4]};

  /** The same persons, their names and everything else as of others, but not their birth dates. */
  private static final double[][] RENAMED = {U[0], U[1], M[2], M[3], M[4]};

  /** The same persons with another birth date. */
  private static final double[][] REDATED = {M[0], M[1], U[2], M[3], M[4]};

  private static final double PAIRS = 10_000_000;
  private static final double MATCHES = 2_000;
  private static final double OTHERS = 6_000;

  @Test
  void findsTheFamiliesAndTheMatchesBesideThem() {
    Estimate two = two(patterns(FAMILY, OTHERS), -1);
    RelatedClass.Found found = beside(patterns(FAMILY, OTHERS), KINDS, -1);

    assertThat(two.matches()).as("what two classes think").isGreaterThan(3 * MATCHES);
    Estimate last = found.rounds().get(found.rounds().size() - 1);
    assertThat(last.matches()).isCloseTo(MATCHES, within(0.02 * MATCHES));
    assertThat(found.related().pairs()).isCloseTo(OTHERS, within(0.02 * OTHERS));
    for (int i = 0; i < M.length; i++) {
      assertThat(last.m()[i]).containsExactly(M[i], within(0.01));
      assertThat(found.related().r()[i]).containsExactly(FAMILY[i], within(0.03));
    }
    assertThat(found.reason()).endsWith(": first, born");
  }

  @Test
  void withoutThemThereIsNoSuchClass() {
    RelatedClass.Found found = beside(patterns(FAMILY, 0), KINDS, -1);

    assertThat(found.related()).isEqualTo(Related.NONE);
    assertThat(found.rounds()).isEmpty();
    assertThat(found.reason()).contains("no third class explains");
  }

  @Test
  void matchesOfAnotherKindAreNoRelatives() {
    for (double[][] matches : List.of(MOVED, RENAMED)) {
      RelatedClass.Found found = beside(patterns(matches, MATCHES / 2), KINDS, -1);
      assertThat(found.related()).isEqualTo(Related.NONE);
      assertThat(found.reason()).contains("may be matches").contains("born");
    }
    assertThat(beside(patterns(REDATED, MATCHES / 2), KINDS, -1).related()).isEqualTo(Related.NONE);
  }

  /** A birth year in a column of codes is none that anybody knows of. */
  @Test
  void withoutADateMostOfTheEvidenceHasToBeLikeChance() {
    double[][] namesakes = {M[0], U[1], U[2], U[3], M[4]};

    assertThat(beside(patterns(FAMILY, OTHERS), WITHOUT_DATE, -1).related())
        .isEqualTo(Related.NONE);
    assertThat(beside(patterns(MOVED, OTHERS), WITHOUT_DATE, -1).related()).isEqualTo(Related.NONE);
    assertThat(beside(patterns(namesakes, OTHERS), WITHOUT_DATE, -1).related().pairs())
        .isCloseTo(OTHERS, within(0.02 * OTHERS));
  }

  @Test
  void aKnownNumberOfMatchesStays() {
    RelatedClass.Found found = beside(patterns(FAMILY, OTHERS), KINDS, MATCHES);

    assertThat(found.rounds()).isNotEmpty().allMatch(round -> round.matches() == MATCHES);
    assertThat(found.related().pairs()).isCloseTo(OTHERS, within(0.02 * OTHERS));
  }

  /** To the last bit. */
  @Test
  void isDeterministic() {
    RelatedClass.Found one = beside(patterns(FAMILY, OTHERS), KINDS, -1);
    RelatedClass.Found other = beside(patterns(FAMILY, OTHERS), KINDS, -1);

    assertThat(one.related().pairs()).isEqualTo(other.related().pairs());
    assertThat(Arrays.deepEquals(one.related().r(), other.related().r())).isTrue();
  }

  private record Counted(long pattern, double count) {}

  private static RelatedClass.Found beside(Counted[] patterns, List<Kind> kinds, double known) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      comparisons.add(
          new Comparison(
              NAMES.get(i), List.of(), lit(0), Optional.empty(), Optional.of(kinds.get(i))));
    }
    return new RelatedClass(maximisation(patterns), comparisons, U, PAIRS, known)
        .beside(two(patterns, known));
  }

  private static Estimate two(Counted[] patterns, double known) {
    return maximisation(patterns).run(U, PAIRS, null, known).last();
  }

  private static ExpectationMaximisation maximisation(Counted[] patterns) {
    return new ExpectationMaximisation(
        Arrays.stream(U).mapToInt(levels -> levels.length).toArray(),
        Arrays.stream(patterns).mapToLong(Counted::pattern).toArray(),
        Arrays.stream(patterns).mapToDouble(Counted::count).toArray());
  }

  private static Counted[] patterns(double[][] third, double pairs) {
    return LongStream.range(0, 1L << (4 * U.length))
        .filter(RelatedClassTest::occurs)
        .mapToObj(
            pattern ->
                new Counted(
                    pattern,
                    MATCHES * probability(pattern, M)
                        + pairs * probability(pattern, third)
                        + (PAIRS - MATCHES - pairs) * probability(pattern, U)))
        .toArray(Counted[]::new);
  }

  private static boolean occurs(long pattern) {
    for (int i = 0; i < U.length; i++) {
      int level = Pattern.level(pattern, i);
      if (level == 0 || level > U[i].length) {
        return false;
      }
    }
    return true;
  }

  private static double probability(long pattern, double[][] shares) {
    double probability = 1;
    for (int i = 0; i < U.length; i++) {
      probability *= shares[i][Pattern.level(pattern, i) - 1];
    }
    return probability;
  }
}
