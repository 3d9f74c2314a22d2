package org.hedui.entitle;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.PolicyPack.Level;

/**
 * Splits amounts between levels of government so that the parts sum to the amount to the cent: each
 * level gets its share rounded down, and the cents left over go to the largest remainders, of equal
 * ones to the higher level.
 */
final class CostShares {
  private static final BigDecimal PARTS_A_PERCENT = BigDecimal.valueOf(100);

  private CostShares() {}

  /** The weights of all levels in ten-thousandths, in the order of {@link Level}; NULL if none. */
  static Column weights(Map<Level, BigDecimal> shares) {
    if (shares.isEmpty()) {
      return lit(null).cast("array<bigint>");
    }
    return array(
        Arrays.stream(Level.values())
            .map(level -> shares.getOrDefault(level, BigDecimal.ZERO))
            .map(share -> lit(share.multiply(PARTS_A_PERCENT).longValueExact()))
            .toArray(Column[]::new));
  }

  /** The columns that {@link #split} adds, in the order of {@link Level}. */
  static List<String> columns() {
    return Arrays.stream(Level.values())
        .map(level -> "share_" + level.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /**
   * Splits the amount of every row.
   *
   * @param owed rows with {@code amount} in yuan and {@code weights}
   * @return the same rows with {@link #columns}, NULL where no weights are set
   */
  static Dataset<Row> split(Dataset<Row> owed) {
    Dataset<Row> parts =
        owed.withColumn("cents", expr("CAST(amount * 100 AS BIGINT)"))
            .withColumn("remainders", expr("transform(weights, w -> cents * w % 10000)"))
            .withColumn(
                "spare", expr("aggregate(remainders, 0L, (total, r) -> total + r) DIV 10000"))
            .withColumn(
                "parts",
                expr(
                    """
                    transform(weights, (w, i) -> cents * w DIV 10000 + if(
                      size(filter(sequence(0, size(weights) - 1), j ->
                        remainders[j] > remainders[i] OR (remainders[j] = remainders[i] AND j < i)))
                      < spare, 1L, 0L))
                    """));
    List<String> names = columns();
    for (int level = 0; level < names.size(); level++) {
      parts =
          parts.withColumn(
              names.get(level),
              expr(
                  "CAST(CAST(parts[%d] AS DECIMAL(18, 2)) / 100 AS DECIMAL(18, 2))"
                      .formatted(level)));
    }
    return parts.drop("cents", "remainders", "spare", "parts", "weights");
  }
}
