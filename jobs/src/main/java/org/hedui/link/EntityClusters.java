package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.LinkConfig;

/**
 * Turns weighed pairs into entities. The edges are streamed into arrays of the driver, 24 bytes an
 * edge: the one place where something that grows with the links is held there.
 */
final class EntityClusters {
  private EntityClusters() {}

  /**
   * The clusters of two records and more.
   *
   * @param rids records, ascending
   * @param clusters name of each one's cluster: the least rid in it
   * @param cut links that were not followed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Result(long[] rids, long[] clusters, List<Cut> cut) {}

  /**
   * A pair above the threshold whose records do not belong to one cluster.
   *
   * @param left rid of one record
   * @param right rid of the other
   * @param weight the pair's weight
   */
  record Cut(long left, long right, double weight) {}

  /**
   * Clusters.
   *
   * @param pairs {@code rid_l, rid_r, weight}, also those below the threshold: they are evidence
   *     against
   * @param threshold weight from which a pair is a link
   * @param attributes what constraints look at, of the records that have links: {@code rid}, the
   *     input and the values of distinct fields as hashes
   */
  static Result of(
      Dataset<Row> pairs, double threshold, Dataset<Row> attributes, LinkConfig config) {
    Edges edges = Edges.read(pairs);
    long[] rids = edges.nodes();
    int[] left = edges.indexes(edges.left, rids);
    int[] right = edges.indexes(edges.right, rids);
    Components components = new Components(rids.length);
    for (int edge = 0; edge < left.length; edge++) {
      if (edges.weights[edge] >= threshold) {
        components.join(left[edge], right[edge]);
      }
    }
    int[] names = new int[rids.length];
    for (int node = 0; node < names.length; node++) {
      names[node] = components.find(node);
    }
    Attributes known = Attributes.read(attributes, rids, config);
    int[] clusters = repair(names, left, right, edges.weights, threshold, known);
    List<Cut> cut = new ArrayList<>();
    for (int edge = 0; edge < left.length; edge++) {
      if (edges.weights[edge] >= threshold && clusters[left[edge]] != clusters[right[edge]]) {
        cut.add(new Cut(rids[left[edge]], rids[right[edge]], edges.weights[edge]));
      }
    }
    return new Result(rids, Arrays.stream(clusters).mapToLong(i -> rids[i]).toArray(), cut);
  }

  private static int[] repair(
      int[] components,
      int[] left,
      int[] right,
      double[] weights,
      double threshold,
      Attributes known) {
    int[] clusters = components.clone();
    // Edges by component, in counting-sort order.
    int[] starts = new int[components.length + 1];
    for (int edge = 0; edge < left.length; edge++) {
      if (components[left[edge]] == components[right[edge]]) {
        starts[components[left[edge]] + 1]++;
      }
    }
    for (int node = 0; node < components.length; node++) {
      starts[node + 1] += starts[node];
    }
    int[] sorted = new int[starts[components.length]];
    int[] next = Arrays.copyOf(starts, components.length);
    for (int edge = 0; edge < left.length; edge++) {
      if (components[left[edge]] == components[right[edge]]) {
        sorted[next[components[left[edge]]]++] = edge;
      }
    }
    int[] place = new int[components.length];
    List<List<Integer>> members = members(components, place);
    for (int component = 0; component < components.length; component++) {
      List<Integer> nodes = members.get(component);
      if (nodes == null || nodes.size() < 2) {
        continue;
      }
      int from = starts[component];
      int edges = starts[component + 1] - from;
      if (nodes.size() == 2 && known.none()) {
        continue;
      }
      int[] one = new int[edges];
      int[] other = new int[edges];
      double[] evidence = new double[edges];
      for (int i = 0; i < edges; i++) {
        int edge = sorted[from + i];
        one[i] = place[left[edge]];
        other[i] = place[right[edge]];
        evidence[i] = weights[edge] - threshold + 1e-9;
      }
      int[] found =
          new Clustering(known.constraint(nodes)).cluster(nodes.size(), one, other, evidence);
      for (int i = 0; i < found.length; i++) {
        clusters[nodes.get(i)] = nodes.get(found[i]);
      }
    }
    return clusters;
  }

  private static List<List<Integer>> members(int[] components, int[] place) {
    List<List<Integer>> members = new ArrayList<>();
    for (int node = 0; node < components.length; node++) {
      members.add(null);
    }
    for (int node = 0; node < components.length; node++) {
      List<Integer> list = members.get(components[node]);
      if (list == null) {
        list = new ArrayList<>(2);
        members.set(components[node], list);
      }
      place[node] = list.size();
      list.add(node);
    }
    return members;
  }

  /** What constraints look at. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Attributes(int[] inputs, List<long[]> distinct, boolean oneToOne) {
    static Attributes read(Dataset<Row> attributes, long[] rids, LinkConfig config) {
      List<long[]> distinct = new ArrayList<>();
      if (!config.oneToOne() && config.distinct().isEmpty()) {
        return new Attributes(new int[0], distinct, false);
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
      return new Attributes(inputs, distinct, config.oneToOne());
    }

    boolean none() {
      return distinct.isEmpty() && !oneToOne;
    }

    Clustering.Constraint constraint(List<Integer> nodes) {
      List<Clustering.Constraint> all = new ArrayList<>();
      for (long[] values : distinct) {
        all.add(Clustering.distinct(nodes.stream().mapToLong(node -> values[node]).toArray()));
      }
      if (oneToOne) {
        all.add(Clustering.oneOfEach(nodes.stream().mapToInt(node -> inputs[node]).toArray()));
      }
      return (one, other) -> all.stream().allMatch(constraint -> constraint.allows(one, other));
    }
  }

  /** The weighed pairs in arrays. */
  private static final class Edges {
    private long[] left = new long[1024];
    private long[] right = new long[1024];
    private double[] weights = new double[1024];
    private int size;

    static Edges read(Dataset<Row> pairs) {
      Edges edges = new Edges();
      Iterator<Row> rows = pairs.select("rid_l", "rid_r", "weight").toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        edges.add(row.getLong(0), row.getLong(1), row.getDouble(2));
      }
      edges.left = Arrays.copyOf(edges.left, edges.size);
      edges.right = Arrays.copyOf(edges.right, edges.size);
      edges.weights = Arrays.copyOf(edges.weights, edges.size);
      return edges;
    }

    private void add(long one, long other, double weight) {
      if (size == left.length) {
        left = Arrays.copyOf(left, 2 * size);
        right = Arrays.copyOf(right, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
      }
      left[size] = one;
      right[size] = other;
      weights[size++] = weight;
    }

    long[] nodes() {
      long[] all = Arrays.copyOf(left, 2 * size);
      System.arraycopy(right, 0, all, size, size);
      return Arrays.stream(all).sorted().distinct().toArray();
    }

    int[] indexes(long[] names, long[] rids) {
      int[] indexes = new int[names.length];
      for (int i = 0; i < names.length; i++) {
        indexes[i] = Arrays.binarySearch(rids, names[i]);
      }
      return indexes;
    }
  }
}
