package org.hedui.link;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Makes the keys of all blocking rules from the hashes of their parts. One call a record instead of
 * one expression a rule: hundreds of rules would make more code than Java compiles.
 */
public final class KeyMaker implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] salts;
  private final int[][] parts;
  private final int[][] dropped;

  /**
   * Prepares the keys of some rules.
   *
   * @param parts the parts of all rules, in the order of their hashes
   * @param dropped by rule, keys that make no pairs
   */
  KeyMaker(List<BlockingRule> rules, List<String> parts, List<List<Integer>> dropped) {
    this.salts = rules.stream().mapToInt(rule -> rule.name().hashCode()).toArray();
    this.parts =
        rules.stream()
            .map(rule -> rule.keys().stream().mapToInt(parts::indexOf).toArray())
            .toArray(int[][]::new);
    this.dropped =
        dropped.stream()
            .map(keys -> keys.stream().mapToInt(Integer::intValue).sorted().toArray())
            .toArray(int[][]::new);
  }

  /**
   * Called by Spark.
   *
   * @param hashes 64-bit hashes of the parts, 0 where one is missing
   * @return a key a rule, 0 where a part is missing (a blank never blocks) or the key is dropped.
   *     Rules of one name give one key, whatever rules stand beside them; two keys that collide
   *     only cost a comparison.
   */
  public ArrayData of(ArrayData hashes) {
    int[] keys = new int[salts.length];
    for (int rule = 0; rule < keys.length; rule++) {
      keys[rule] = key(hashes, rule);
    }
    return UnsafeArrayData.fromPrimitiveArray(keys);
  }

  private int key(ArrayData hashes, int rule) {
    long mixed = salts[rule];
    for (int part : parts[rule]) {
      long hash = hashes.getLong(part);
      if (hash == 0) {
        return 0;
      }
      mixed = (mixed ^ hash) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 32;
    }
    int key = (int) (mixed >>> 16);
    return key == 0 || Arrays.binarySearch(dropped[rule], key) >= 0 ? 0 : key;
  }
}
