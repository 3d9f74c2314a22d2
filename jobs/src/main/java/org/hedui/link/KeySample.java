package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The hashes of all key parts of a sample of records, in arrays: thousands of rules are counted in
 * the driver faster than dozens by a shuffle.
 */
final class KeySample {
  private final List<String> parts;
  private final long[][] hashes;
  private final int[] inputs;
  private final boolean between;

  private KeySample(List<String> parts, long[][] hashes, int[] inputs, boolean between) {
    this.parts = parts;
    this.hashes = hashes;
    this.inputs = inputs;
    this.between = between;
  }

  /**
   * Reads a sample; one job.
   *
   * @param sample records, few enough for the driver
   * @param rules the rules that may be asked for
   * @param between whether only records of different inputs make pairs
   */
  static KeySample of(Dataset<Row> sample, List<BlockingRule> rules, boolean between) {
    List<String> parts = Blocking.parts(rules);
    Column[] hashed = parts.stream().map(Blocking::hash).toArray(Column[]::new);
    List<Row> rows = sample.select(col(Records.INPUT), array(hashed)).collectAsList();
    long[][] hashes = new long[rows.size()][];
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = rows.get(row).<Long>getList(1).stream().mapToLong(Long::longValue).toArray();
    }
    return new KeySample(
        parts, hashes, rows.stream().mapToInt(row -> row.getInt(0)).toArray(), between);
  }

  /** What each rule makes of the sample; as {@link Blocking#countKeys} counts it. */
  List<Blocking.Count> count(List<BlockingRule> rules, int limit) {
    return rules.parallelStream().map(rule -> count(rule, limit)).toList();
  }

  private Blocking.Count count(BlockingRule rule, int limit) {
    int[] places = rule.keys().stream().mapToInt(parts::indexOf).toArray();
    int salt = KeyMaker.salt(rule);
    Tally byKey = new Tally(hashes.length);
    Tally byKeyAndInput = new Tally(between ? hashes.length : 0);
    for (int record = 0; record < hashes.length; record++) {
      int key = key(hashes[record], places, salt);
      if (key != 0) {
        int slot = byKey.add(key);
        if (between) {
          int own = byKeyAndInput.add((long) inputs[record] << 32 | (key & 0xFFFFFFFFL));
          byKey.pairs[slot] -= byKeyAndInput.members[own] - 1;
        }
      }
    }
    return byKey.count(rule, limit);
  }

  private static int key(long[] hashes, int[] places, int salt) {
    long mixed = salt;
    for (int place : places) {
      if (hashes[place] == 0) {
        return 0;
      }
      mixed = KeyMaker.mixed(mixed, hashes[place]);
    }
    return KeyMaker.key(mixed);
  }

  /** Keys with their records: a hash table, as sorting would take several times as long. */
  private static final class Tally {
    private final long[] keys;
    private final int[] members;
    private final long[] pairs;

    Tally(int records) {
      int slots = Integer.highestOneBit(Math.max(1, records)) * 4;
      keys = new long[slots];
      members = new int[slots];
      pairs = new long[slots];
    }

    /** Adds a record, paired with all before of its key, and gives the key's slot. */
    int add(long key) {
      int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
      while (members[slot] > 0 && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      keys[slot] = key;
      pairs[slot] += members[slot];
      members[slot]++;
      return slot;
    }

    Blocking.Count count(BlockingRule rule, int limit) {
      long shared = 0;
      long kept = 0;
      int largest = 1;
      List<Integer> dropped = new ArrayList<>();
      long droppedPairs = 0;
      for (int slot = 0; slot < members.length; slot++) {
        if (members[slot] > 1) {
          shared++;
          largest = Math.max(largest, members[slot]);
          if (members[slot] > limit) {
            dropped.add((int) keys[slot]);
            droppedPairs += pairs[slot];
          } else {
            kept += pairs[slot];
          }
        }
      }
      return new Blocking.Count(rule, shared, kept, largest, dropped, droppedPairs);
    }
  }
}
