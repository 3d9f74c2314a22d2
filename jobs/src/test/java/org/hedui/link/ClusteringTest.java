package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private static final int GRAPHS = 3_000;

  @Test
  void noClusterBreaksAConstraint() {
    forAllGraphs(
        (graph, clusters) -> {
          for (int one = 0; one < graph.nodes; one++) {
            for (int other = one + 1; other < graph.nodes; other++) {
              if (clusters[one] == clusters[other]) {
                assertThat(graph.kinds[one]).isNotEqualTo(graph.kinds[other]);
                assertThat(
                        graph.values[one] == 0
                            || graph.values[other] == 0
                            || graph.values[one] == graph.values[other])
                    .isTrue();
              }
            }
          }
        });
  }

  @Test
  void aClusterIsNamedByItsLeastRecord() {
    forAllGraphs(
        (graph, clusters) -> {
          for (int node = 0; node < graph.nodes; node++) {
            assertThat(clusters[node]).isLessThanOrEqualTo(node);
            assertThat(clusters[clusters[node]]).isEqualTo(clusters[node]);
          }
        });
  }

  @Test
  void orderAndDirectionOfTheEdgesDoNotMatter() {
    Random random = new Random(7);
    forAllGraphs(
        (graph, clusters) -> {
          List<Edge> shuffled = new ArrayList<>();
          graph.edges.forEach(edge -> shuffled.add(random.nextBoolean() ? edge : edge.turned()));
          Collections.shuffle(shuffled, random);
          assertThat(graph.with(shuffled).cluster()).isEqualTo(clusters);
        });
  }

  @Test
  void everyClusterHoldsTogetherByLinks() {
    forAllGraphs(
        (graph, clusters) -> {
          Components linked = new Components(graph.nodes);
          for (Edge edge : graph.edges) {
            if (edge.weight > 0 && clusters[edge.from] == clusters[edge.to]) {
              linked.join(edge.from, edge.to);
            }
          }
          for (int node = 0; node < graph.nodes; node++) {
            assertThat(linked.find(node)).isEqualTo(clusters[node]);
          }
        });
  }

  @Test
  void noTwoClustersAreLeftThatShouldJoin() {
    forAllGraphs(
        (graph, clusters) -> {
          int[] names = Arrays.stream(clusters).distinct().toArray();
          for (int one : names) {
            for (int other : names) {
              if (one < other && graph.evidence(clusters, one, other) > 0) {
                assertThat(
                        graph.constraint().allows(members(clusters, one), members(clusters, other)))
                    .isFalse();
              }
            }
          }
        });
  }

  /** Neighbours are a little alike, all others are not: single linkage would make one of five. */
  @Test
  void aChainOfWeakLinksDoesNotHold() {
    List<Edge> edges = new ArrayList<>();
    for (int one = 0; one < 5; one++) {
      for (int other = one + 1; other < 5; other++) {
        edges.add(new Edge(one, other, other == one + 1 ? 1 : -6));
      }
    }

    assertThat(cluster(5, edges)).isEqualTo(new int[] {0, 0, 2, 2, 4});
  }

  @Test
  void pairsThatNobodySawSpeakAgainstALongChain() {
    List<Edge> edges = IntStream.range(0, 9).mapToObj(i -> new Edge(i, i + 1, 1.5)).toList();

    assertThat(Arrays.stream(cluster(10, edges)).distinct().count()).isEqualTo(5);
  }

  @Test
  void strongEvidenceJoinsOverAPairThatIsUnlike() {
    List<Edge> edges = List.of(new Edge(0, 1, 20), new Edge(1, 2, 20), new Edge(0, 2, -5));

    assertThat(cluster(3, edges)).isEqualTo(new int[] {0, 0, 0});
  }

  /** A wrong surname speaks against each record of a group, yet it is one wrong surname. */
  @Test
  void aRecordJoinsAGroupByItsBestPair() {
    List<Edge> edges = new ArrayList<>(group(0, 4));
    edges.add(new Edge(0, 4, 8));
    IntStream.range(1, 4).forEach(node -> edges.add(new Edge(node, 4, -4)));

    assertThat(cluster(5, edges)).isEqualTo(new int[] {0, 0, 0, 0, 0});
  }

  @Test
  void twoGroupsDoNotJoinByOnePair() {
    List<Edge> edges = new ArrayList<>(group(0, 4));
    edges.addAll(group(4, 8));
    edges.add(new Edge(0, 4, 8));
    for (int one = 0; one < 4; one++) {
      for (int other = 4; other < 8; other++) {
        if (one > 0 || other > 4) {
          edges.add(new Edge(one, other, -4));
        }
      }
    }

    assertThat(cluster(8, edges)).isEqualTo(new int[] {0, 0, 0, 0, 4, 4, 4, 4});
  }

  private static List<Edge> group(int from, int to) {
    List<Edge> edges = new ArrayList<>();
    for (int one = from; one < to; one++) {
      for (int other = one + 1; other < to; other++) {
        edges.add(new Edge(one, other, 20));
      }
    }
    return edges;
  }

  private static int[] cluster(int nodes, List<Edge> edges) {
    return new Graph(nodes, edges, new long[nodes], IntStream.range(0, nodes).toArray()).cluster();
  }

  private static void forAllGraphs(Law law) {
    Random random = new Random(1);
    for (int i = 0; i < GRAPHS; i++) {
      Graph graph = Graph.random(random);
      law.check(graph, graph.cluster());
    }
  }

  private static int[] members(int[] clusters, int name) {
    return IntStream.range(0, clusters.length).filter(node -> clusters[node] == name).toArray();
  }

  /** What holds of a graph and its clusters. */
  private interface Law {
    void check(Graph graph, int[] clusters);
  }

  private record Edge(int from, int to, double weight) {
    Edge turned() {
      return new Edge(/* from= */ to, /* to= */ from, weight);
    }
  }

  /**
   * A graph under both constraints.
   *
   * @param values of each node, equal in a cluster; 0 stands for none
   * @param kinds of each node, different in a cluster
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Graph(int nodes, List<Edge> edges, long[] values, int[] kinds) {

    static Graph random(Random random) {
      int nodes = 1 + random.nextInt(8);
      double density = random.nextDouble();
      List<Edge> edges = new ArrayList<>();
      for (int one = 0; one < nodes; one++) {
        for (int other = one + 1; other < nodes; other++) {
          if (random.nextDouble() < density) {
            edges.add(new Edge(one, other, random.nextGaussian() * 6 + 2));
          }
        }
      }
      boolean kindsMatter = random.nextBoolean();
      return new Graph(
          nodes,
          edges,
          random.longs(nodes, 0, 3).toArray(),
          kindsMatter ? random.ints(nodes, 0, 4).toArray() : IntStream.range(0, nodes).toArray());
    }

    Graph with(List<Edge> others) {
      return new Graph(nodes, others, values, kinds);
    }

    Clustering.Constraint constraint() {
      Clustering.Constraint distinct = Clustering.distinct(values);
      Clustering.Constraint oneOfEach = Clustering.oneOfEach(kinds);
      return (one, other) -> distinct.allows(one, other) && oneOfEach.allows(one, other);
    }

    int[] cluster() {
      return new Clustering(constraint())
          .cluster(
              nodes,
              edges.stream().mapToInt(Edge::from).toArray(),
              edges.stream().mapToInt(Edge::to).toArray(),
              edges.stream().mapToDouble(Edge::weight).toArray());
    }

    double evidence(int[] clusters, int one, int other) {
      double sum = 0;
      double best = Double.NEGATIVE_INFINITY;
      int all = members(clusters, one).length * members(clusters, other).length;
      int pairs = all;
      for (Edge edge : edges) {
        int left = clusters[edge.from];
        int right = clusters[edge.to];
        if ((left == one && right == other) || (left == other && right == one)) {
          sum += edge.weight;
          best = Math.max(best, edge.weight);
          pairs--;
        }
      }
      double share = 0.5 / Math.min(members(clusters, one).length, members(clusters, other).length);
      return pairs == all
          ? Clustering.UNSEEN
          : share * best + (1 - share) * (sum + pairs * Clustering.UNSEEN) / all;
    }
  }
}
