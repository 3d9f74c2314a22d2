package org.hedui.link;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people said about pairs of records: it binds, whatever the records look like. People made
 * it, so that it fits into memory.
 *
 * @param together pairs of one entity
 * @param apart pairs of two entities
 */
public record Decided(List<Pair> together, List<Pair> apart) {
  /**
   * Two records.
   *
   * @param left id of one record
   * @param right id of the other
   */
  public record Pair(String left, String right) {}

  /** Copies the lists, so that they never change. */
  public Decided {
    together = List.copyOf(together);
    apart = List.copyOf(apart);
  }

  /** Nothing was said. */
  public static Decided nothing() {
    return new Decided(List.of(), List.of());
  }

  /** The records that something was said about. */
  Set<String> records() {
    return Stream.concat(together.stream(), apart.stream())
        .flatMap(pair -> Stream.of(pair.left(), pair.right()))
        .collect(Collectors.toSet());
  }
}
