package org.hedui.contract;

import java.util.List;
import java.util.Optional;

/**
 * One column of a contract.
 *
 * @param name English snake_case name, the column's name in every table
 * @param label canonical Chinese label, the header in a delivery
 * @param aliases other headers that mean the same column
 * @param logicalType ODCS logical type
 * @param physicalType Spark SQL type of a published table's column; empty for registries, whose
 *     silver types follow from {@code semantic}
 * @param semantic meaning of a registry's column; TEXT for published tables
 * @param codes name of the code list its values come from, if any
 * @param unit unit of a quantity, such as {@code yuan}, if any
 * @param unitColumn name of the column that holds this amount's unit, if any
 * @param headerRequired whether a file without this header is refused (FIL-03)
 * @param notNull whether a published table's column is never NULL
 * @param keyPosition position in the key, from 1; 0 if not part of it
 * @param blankMeansNone whether a blank is the value "none" and not an unknown
 * @param fillDown whether a blank cell repeats the one above (a vertically merged cell)
 * @param mention part in the person mention, if any
 * @param trust rank of its values in the person mention, if it is not the registry's
 * @param keyed what of a published table's column follows from the lake's key, if anything does
 * @param classification how far the column may travel
 * @param description what the column is, in English
 * @param descriptionZh the same in Chinese
 */
public record Column(
    String name,
    String label,
    List<String> aliases,
    String logicalType,
    Optional<String> physicalType,
    Semantic semantic,
    Optional<String> codes,
    Optional<String> unit,
    Optional<String> unitColumn,
    boolean headerRequired,
    boolean notNull,
    int keyPosition,
    boolean blankMeansNone,
    boolean fillDown,
    Optional<MentionRole> mention,
    Optional<Integer> trust,
    Optional<Keyed> keyed,
    Classification classification,
    String description,
    String descriptionZh) {

  /** Copies the list, so that a column never changes. */
  public Column {
    aliases = List.copyOf(aliases);
  }
}
