package org.hedui.sample;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.HeduiException;

/**
 * Draws a sample within each township. Which households it takes follows from the seed and their
 * ids alone: neither order nor partitions of the rows change it.
 */
public final class SampleDraw {
  /** Households of one sample: more than anybody visits. */
  private static final int MOST = 50_000;

  private final SampleDesign design;
  private final Dataset<Row> population;
  private final SortedMap<String, Long> towns = new TreeMap<>();
  private long leftOut;

  /**
   * Counts what there is to draw from.
   *
   * @param population rows of {@code rated_household} of the design's rate and date; read twice
   */
  public SampleDraw(SampleDesign design, Dataset<Row> population) {
    this.design = design;
    this.population = population;
    // As many rows as there are townships.
    for (Row row : population.groupBy("town").agg(count(lit(1))).collectAsList()) {
      if (design.covers(row.getString(0))) {
        towns.put(row.getString(0), row.getLong(1));
      } else if (design.isUnknown(row.getString(0))) {
        leftOut += row.getLong(1);
      }
    }
  }

  /** Households that were left out because nobody knows whether they lie in the division. */
  public long leftOut() {
    return leftOut;
  }

  /**
   * Draws.
   *
   * @throws HeduiException NOTHING_TO_DRAW, SAMPLE_TOO_SMALL or SAMPLE_TOO_LARGE, exit code 2
   */
  public Sample draw() {
    long households = towns.values().stream().mapToLong(Long::longValue).sum();
    if (households == 0) {
      throw new HeduiException(
          "NOTHING_TO_DRAW",
          2,
          "On %s there is no household of kind %s to draw from; name another --division or date."
              .formatted(design.date(), design.rate().kind()));
    }
    long size = design.size(households);
    if (size > MOST) {
      throw new HeduiException(
          "SAMPLE_TOO_LARGE",
          2,
          "%,d households are more than a sample of %,d; name a smaller --size, or a wider --margin."
              .formatted(size, MOST));
    }
    List<Stratum> strata = Allocation.of(towns, size);
    return new Sample(design, strata, households(drawn(strata)));
  }

  private Dataset<Row> drawn(List<Stratum> strata) {
    Dataset<Row> wanted =
        population
            .sparkSession()
            .createDataFrame(
                strata.stream()
                    .map(stratum -> RowFactory.create(stratum.town(), stratum.drawn()))
                    .toList(),
                StructType.fromDDL("town string, drawn bigint"));
    int most = Math.toIntExact(strata.stream().mapToLong(Stratum::drawn).max().orElseThrow());
    String salt = design.seed() + "|" + design.rate().code() + "|";
    return population
        .withColumn("lot", sha2(concat(lit(salt), col("household_id")).cast("binary"), 256))
        .withColumn(
            "place", row_number().over(Window.partitionBy("town").orderBy("lot", "household_id")))
        // A bound that does not depend on the town lets each task drop what cannot be drawn.
        .where(col("place").leq(most))
        .join(broadcast(wanted), "town") // One row a town.
        .where(col("place").leq(col("drawn")))
        .orderBy("town", "place");
  }

  private static List<Household> households(Dataset<Row> drawn) {
    return drawn.select("household_id", "town", "place", "members").collectAsList().stream()
        .map(row -> new Household(row.getString(0), row.getString(1), row.getInt(2), row.getInt(3)))
        .toList();
  }
}
