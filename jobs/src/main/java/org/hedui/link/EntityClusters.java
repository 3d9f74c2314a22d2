package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.LinkConfig;

/**
 * Turns weighed pairs into entities: connected components of the links, each then repaired by
 * {@link Clustering}. The pairs are held in arrays, 24 bytes a pair: all of them in the driver
 * ({@link DriverClusters}), or those of some components in an executor ({@link
 * DistributedClusters}).
 */
final class EntityClusters {
  private final Edges edges;
  private final long[] rids;
  private final int[] left;
  private final int[] right;
  private final double threshold;

  private EntityClusters(Edges edges, double threshold) {
    this.edges = edges;
    this.threshold = threshold;
    this.rids = edges.nodes();
    this.left = edges.indexes(edges.left, rids);
    this.right = edges.indexes(edges.right, rids);
  }

  /**
   * The clusters of two records and more.
   *
   * @param rids records that occur in pairs, ascending
   * @param clusters name of each one's cluster: the least rid in it
   * @param cut links that were not followed
   * @param detours what clusters say about their own pairs
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Result(long[] rids, long[] clusters, List<Cut> cut, List<Detour> detours) {

    /** Number of clusters of two records and more. */
    long count() {
      long[] sorted = clusters.clone();
      Arrays.sort(sorted);
      return IntStream.range(1, sorted.length)
          .filter(i -> sorted[i] == sorted[i - 1] && (i == 1 || sorted[i - 2] != sorted[i]))
          .count();
    }
  }

  /**
   * A pair above the threshold whose records do not belong to one cluster.
   *
   * @param left rid of one record
   * @param right rid of the other
   * @param weight the pair's weight
   */
  record Cut(long left, long right, double weight) {}

  /**
   * What the rest of its cluster says about a pair.
   *
   * @param left lesser rid
   * @param right greater rid
   * @param bits evidence of the best detour
   * @param weighed whether the pair was weighed itself; if not, no blocking rule found it
   */
  record Detour(long left, long right, double bits, boolean weighed) {}

  /**
   * Clusters.
   *
   * @param pairs {@code rid_l, rid_r, weight}, also those below the threshold: they are evidence
   *     against
   * @param threshold weight from which a pair is a link
   * @param attributes what constraints look at: {@code rid}, the input, and the values of distinct
   *     fields as hashes
   * @param bound what people decided
   */
  static Result of(
      Dataset<Row> pairs,
      double threshold,
      Dataset<Row> attributes,
      LinkConfig config,
      BoundPairs bound) {
    Edges edges = Edges.read(pairs);
    bound.together().forEach(pair -> edges.add(pair[0], pair[1], BoundPairs.CERTAIN));
    return of(edges, threshold, rids -> Constraints.read(attributes, rids, config, bound));
  }

  /** Clusters of pairs that are held already. */
  static Result of(Edges edges, double threshold, Constraints.Read constraints) {
    EntityClusters clusters = new EntityClusters(edges.trimmed(), threshold);
    return clusters.cluster(constraints.of(clusters.rids));
  }

  private Result cluster(Constraints constraints) {
    int[] components = components();
    int[] clusters = components.clone();
    for (Part part : parts(components)) {
      if (part.nodes.length > 2 || !constraints.none()) {
        int[] found =
            new Clustering(constraints.among(part.nodes))
                .cluster(part.nodes.length, part.one, part.other, part.evidence(threshold));
        for (int i = 0; i < found.length; i++) {
          clusters[part.nodes[i]] = part.nodes[found[i]];
        }
      }
    }
    List<Cut> cut = new ArrayList<>();
    for (int edge = 0; edge < left.length; edge++) {
      if (edges.weights[edge] >= threshold && clusters[left[edge]] != clusters[right[edge]]) {
        cut.add(new Cut(rids[left[edge]], rids[right[edge]], edges.weights[edge]));
      }
    }
    List<Detour> detours = new ArrayList<>();
    for (Part part : parts(clusters)) {
      if (part.nodes.length > 2 && part.nodes.length <= Structure.LARGEST) {
        detours(part, detours);
      }
    }
    return new Result(
        rids, Arrays.stream(clusters).mapToLong(node -> rids[node]).toArray(), cut, detours);
  }

  private int[] components() {
    Components components = new Components(rids.length);
    for (int edge = 0; edge < left.length; edge++) {
      if (edges.weights[edge] >= threshold) {
        components.join(left[edge], right[edge]);
      }
    }
    return IntStream.range(0, rids.length).map(components::find).toArray();
  }

  private void detours(Part part, List<Detour> detours) {
    int records = part.nodes.length;
    double[][] direct = new double[records][records];
    boolean[][] weighed = new boolean[records][records];
    for (int edge = 0; edge < part.one.length; edge++) {
      double link = part.weights[edge] >= threshold ? Math.max(0, part.weights[edge]) : 0;
      direct[part.one[edge]][part.other[edge]] = link;
      direct[part.other[edge]][part.one[edge]] = link;
      weighed[part.one[edge]][part.other[edge]] = true;
      weighed[part.other[edge]][part.one[edge]] = true;
    }
    Structure structure = new Structure(direct);
    for (int one = 0; one < records; one++) {
      for (int other = one + 1; other < records; other++) {
        // Nodes are in the order of their rids.
        detours.add(
            new Detour(
                rids[part.nodes[one]],
                rids[part.nodes[other]],
                structure.detour(one, other),
                weighed[one][other]));
      }
    }
  }

  /**
   * A group of records with the pairs among them.
   *
   * @param nodes its records, ascending
   * @param one of each pair, the place of one record in {@code nodes}
   * @param other that of the other
   * @param weights the pairs' weights
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(int[] nodes, int[] one, int[] other, double[] weights) {
    double[] evidence(double threshold) {
      // A pair right at the threshold is a link.
      return Arrays.stream(weights).map(weight -> weight - threshold + 1e-9).toArray();
    }
  }

  /** The groups of two and more nodes of one label; both sorted by counting, in linear time. */
  private List<Part> parts(int[] labels) {
    Grouped nodes = new Grouped(labels, rids.length, node -> labels[node]);
    Grouped pairs =
        new Grouped(
            labels,
            left.length,
            edge -> labels[left[edge]] == labels[right[edge]] ? labels[left[edge]] : -1);
    int[] place = new int[labels.length];
    List<Part> parts = new ArrayList<>();
    for (int label = 0; label < labels.length; label++) {
      int[] members = nodes.of(label);
      if (members.length < 2) {
        continue;
      }
      for (int i = 0; i < members.length; i++) {
        place[members[i]] = i;
      }
      int[] own = pairs.of(label);
      parts.add(
          new Part(
              members,
              Arrays.stream(own).map(edge -> place[left[edge]]).toArray(),
              Arrays.stream(own).map(edge -> place[right[edge]]).toArray(),
              Arrays.stream(own).mapToDouble(edge -> edges.weights[edge]).toArray()));
    }
    return parts;
  }

  /** Items by label, in their own order. */
  private static final class Grouped {
    private final int[] starts;
    private final int[] items;

    Grouped(int[] labels, int count, java.util.function.IntUnaryOperator labelOf) {
      starts = new int[labels.length + 1];
      for (int item = 0; item < count; item++) {
        int label = labelOf.applyAsInt(item);
        if (label >= 0) {
          starts[label + 1]++;
        }
      }
      for (int label = 0; label < labels.length; label++) {
        starts[label + 1] += starts[label];
      }
      items = new int[starts[labels.length]];
      int[] next = Arrays.copyOf(starts, labels.length);
      for (int item = 0; item < count; item++) {
        int label = labelOf.applyAsInt(item);
        if (label >= 0) {
          items[next[label]++] = item;
        }
      }
    }

    int[] of(int label) {
      return Arrays.copyOfRange(items, starts[label], starts[label + 1]);
    }
  }

  /** The weighed pairs in arrays. */
  static final class Edges {
    private long[] left = new long[1024];
    private long[] right = new long[1024];
    private double[] weights = new double[1024];
    private int size;

    private static Edges read(Dataset<Row> pairs) {
      Edges edges = new Edges();
      Iterator<Row> rows = pairs.select("rid_l", "rid_r", "weight").toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        edges.add(row.getLong(0), row.getLong(1), row.getDouble(2));
      }
      return edges;
    }

    private Edges trimmed() {
      left = Arrays.copyOf(left, size);
      right = Arrays.copyOf(right, size);
      weights = Arrays.copyOf(weights, size);
      return this;
    }

    void add(long one, long other, double weight) {
      if (size == left.length) {
        left = Arrays.copyOf(left, 2 * size);
        right = Arrays.copyOf(right, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
      }
      left[size] = one;
      right[size] = other;
      weights[size++] = weight;
    }

    private long[] nodes() {
      long[] all = Arrays.copyOf(left, 2 * size);
      System.arraycopy(right, 0, all, size, size);
      return Arrays.stream(all).sorted().distinct().toArray();
    }

    private int[] indexes(long[] names, long[] rids) {
      return Arrays.stream(names).mapToInt(name -> Arrays.binarySearch(rids, name)).toArray();
    }
  }
}
