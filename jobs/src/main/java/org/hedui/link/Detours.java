package org.hedui.link;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Looks up what a pair's cluster says about it. */
public final class Detours implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Broadcast<long[]> keys;
  private final Broadcast<float[]> bits;

  /** Takes the detours to every executor, once. */
  Detours(SparkSession spark, List<EntityClusters.Detour> detours) {
    List<EntityClusters.Detour> sorted =
        detours.stream()
            .sorted(Comparator.comparingLong(detour -> key(detour.left(), detour.right())))
            .toList();
    long[] sortedKeys = new long[sorted.size()];
    float[] sortedBits = new float[sorted.size()];
    for (int i = 0; i < sortedKeys.length; i++) {
      sortedKeys[i] = key(sorted.get(i).left(), sorted.get(i).right());
      sortedBits[i] = (float) sorted.get(i).bits();
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.keys = context.broadcast(sortedKeys);
    this.bits = context.broadcast(sortedBits);
  }

  /** Gives the memory back; nothing may be looked up any more. */
  void release() {
    keys.unpersist();
    bits.unpersist();
  }

  /** Called by Spark: the evidence of the pair's best detour in bits; 0 if there is none. */
  public double of(long left, long right) {
    int place = Arrays.binarySearch(keys.value(), key(left, right));
    return place < 0 ? 0 : bits.value()[place];
  }

  /** One number for a pair of hashes: two pairs of a million share one once in a million runs. */
  private static long key(long left, long right) {
    return left * 0x9E3779B97F4A7C15L + Long.rotateLeft(right, 31);
  }
}
