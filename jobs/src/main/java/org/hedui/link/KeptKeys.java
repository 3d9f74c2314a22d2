package org.hedui.link;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Which of a record's keys make pairs, and the blocks that it belongs to by them. */
public final class KeptKeys implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[][] dropped;
  private final int oneIn;

  /** Null if nothing is known of the keys: an Optional does not travel. */
  private final Broadcast<SharedKeys> shared;

  /**
   * Keeps keys.
   *
   * @param dropped by rule, keys that make no pairs
   * @param shared the keys that more than one record may have; empty: nothing is known of them
   * @param oneIn only one in so many keys makes a block
   */
  KeptKeys(List<List<Integer>> dropped, Optional<Broadcast<SharedKeys>> shared, int oneIn) {
    this.dropped =
        dropped.stream()
            .map(keys -> keys.stream().mapToInt(Integer::intValue).sorted().toArray())
            .toArray(int[][]::new);
    this.shared = shared.orElse(null);
    this.oneIn = oneIn;
  }

  /**
   * Called by Spark.
   *
   * @param keys the keys of a record by rule, 0 for none
   * @return the same, and 0 for a key that is dropped or that no other record has
   */
  public ArrayData of(ArrayData keys) {
    // Asked for once a record: a broadcast is found under a lock.
    SharedKeys found = shared == null ? null : shared.value();
    int[] kept = keys.toIntArray();
    for (int rule = 0; rule < kept.length; rule++) {
      int key = kept[rule];
      if (key != 0
          && (Arrays.binarySearch(dropped[rule], key) >= 0
              || (found != null && !found.mayHold(rule, key)))) {
        kept[rule] = 0;
      }
    }
    return UnsafeArrayData.fromPrimitiveArray(kept);
  }

  /**
   * Called by Spark: the blocks of a record, each a rule (in the upper half) and a key of it.
   *
   * @param keys what {@link #of} kept
   */
  public ArrayData blocks(ArrayData keys) {
    long[] blocks = new long[keys.numElements()];
    int size = 0;
    for (int rule = 0; rule < blocks.length; rule++) {
      int key = keys.getInt(rule);
      if (key != 0 && (oneIn == 1 || Math.floorMod(key, oneIn) == 0)) {
        blocks[size++] = (long) rule << 32 | (key & 0xFFFFFFFFL);
      }
    }
    return UnsafeArrayData.fromPrimitiveArray(Arrays.copyOf(blocks, size));
  }
}
