package org.hedui.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void randomGraphsAgreeWithABreadthFirstSearch() {
    Random random = new Random(1);
    for (int graph = 0; graph < 500; graph++) {
      int nodes = 1 + random.nextInt(40);
      boolean[][] edges = new boolean[nodes][nodes];
      Components components = new Components(nodes);
      for (int edge = random.nextInt(nodes + 1); edge > 0; edge--) {
        int one = random.nextInt(nodes);
        int other = random.nextInt(nodes);
        edges[one][other] = true;
        edges[other][one] = true;
        components.join(one, other);
      }

      assertThat(IntStream.range(0, nodes).map(components::find).toArray())
          .isEqualTo(breadthFirst(edges));
    }
  }

  private static int[] breadthFirst(boolean[][] edges) {
    int[] least = new int[edges.length];
    Arrays.fill(least, -1);
    for (int start = 0; start < edges.length; start++) {
      if (least[start] < 0) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        least[start] = start;
        while (!open.isEmpty()) {
          int node = open.remove();
          for (int next = 0; next < edges.length; next++) {
            if (edges[node][next] && least[next] < 0) {
              least[next] = start;
              open.add(next);
            }
          }
        }
      }
    }
    return least;
  }
}
