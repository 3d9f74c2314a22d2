package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * How frequent the values of each comparison's frequency field are. Two records that agree on a
 * rare value are more likely one than two that agree on a common one (Winkler 1989): the weight of
 * level 1 is taken relative to the value's own frequency. Values are kept as hashes only.
 *
 * @param tables one for each comparison; without a frequency field an empty one
 */
record Frequencies(List<Table> tables) {
  /** A value of which fewer than one in ten thousand records tell is rare: all such count alike. */
  private static final double RARE = 1e-4;

  /**
   * The frequent values of one field.
   *
   * @param hashes xxhash64 of the values, ascending
   * @param shares their shares of all stated values
   * @param restShare mean share of a value that is not among them; 0 if nothing was counted
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Table(long[] hashes, float[] shares, float restShare) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A table that knows nothing: it changes no weight. */
    static Table empty() {
      return new Table(new long[0], new float[0], 0);
    }

    /** The share of a value by its hash. */
    float share(long hash) {
      int place = Arrays.binarySearch(hashes, hash);
      return place >= 0 ? shares[place] : restShare;
    }
  }

  /** What the weight of level 1 gains or loses by a value's frequency, in bits. */
  public static final class Adjustment implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Table table;
    private final float chance;

    /** Relative to {@code chance}, the u of level 1. */
    Adjustment(Table table, double chance) {
      this.table = table;
      this.chance = (float) chance;
    }

    /** Called by Spark: the adjustment for the value of that hash. */
    public float of(long hash) {
      float share = table.share(hash);
      if (share <= 0) {
        return 0;
      }
      float bits = (float) (Math.log(chance / share) / Math.log(2));
      boolean frequent = Arrays.binarySearch(table.hashes, hash) >= 0;
      return frequent ? bits : Math.max(0, bits);
    }
  }

  /**
   * Counts the values in a sample of the records; one job.
   *
   * @param sample cleaned records
   */
  static Frequencies of(Dataset<Row> sample, List<Comparison> comparisons) {
    Column[] values = new Column[comparisons.size()];
    for (int i = 0; i < values.length; i++) {
      Column field =
          comparisons.get(i).frequency().map(org.apache.spark.sql.functions::col).orElse(lit(null));
      values[i] =
          struct(
              lit(i).as("comparison"),
              when(field.isNotNull(), xxhash64(field.cast("string"))).as("hash"));
    }
    Dataset<Row> counted =
        sample
            .select(explode(array(values)).as("value"))
            .select("value.*")
            .where(col("hash").isNotNull())
            .groupBy("comparison", "hash")
            .agg(count(lit(1)).as("members"));
    WindowSpec all = Window.partitionBy("comparison");
    Dataset<Row> shares = counted.withColumn("stated", sum("members").over(all));
    Column frequent =
        col("members").gt(1).and(col("members").geq(col("stated").multiply(lit(RARE))));
    List<Row> rows =
        shares
            .groupBy(col("comparison"), when(frequent, col("hash")).as("hash"), col("stated"))
            .agg(sum("members"), count(lit(1)))
            .collectAsList();
    return new Frequencies(tables(rows, values.length));
  }

  private static List<Table> tables(List<Row> rows, int comparisons) {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < comparisons; i++) {
      int comparison = i;
      List<Row> own = rows.stream().filter(row -> row.getInt(0) == comparison).toList();
      List<Row> frequent =
          own.stream()
              .filter(row -> !row.isNullAt(1))
              .sorted(Comparator.comparingLong(row -> row.getLong(1)))
              .toList();
      long[] hashes = new long[frequent.size()];
      float[] shares = new float[hashes.length];
      for (int place = 0; place < hashes.length; place++) {
        hashes[place] = frequent.get(place).getLong(1);
        shares[place] = (float) frequent.get(place).getLong(3) / frequent.get(place).getLong(2);
      }
      double rest =
          own.stream()
              .filter(row -> row.isNullAt(1))
              .findFirst()
              .map(row -> (double) row.getLong(3) / row.getLong(2) / row.getLong(4))
              .orElse(own.isEmpty() ? 0.0 : 1.0 / own.get(0).getLong(2));
      tables.add(new Table(hashes, shares, (float) rest));
    }
    return tables;
  }

  /**
   * The adjustments of one record, an array of bits by comparison.
   *
   * @param chances u of level 1 by comparison
   */
  Column adjustments(List<Comparison> comparisons, double[] chances) {
    Column[] bits = new Column[comparisons.size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = lit(0f);
      if (comparisons.get(i).frequency().isPresent()) {
        Column hash = xxhash64(col(comparisons.get(i).frequency().get()).cast("string"));
        bits[i] =
            coalesce(
                NativeCalls.call(
                    new Adjustment(tables.get(i), chances[i]), "of", DataTypes.FloatType, hash),
                lit(0f));
      }
    }
    return array(bits);
  }
}
