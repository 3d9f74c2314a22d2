package org.hedui.link;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.hedui.contract.LinkConfig;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final double[][] M = {{0.9, 0.1}, {0.8, 0.2}};
  private static final double[][] U = {{0.01, 0.99}, {0.004, 0.996}};

  /** The first comparison is shared, the second agrees by chance. */
  private static final double[][] R = {{0.95, 0.05}, {0.004, 0.996}};

  private static final long RECORDS = 1_000;
  private static final double PAIRS = 499_500;
  private static final double MATCHES = 300;
  private static final double RELATIVES = 2_000;

  private static final ArrayData USUAL = adjustments(0, 0);

  /** The odds of a match are its share of all pairs of a pattern against that of the others. */
  @Test
  void isBayesRuleWithThreeClasses() {
    Weights weights = weights(RELATIVES);
    for (int first = 1; first <= 2; first++) {
      for (int second = 1; second <= 2; second++) {
        double match = MATCHES * M[0][first - 1] * M[1][second - 1];
        double relative = RELATIVES * R[0][first - 1] * R[1][second - 1];
        double other = (PAIRS - MATCHES - RELATIVES) * U[0][first - 1] * U[1][second - 1];
        long pattern = first + 16L * second;

        assertThat(weights.of(pattern, USUAL) + weights.related(pattern, USUAL))
            .isCloseTo(Math.log(match / (relative + other)) / Math.log(2), within(1e-9));
      }
    }
  }

  @Test
  void withoutRelativesNothingIsTakenAway() {
    assertThat(weights(0).related(0x11, USUAL)).isZero();
    assertThat(weights(0).related(0x21, adjustments(3, 3))).isZero();
  }

  /** What is not stated says nothing about relatives either. */
  @Test
  void blanksTakeNothingAway() {
    assertThat(weights(RELATIVES).related(0, USUAL)).isCloseTo(0, within(1e-9));
  }

  /** A rare surname speaks for a relative as much as for a match: both have it from one source. */
  @Test
  void aSharedValueGainsByItsFrequency() {
    Weights weights = weights(RELATIVES);
    ArrayData rare = adjustments(6, 0);
    double usual = weights.of(0x21, USUAL) + weights.related(0x21, USUAL);
    double gained = weights.of(0x21, rare) + weights.related(0x21, rare) - usual;

    assertThat(weights.of(0x21, rare)).isEqualTo(weights.of(0x21, USUAL) + 6);
    assertThat(gained).isBetween(0.0, 3.0);
  }

  /** A rare first name speaks for a match: relatives have it by chance, as others do. */
  @Test
  void aValueInCommonByChanceDoesNot() {
    Weights weights = weights(RELATIVES);

    assertThat(weights.related(0x11, adjustments(0, 6)))
        .isCloseTo(weights.related(0x11, USUAL), within(1e-9));
  }

  /** A pair that reaches the floor is compared to its end; one that cannot any more is not. */
  @Test
  void prospectsCutWhatIsOfNoUseAndNothingElse() {
    List<Comparison> comparisons =
        List.of(comparison(LinkConfig.Kind.NAME), comparison(LinkConfig.Kind.CODE));
    int cut = 0;
    for (double relatives : new double[] {0, RELATIVES}) {
      for (ArrayData adjustments : List.of(USUAL, adjustments(6, -3), adjustments(-2, 5))) {
        for (double floor = -20; floor < 15; floor += 0.5) {
          Prospects prospects = weights(relatives).prospects(comparisons, floor);
          assertThat(prospects.at(0)).as("codes come first").isEqualTo(1);
          for (int first = 0; first <= 2; first++) {
            for (int second = 0; second <= 2; second++) {
              long pattern = first + 16L * second;
              double weight =
                  weights(relatives).of(pattern, adjustments)
                      + weights(relatives).related(pattern, adjustments);
              boolean compared =
                  prospects.any(0, adjustments, 0)
                      && prospects.any(16L * second, adjustments, 1)
                      && prospects.any(pattern, adjustments, 2);
              assertThat(compared || weight < floor).as("%s of %s", weight, floor).isTrue();
              cut += compared ? 0 : 1;
            }
          }
        }
      }
    }
    assertThat(cut).isPositive();
    assertThat(weights(0).prospects(comparisons, -100).any(-1, USUAL, 1)).isFalse();
  }

  private static Comparison comparison(LinkConfig.Kind kind) {
    return new Comparison(
        kind.name(), List.of("equal", "different"), lit(0), Optional.empty(), Optional.of(kind));
  }

  private static ArrayData adjustments(float first, float second) {
    return UnsafeArrayData.fromPrimitiveArray(new float[] {first, second});
  }

  private static Weights weights(double relatives) {
    List<Model.Parameters> parameters =
        List.of(
            new Model.Parameters("surname", List.of("equal", "different"), M[0], U[0], List.of()),
            new Model.Parameters("first", List.of("equal", "different"), M[1], U[1], List.of()));
    Model.Related related = new Model.Related(relatives / RECORDS, R, "");
    Model model = new Model(parameters, MATCHES / RECORDS, related, List.of(), null, null);
    return new Weights(model, RECORDS, PAIRS);
  }
}
