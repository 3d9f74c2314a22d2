package org.hedui.link;

import java.util.Arrays;

/**
 * What the other records of a cluster say about a pair in it: if A is surely B and B surely C, then
 * A is C, however little the two look alike. The evidence of a pair is that of the best detour: the
 * weakest link on the strongest way between the two that does not use the pair itself.
 */
final class Structure {
  /** Detours are looked for in clusters up to this size; the work grows with its cube. */
  static final int LARGEST = 64;

  private final int records;
  private final double[][] strongest;
  private final double[][] direct;

  /**
   * Prepares a cluster.
   *
   * @param direct weights of the pairs of the cluster above the threshold, 0 for the others;
   *     symmetric
   */
  Structure(double[][] direct) {
    this.records = direct.length;
    this.direct = direct;
    this.strongest = new double[records][];
    for (int i = 0; i < records; i++) {
      strongest[i] = Arrays.copyOf(direct[i], records);
    }
    for (int via = 0; via < records; via++) {
      for (int i = 0; i < records; i++) {
        for (int j = 0; j < records; j++) {
          double way = Math.min(strongest[i][via], strongest[via][j]);
          if (i != j && way > strongest[i][j]) {
            strongest[i][j] = way;
          }
        }
      }
    }
  }

  /** The evidence of the best detour between two records, in bits; 0 if there is none. */
  double detour(int one, int other) {
    double best = direct[one][other] > 0 ? 0 : strongest[one][other];
    for (int via = 0; via < records; via++) {
      if (via != one && via != other) {
        best = Math.max(best, Math.min(direct[one][via], direct[via][other]));
      }
    }
    return best;
  }
}
