package org.hedui.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.MentionRole;
import org.hedui.contract.Semantic;
import org.hedui.function.PseudonymKey;
import org.hedui.function.Suppressed;

/**
 * Keeps persons who were erased out of bronze: a row of theirs is dropped, and in a row of somebody
 * else, such as a child whose guardian they are, the cells that speak of them are blanked.
 */
final class Suppression implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Set<String>> hashes;

  /** Columns with a number of the person whom the row is about. */
  private final int[] own;

  /** Columns with the ID number of somebody else, each with the other columns about him. */
  private final List<int[]> others;

  private Suppression(Broadcast<Set<String>> hashes, int[] own, List<int[]> others) {
    this.hashes = hashes;
    this.own = own;
    this.others = others;
  }

  /** The suppression in the rows of one registry. */
  static Suppression of(Contract contract, Broadcast<Set<String>> hashes) {
    List<Column> columns = contract.columns();
    int[] own = IntStream.range(0, columns.size()).filter(i -> isOwn(columns.get(i))).toArray();
    List<int[]> others = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.semantic() == Semantic.ID_NUMBER && !isOwn(column)) {
        String about = column.name().substring(0, column.name().indexOf('_') + 1);
        int id = i;
        others.add(
            IntStream.concat(
                    IntStream.of(id),
                    IntStream.range(0, columns.size())
                        .filter(j -> j != id && columns.get(j).name().startsWith(about)))
                .toArray());
      }
    }
    return new Suppression(hashes, own, others);
  }

  private static boolean isOwn(Column column) {
    Optional<MentionRole> role = column.mention();
    return role.filter(
            one ->
                one == MentionRole.ID
                    || one == MentionRole.STUDENT_NUMBER
                    || one == MentionRole.DISABILITY_CARD)
        .isPresent();
  }

  /** Whether nobody was erased. */
  boolean isEmpty() {
    return hashes.value().isEmpty();
  }

  /** Whether any of these cells holds the number of an erased person. */
  boolean names(List<String> cells) {
    return !isEmpty() && cells.stream().anyMatch(this::isErased);
  }

  /**
   * Whether a row is about an erased person: by a number of its own, and if it has none, by its
   * key.
   *
   * @param values cells by column
   * @param keyHash the row's {@code key_hash}
   */
  boolean isOf(String[] values, String keyHash) {
    List<String> numbers =
        IntStream.of(own)
            .mapToObj(column -> values[column])
            .filter(Objects::nonNull)
            .filter(cell -> Suppressed.number(cell).isPresent())
            .filter(cell -> !isOfAnother(cell, values))
            .toList();
    return numbers.isEmpty()
        ? hashes.value().contains(Suppressed.record(PseudonymKey.lake(), keyHash))
        : names(numbers);
  }

  /** Whether a pupil's row bears the number of the guardian whom it names as such. */
  private boolean isOfAnother(String cell, String[] values) {
    return others.stream()
        .map(other -> Suppressed.number(values[other[0]]))
        .anyMatch(number -> number.equals(Suppressed.number(cell)));
  }

  /** The cells without those that speak of an erased person in another part. */
  String[] blanked(String[] values) {
    if (isEmpty()) {
      return values;
    }
    String[] kept = Arrays.copyOf(values, values.length);
    for (int[] other : others) {
      if (isErased(values[other[0]])) {
        IntStream.of(other).forEach(column -> kept[column] = null);
      }
    }
    // What is left of a row that is not dropped is a number in the wrong place.
    IntStream.of(own)
        .filter(column -> isErased(values[column]))
        .forEach(column -> kept[column] = null);
    return kept;
  }

  /** Cells of columns that no contract knows, without the numbers of erased persons. */
  Map<String, String> withoutNames(Map<String, String> extra) {
    if (isEmpty()) {
      return extra;
    }
    Map<String, String> kept = new TreeMap<>(extra);
    kept.values().removeIf(this::isErased);
    return kept;
  }

  private boolean isErased(String cell) {
    return Suppressed.number(cell)
        .map(number -> Suppressed.id(PseudonymKey.lake(), number))
        .filter(hashes.value()::contains)
        .isPresent();
  }
}
