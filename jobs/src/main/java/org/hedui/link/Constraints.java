package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.LinkConfig;

/** What a configuration forbids to be in one cluster, for the records that occur in pairs. */
final class Constraints {
  private final int[] inputs;
  private final List<long[]> distinct;
  private final boolean oneToOne;

  private Constraints(int[] inputs, List<long[]> distinct, boolean oneToOne) {
    this.inputs = inputs;
    this.distinct = distinct;
    this.oneToOne = oneToOne;
  }

  /**
   * Reads what is needed.
   *
   * @param attributes {@code rid}, the input, and the values of distinct fields as hashes
   * @param rids the records that occur in pairs, ascending
   */
  static Constraints read(Dataset<Row> attributes, long[] rids, LinkConfig config) {
    List<long[]> distinct = new ArrayList<>();
    if (!config.oneToOne() && config.distinct().isEmpty()) {
      return new Constraints(new int[0], distinct, false);
    }
    int[] inputs = new int[rids.length];
    config.distinct().forEach(field -> distinct.add(new long[rids.length]));
    Iterator<Row> rows = attributes.toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      int node = Arrays.binarySearch(rids, row.getLong(0));
      if (node >= 0) {
        inputs[node] = row.getInt(1);
        for (int field = 0; field < distinct.size(); field++) {
          distinct.get(field)[node] = row.isNullAt(2 + field) ? 0 : row.getLong(2 + field);
        }
      }
    }
    return new Constraints(inputs, distinct, config.oneToOne());
  }

  /** Whether nothing is forbidden. */
  boolean none() {
    return distinct.isEmpty() && !oneToOne;
  }

  /** What is forbidden among some of the records, which are then named by their places. */
  Clustering.Constraint among(int[] nodes) {
    List<Clustering.Constraint> all = new ArrayList<>();
    for (long[] values : distinct) {
      all.add(Clustering.distinct(Arrays.stream(nodes).mapToLong(node -> values[node]).toArray()));
    }
    if (oneToOne) {
      all.add(Clustering.oneOfEach(Arrays.stream(nodes).map(node -> inputs[node]).toArray()));
    }
    return (one, other) -> all.stream().allMatch(constraint -> constraint.allows(one, other));
  }
}
