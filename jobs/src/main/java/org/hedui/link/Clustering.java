package org.hedui.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Groups the records of one connected component into entities by greedy contraction. The two groups
 * that fit best join first, and only while the mean of all their pairs, together with the best one,
 * speaks for it; so a chain of weak links does not hold. Groups that may not join never do.
 */
final class Clustering {
  /** Weight of a pair in one component that no blocking rule found or that fell below the floor. */
  static final double UNSEEN = -2;

  /** What forbids that two groups join. */
  interface Constraint {
    /** Whether records of both groups may belong to one entity. */
    boolean allows(int[] one, int[] other);
  }

  private final Constraint constraint;

  /** Clusters under a constraint. */
  Clustering(Constraint constraint) {
    this.constraint = constraint;
  }

  /**
   * Clusters.
   *
   * @param nodes number of records, named 0 to {@code nodes - 1}
   * @param left one end of each edge
   * @param right the other end
   * @param weights evidence of each edge, in bits; above 0 speaks for one entity
   * @return the cluster of each record, named by its least record
   */
  int[] cluster(int nodes, int[] left, int[] right, double[] weights) {
    Group[] groups = new Group[nodes];
    for (int node = 0; node < nodes; node++) {
      groups[node] = new Group(node);
    }
    PriorityQueue<Merge> queue =
        new PriorityQueue<>(
            Comparator.comparingDouble((Merge merge) -> -merge.order)
                .thenComparingInt(merge -> merge.one.name)
                .thenComparingInt(merge -> merge.other.name));
    for (int edge = 0; edge < left.length; edge++) {
      Group one = groups[left[edge]];
      Group other = groups[right[edge]];
      one.links.merge(other, new Link(weights[edge], 1, weights[edge]), Link::plus);
      other.links.merge(one, new Link(weights[edge], 1, weights[edge]), Link::plus);
    }
    for (Group group : groups) {
      group.links.forEach((other, link) -> offer(queue, group, other, link));
    }
    while (!queue.isEmpty()) {
      Merge merge = queue.poll();
      if (merge.stale() || !constraint.allows(merge.one.members(), merge.other.members())) {
        continue;
      }
      join(merge.one, merge.other, queue);
    }
    int[] clusters = new int[nodes];
    for (Group group : groups) {
      if (group.alive) {
        group.members.forEach(member -> clusters[member] = group.name);
      }
    }
    return clusters;
  }

  private static void join(Group one, Group other, PriorityQueue<Merge> queue) {
    Group into = one.name < other.name ? one : other;
    Group from = into == one ? other : one;
    from.alive = false;
    into.version++;
    into.members.addAll(from.members);
    into.links.remove(from);
    from.links.remove(into);
    from.links.forEach(
        (neighbour, link) -> {
          neighbour.links.remove(from);
          Link sum = into.links.merge(neighbour, link, Link::plus);
          neighbour.links.put(into, sum);
        });
    into.links.forEach((neighbour, link) -> offer(queue, into, neighbour, link));
  }

  private static void offer(PriorityQueue<Merge> queue, Group one, Group other, Link link) {
    double evidence = link.between(one.members.size(), other.members.size());
    if (evidence > 0) {
      Group first = one.name < other.name ? one : other;
      Group second = first == one ? other : one;
      // A record goes to the group it fits best, though that is not like it in all its records.
      double order = evidence + link.best();
      queue.add(new Merge(first, second, first.version, second.version, order));
    }
  }

  /**
   * Evidence between two groups.
   *
   * @param sum weights of their pairs
   * @param pairs number of these
   * @param best the greatest of the weights
   */
  private record Link(double sum, int pairs, double best) {
    Link plus(Link more) {
      return new Link(sum + more.sum, pairs + more.pairs, Math.max(best, more.best));
    }

    /**
     * The mean of all pairs and the best pair. The pairs of one record with a group are no
     * independent witnesses: a wrong surname speaks against each of them. So its best pair counts
     * as much as all together; between larger groups it counts less.
     */
    double between(int one, int other) {
      long all = (long) one * other;
      double mean = (sum + (all - pairs) * UNSEEN) / all;
      double share = 0.5 / Math.min(one, other);
      return share * best + (1 - share) * mean;
    }
  }

  private record Merge(Group one, Group other, int oneVersion, int otherVersion, double order) {
    boolean stale() {
      return !one.alive
          || !other.alive
          || one.version != oneVersion
          || other.version != otherVersion;
    }
  }

  private static final class Group {
    private final int name;
    private final List<Integer> members = new ArrayList<>();
    private final Map<Group, Link> links = new TreeMap<>(Comparator.comparingInt(g -> g.name));
    private int version;
    private boolean alive = true;

    Group(int name) {
      this.name = name;
      members.add(name);
    }

    int[] members() {
      return members.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** A constraint that forbids nothing. */
  static Constraint none() {
    return (one, other) -> true;
  }

  /**
   * Groups that hold different values of one thing do not join. A group in which people joined two
   * values may grow by records of either.
   */
  static Constraint distinct(long[] values) {
    return (one, other) -> {
      Set<Long> first = valuesOf(values, one);
      Set<Long> second = valuesOf(values, other);
      return first.containsAll(second) || second.containsAll(first);
    };
  }

  private static Set<Long> valuesOf(long[] values, int[] members) {
    return Arrays.stream(members)
        .mapToLong(member -> values[member])
        .filter(value -> value != 0)
        .boxed()
        .collect(Collectors.toSet());
  }

  /** At most one record of each kind. */
  static Constraint oneOfEach(int[] kinds) {
    return (one, other) -> {
      Map<Integer, Integer> seen = new HashMap<>();
      for (int member : one) {
        seen.put(kinds[member], member);
      }
      return Arrays.stream(other).noneMatch(member -> seen.containsKey(kinds[member]));
    };
  }
}
