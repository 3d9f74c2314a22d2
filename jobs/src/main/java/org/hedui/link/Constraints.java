package org.hedui.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.LinkConfig;

/** What a configuration forbids to be in one cluster, for the records that occur in pairs. */
final class Constraints {
  private final long[] rids;
  private final int[] inputs;
  private final List<long[]> distinct;
  private final boolean oneToOne;
  private final BoundPairs bound;

  /** Reads the constraints of the records that occur in pairs, ascending. */
  interface Read {
    Constraints of(long[] rids);
  }

  private Constraints(
      long[] rids, int[] inputs, List<long[]> distinct, boolean oneToOne, BoundPairs bound) {
    this.rids = rids;
    this.inputs = inputs;
    this.distinct = distinct;
    this.oneToOne = oneToOne;
    this.bound = bound;
  }

  /**
   * Reads what is needed.
   *
   * @param attributes {@code rid}, the input, and the values of distinct fields as hashes
   * @param rids the records that occur in pairs, ascending
   * @param bound what people said, which outranks the configuration
   */
  static Constraints read(
      Dataset<Row> attributes, long[] rids, LinkConfig config, BoundPairs bound) {
    boolean none = !config.oneToOne() && config.distinct().isEmpty();
    return read(
        none ? Collections.emptyIterator() : attributes.toLocalIterator(),
        rids,
        config.oneToOne(),
        config.distinct().size(),
        bound);
  }

  /** The same of rows at hand, with a number of distinct fields. */
  static Constraints read(
      Iterator<Row> attributes, long[] rids, boolean oneToOne, int fields, BoundPairs bound) {
    List<long[]> distinct = new ArrayList<>();
    int[] inputs = new int[rids.length];
    for (int field = 0; field < fields; field++) {
      distinct.add(new long[rids.length]);
    }
    while (attributes.hasNext()) {
      Row row = attributes.next();
      int node = Arrays.binarySearch(rids, row.getLong(0));
      if (node >= 0) {
        inputs[node] = row.getInt(1);
        for (int field = 0; field < distinct.size(); field++) {
          distinct.get(field)[node] = row.isNullAt(2 + field) ? 0 : row.getLong(2 + field);
        }
      }
    }
    return new Constraints(rids, inputs, distinct, oneToOne, bound);
  }

  /**
   * Whether a pair of records, {@code l.…} and {@code r.…}, may belong to one entity: no distinct
   * field has two values.
   */
  static Column allowed(LinkConfig config) {
    Column allowed = lit(true);
    for (String field : config.distinct()) {
      Column left = col("l." + field);
      Column right = col("r." + field);
      allowed = allowed.and(coalesce(left.equalTo(right), lit(true)));
    }
    return allowed;
  }

  /** Whether nothing is forbidden. */
  boolean none() {
    return distinct.isEmpty() && !oneToOne && bound.none();
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
    Clustering.Constraint rules =
        (one, other) -> all.stream().allMatch(constraint -> constraint.allows(one, other));
    return bound.none()
        ? rules
        : bound.over(rules, Arrays.stream(nodes).mapToLong(node -> rids[node]).toArray());
  }
}
