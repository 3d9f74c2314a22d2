package org.hedui.ingest.file;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hedui.contract.Contract;
import org.hedui.contract.HeaderText;
import org.hedui.contract.Semantic;

/**
 * What a reader must know of a contract, in a form that travels to the executors.
 *
 * @param registry name of the registry or reference table
 * @param columns its columns in contract order
 * @param footers beginnings of a footer row's first cell, normalised
 */
public record Layout(String registry, List<Field> columns, List<String> footers)
    implements Serializable {

  /**
   * One column of the contract.
   *
   * @param name English name
   * @param labels normalised headers, the canonical one first
   * @param required whether a file without it is refused
   * @param key whether it is part of the key
   * @param fillDown whether a blank cell repeats the one above
   * @param semantic its meaning
   * @param headerUnit whether it holds money in the unit that header or title says
   */
  public record Field(
      String name,
      List<String> labels,
      boolean required,
      boolean key,
      boolean fillDown,
      Semantic semantic,
      boolean headerUnit)
      implements Serializable {}

  /** The layout of a registry or reference table. */
  public static Layout of(Contract contract) {
    List<Field> fields =
        contract.columns().stream()
            .map(
                column ->
                    new Field(
                        column.name(),
                        Stream.concat(Stream.of(column.label()), column.aliases().stream())
                            .map(HeaderText::normalise)
                            .distinct()
                            .toList(),
                        column.headerRequired(),
                        column.keyPosition() > 0,
                        column.fillDown(),
                        column.semantic(),
                        column.semantic() == Semantic.AMOUNT && column.unitColumn().isEmpty()))
            .toList();
    return new Layout(
        contract.name(), fields, contract.footers().stream().map(HeaderText::normalise).toList());
  }

  /** Positions, among the columns, of the key. */
  public int[] key() {
    return IntStream.range(0, columns.size()).filter(i -> columns.get(i).key()).toArray();
  }

  /** The number of required columns. */
  int requiredCount() {
    return (int) columns.stream().filter(Field::required).count();
  }
}
