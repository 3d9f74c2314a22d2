package org.hedui.link;

/**
 * Union–find over nodes 0 to n − 1, by halved paths; a component is named by its least node, so
 * that the answer depends on the edges only and not on their order. Eight bytes a node would do for
 * four billion; here it is four.
 */
final class Components {
  private final int[] parent;

  /** Begins with {@code nodes} components of one node each. */
  Components(int nodes) {
    parent = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      parent[node] = node;
    }
  }

  /** The least node of the component. */
  int find(int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Joins the components of two nodes. */
  void join(int one, int other) {
    int first = find(one);
    int second = find(other);
    if (first < second) {
      parent[second] = first;
    } else {
      parent[first] = second;
    }
  }
}
