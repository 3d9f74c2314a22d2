package org.hedui.link;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftleft;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The levels of all comparisons of a pair in one 64-bit number, four bits each: the comparison
 * pattern of Fellegi and Sunter, small enough to be counted and looked up.
 */
final class Pattern {
  private static final int BITS = 4;

  private Pattern() {}

  /** The pattern of a pair. */
  static Column of(List<Comparison> comparisons) {
    Column pattern = lit(0L);
    for (int i = 0; i < comparisons.size(); i++) {
      pattern = pattern.plus(part(comparisons, i));
    }
    return pattern;
  }

  /** What one comparison adds to the pattern of a pair. */
  static Column part(List<Comparison> comparisons, int comparison) {
    Column level = comparisons.get(comparison).level().cast("bigint");
    return shiftleft(level, BITS * comparison);
  }

  /** The level of one comparison. */
  static int level(long pattern, int comparison) {
    return (int) (pattern >>> (BITS * comparison)) & 15;
  }

  /** The level of one comparison, in SQL. */
  static Column level(Column pattern, int comparison) {
    return org.apache
        .spark
        .sql
        .functions
        .shiftrightunsigned(pattern, BITS * comparison)
        .bitwiseAND(lit(15L))
        .cast("int");
  }
}
