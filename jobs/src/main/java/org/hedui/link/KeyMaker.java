package org.hedui.link;

import java.io.Serializable;
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

  /**
   * Prepares the keys of some rules.
   *
   * @param parts the parts of all rules, in the order of their hashes
   */
  KeyMaker(List<BlockingRule> rules, List<String> parts) {
    this.salts = rules.stream().mapToInt(KeyMaker::salt).toArray();
    this.parts =
        rules.stream()
            .map(rule -> rule.keys().stream().mapToInt(parts::indexOf).toArray())
            .toArray(int[][]::new);
  }

  /**
   * Called by Spark.
   *
   * @param hashes 64-bit hashes of the parts, 0 where one is missing
   * @return a key a rule, 0 where a part is missing (a blank never blocks). Rules of one name give
   *     one key, whatever rules stand beside them; two keys that collide only cost a comparison.
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
      mixed = mixed(mixed, hash);
    }
    return key(mixed);
  }

  /** What the mixing of a rule's key begins with. */
  static int salt(BlockingRule rule) {
    return rule.name().hashCode();
  }

  /** Mixes one more part into a key. */
  static long mixed(long before, long hash) {
    long mixed = (before ^ hash) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }

  /** The key when all parts are mixed. */
  static int key(long mixed) {
    return (int) (mixed >>> 16);
  }
}
