package org.hedui.link;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The blocking keys that more than one record has, told in one pass without a shuffle: most keys
 * have one record only, make no pair, and need not travel. Two maps of bits hold what was seen once
 * and twice; a key that shares its bit with others may be held too, but a shared key is never lost.
 * The maps are of bounded size, however many records there are.
 */
final class SharedKeys implements Serializable {
  private static final long serialVersionUID = 1L;

  /** At eight bits a key, one in eight keys of one record is taken for shared. */
  private static final int BITS_A_KEY = 8;

  private static final int LEAST_BITS = 10;

  /** 32 MB a map. */
  private static final int MOST_BITS = 28;

  private final int bits;
  private final long[] twice;

  private SharedKeys(int bits, long[] twice) {
    this.bits = bits;
    this.twice = twice;
  }

  /**
   * Looks through all keys; one job.
   *
   * @param keys one column: the keys of a record by rule, 0 for none
   * @param expected about how many keys there are
   */
  static SharedKeys of(Dataset<Row> keys, long expected) {
    int bits = Math.max(LEAST_BITS, 64 - Long.numberOfLeadingZeros(expected * BITS_A_KEY));
    return of(keys, Math.min(bits, MOST_BITS));
  }

  /** With maps of 2 to the {@code bits}. */
  static SharedKeys of(Dataset<Row> keys, int bits) {
    return new SharedKeys(bits, seen(keys, bits).twice);
  }

  private static Seen seen(Dataset<Row> keys, int bits) {
    JavaRDD<InternalRow> rows = keys.queryExecution().toRdd().toJavaRDD();
    // A pair of maps a partition; in a tree, as a driver could not hold those of many partitions.
    return rows.mapPartitions(part -> Seen.in(part, bits)).treeReduce(Seen::merged);
  }

  /**
   * Those of these keys that some records have; one job.
   *
   * @param keys one column: the keys of such a record by rule, 0 for none
   */
  SharedKeys amongThoseOf(Dataset<Row> keys) {
    long[] both = seen(keys, bits).once;
    for (int word = 0; word < both.length; word++) {
      both[word] &= twice[word];
    }
    return new SharedKeys(bits, both);
  }

  /** Whether more than one record may have that key: always true if it is so. */
  boolean mayHold(int rule, int key) {
    int place = place(rule, key, bits);
    return (twice[place >>> 6] >>> place & 1) != 0;
  }

  private static int place(int rule, int key, int bits) {
    long mixed = (key + ((long) rule << 32)) * 0x9E3779B97F4A7C15L;
    return (int) ((mixed ^ mixed << 31) >>> (64 - bits));
  }

  /** What was seen in one part of the records. */
  private static final class Seen implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int bits;
    private final long[] once;
    private final long[] twice;

    private Seen(int bits) {
      this.bits = bits;
      this.once = new long[1 << (bits - 6)];
      this.twice = new long[1 << (bits - 6)];
    }

    static Iterator<Seen> in(Iterator<InternalRow> rows, int bits) {
      Seen seen = new Seen(bits);
      rows.forEachRemaining(row -> seen.add(row.getArray(0)));
      return java.util.List.of(seen).iterator();
    }

    private void add(ArrayData keys) {
      for (int rule = 0; rule < keys.numElements(); rule++) {
        int key = keys.getInt(rule);
        if (key != 0) {
          int place = place(rule, key, bits);
          long bit = 1L << place;
          twice[place >>> 6] |= once[place >>> 6] & bit;
          once[place >>> 6] |= bit;
        }
      }
    }

    Seen merged(Seen other) {
      for (int word = 0; word < once.length; word++) {
        twice[word] |= other.twice[word] | (once[word] & other.once[word]);
        once[word] |= other.once[word];
      }
      return this;
    }
  }
}
