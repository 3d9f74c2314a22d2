package org.hedui.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the Open Data Contract Standard keeps the parts of a contract. */
final class Odcs {
  private Odcs() {}

  /** The value of a custom property of a contract or a column. */
  static Optional<YamlNode> custom(YamlNode owner, String property) {
    return owner.items("customProperties").stream()
        .filter(item -> item.text("property").filter(property::equals).isPresent())
        .findFirst()
        .flatMap(item -> item.get("value"));
  }

  /** The text of a custom property. */
  static Optional<String> customText(YamlNode owner, String property) {
    return custom(owner, property).flatMap(YamlNode::text);
  }

  /** The texts of a custom property that is a list. */
  static List<YamlNode> customItems(YamlNode owner, String property) {
    return custom(owner, property).map(YamlNode::items).orElse(List.of());
  }

  /** The one table of a contract; a list, so that a faulty contract may have none. */
  static List<YamlNode> tables(YamlNode contract) {
    return contract.items("schema");
  }

  /** The columns of a contract in order. */
  static List<YamlNode> columns(YamlNode contract) {
    return tables(contract).stream().flatMap(table -> table.items("properties").stream()).toList();
  }

  /** The column names of a contract in order. */
  static List<String> columnNames(YamlNode contract) {
    return columns(contract).stream().flatMap(column -> column.text("name").stream()).toList();
  }

  /** What the contract is, if it says so in a way that is known. */
  static Optional<Contract.Kind> kind(YamlNode contract) {
    return customText(contract, "kind")
        .flatMap(
            text ->
                Arrays.stream(Contract.Kind.values())
                    .filter(kind -> text(kind).equals(text))
                    .findFirst());
  }

  /** Whether the contract says that it is of {@code kind}. */
  static boolean is(YamlNode contract, Contract.Kind kind) {
    return kind(contract).filter(kind::equals).isPresent();
  }

  /** How a contract writes its kind or its load. */
  static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
