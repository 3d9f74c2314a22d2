package org.hedui.link;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The pairs that people decided, by the names that records have inside the engine.
 *
 * @param together pairs of one entity, two rids each
 * @param apart the records that each record may not be one entity with
 */
record BoundPairs(List<long[]> together, Map<Long, Set<Long>> apart) implements Serializable {
  /** Weight of a pair that people decided, in bits: more than any comparison makes. */
  static final double CERTAIN = 1_000;

  /** No pair is decided. */
  static BoundPairs nothing() {
    return new BoundPairs(List.of(), Map.of());
  }

  /** Looks the records up; a pair with a record that is not there waits until it is. */
  static BoundPairs of(Decided decided, Dataset<Row> records) {
    if (decided.records().isEmpty()) {
      return nothing();
    }
    Map<String, Long> rids = new HashMap<>();
    records
        .where(col(Records.UNIQUE_ID).isin(decided.records().toArray()))
        .select(Records.UNIQUE_ID, Records.RID)
        .collectAsList()
        .forEach(row -> rids.put(row.getString(0), row.getLong(1)));
    List<long[]> together = new ArrayList<>();
    for (Decided.Pair pair : decided.together()) {
      if (rids.containsKey(pair.left()) && rids.containsKey(pair.right())) {
        together.add(new long[] {rids.get(pair.left()), rids.get(pair.right())});
      }
    }
    Map<Long, Set<Long>> apart = new HashMap<>();
    for (Decided.Pair pair : decided.apart()) {
      if (rids.containsKey(pair.left()) && rids.containsKey(pair.right())) {
        long left = rids.get(pair.left());
        long right = rids.get(pair.right());
        apart.computeIfAbsent(left, rid -> new HashSet<>()).add(right);
        apart.computeIfAbsent(right, rid -> new HashSet<>()).add(left);
      }
    }
    return new BoundPairs(together, apart);
  }

  /** Whether no pair is decided. */
  boolean none() {
    return together.isEmpty() && apart.isEmpty();
  }

  /** Whether people said that the two are one entity. */
  private boolean one(long left, long right) {
    return together.stream()
        .anyMatch(
            pair -> (pair[0] == left && pair[1] == right) || (pair[0] == right && pair[1] == left));
  }

  /**
   * The constraint that puts people's word above {@code rules}.
   *
   * @param rids the records by the names that the constraint is asked with
   */
  Clustering.Constraint over(Clustering.Constraint rules, long[] rids) {
    return (one, other) -> {
      boolean joined = false;
      for (int left : one) {
        Set<Long> forbidden = apart.getOrDefault(rids[left], Set.of());
        for (int right : other) {
          if (forbidden.contains(rids[right])) {
            return false;
          }
          joined |= one(rids[left], rids[right]);
        }
      }
      return joined || rules.allows(one, other);
    };
  }
}
