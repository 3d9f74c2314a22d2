package org.hedui.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks the columns of a contract beyond their structure. */
final class ColumnCheck {
  private static final List<String> DELIVERIES_ONLY =
      List.of(
          "aliases", "header", "semantic", "unitColumn", "blank", "fillDown", "mention", "trust");

  private final Set<String> codeLists;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param codeLists names of all code lists
   * @param faults receives COLUMN_DUPLICATE, CODES_UNKNOWN, CODES_SEMANTIC, UNIT_COLUMN_UNKNOWN,
   *     PHYSICAL_TYPE, KEY_POSITIONS, KEY_MISSING, HEADER_COLLISION, HEADER_MISSING,
   *     MENTION_DUPLICATE and the faults of custom properties
   */
  ColumnCheck(Set<String> codeLists, Faults faults) {
    this.codeLists = codeLists;
    this.faults = faults;
  }

  /** Checks the columns of one contract. */
  void check(YamlNode contract) {
    List<YamlNode> columns = Odcs.columns(contract);
    Set<String> names = new HashSet<>();
    Set<String> roles = new HashSet<>();
    for (YamlNode column : columns) {
      faults.unless(
          column.get("name"),
          names::add,
          "COLUMN_DUPLICATE",
          name -> "Column " + name + " stands twice; rename or remove one.");
      faults.unless(
          Odcs.custom(column, "mention"),
          roles::add,
          "MENTION_DUPLICATE",
          role -> "Two columns play " + role + " in the person mention; keep one.");
    }
    for (YamlNode column : columns) {
      CustomProperties properties = new CustomProperties(column, faults);
      properties.once();
      properties.required(List.of("descriptionZh"));
      checkReferences(column, names);
      if (Odcs.is(contract, Contract.Kind.TABLE)) {
        properties.refused(DELIVERIES_ONLY, Contract.Kind.TABLE);
        checkTyped(column);
      } else {
        properties.refused(List.of("keyed"), Contract.Kind.REGISTRY);
        checkCoded(column);
        checkTrust(column);
      }
    }
    checkKey(columns);
    for (YamlNode column : Odcs.customItems(contract, "clusterBy")) {
      faults.unless(
          Optional.of(column),
          names::contains,
          "CLUSTER_COLUMN",
          name -> "No column %s here; %s".formatted(name, Suggestion.hint(name, names)));
    }
    if (!Odcs.is(contract, Contract.Kind.TABLE)) {
      checkHeaders(columns);
    }
    if (Odcs.is(contract, Contract.Kind.REGISTRY)) {
      checkRegistry(contract, columns);
    }
  }

  private void checkReferences(YamlNode column, Set<String> names) {
    faults.unless(
        Odcs.custom(column, "codes"),
        codeLists::contains,
        "CODES_UNKNOWN",
        list -> "No file codes/%s.csv; %s".formatted(list, Suggestion.hint(list, codeLists)));
    faults.unless(
        Odcs.custom(column, "unitColumn"),
        names::contains,
        "UNIT_COLUMN_UNKNOWN",
        name -> "No column " + name + " here; name the column that holds the unit.");
    faults.unless(
        column.get("physicalType"),
        PhysicalType::isValid,
        "PHYSICAL_TYPE",
        type ->
            type
                + " is no Spark SQL type in use; write one such as string, decimal(18,2) or"
                + " array<string>.");
  }

  private void checkTyped(YamlNode column) {
    if (column.get("physicalType").isEmpty()) {
      faults.add(
          "PHYSICAL_TYPE",
          column,
          "A published table's column needs a physicalType; write one such as string.");
    }
  }

  private void checkCoded(YamlNode column) {
    boolean code = Odcs.customText(column, "semantic").filter("code"::equals).isPresent();
    if (code != Odcs.custom(column, "codes").isPresent()) {
      faults.add(
          "CODES_SEMANTIC",
          column,
          "semantic: code and codes: <list> belong together; write both or neither.");
    }
  }

  private void checkTrust(YamlNode column) {
    if (Odcs.custom(column, "mention").isEmpty()) {
      Odcs.custom(column, "trust")
          .ifPresent(
              value ->
                  faults.add(
                      "PROPERTY_MISPLACED",
                      value,
                      "trust ranks what a column says of a person; name its part by mention, or"
                          + " remove it."));
    }
  }

  private void checkKey(List<YamlNode> columns) {
    Map<Integer, YamlNode> byPosition = new TreeMap<>();
    for (YamlNode column : columns) {
      boolean inKey = column.text("primaryKey").filter("true"::equals).isPresent();
      Optional<Integer> position =
          column
              .text("primaryKeyPosition")
              .filter(text -> text.matches("[0-9]{1,4}"))
              .map(Integer::valueOf);
      boolean taken = position.filter(byPosition::containsKey).isPresent();
      if (inKey != position.isPresent() || taken) {
        faults.add(
            "KEY_POSITIONS",
            column,
            "A key column has primaryKey: true and a primaryKeyPosition of its own; other columns"
                + " have neither.");
      }
      position.ifPresent(place -> byPosition.putIfAbsent(place, column));
    }
    int expected = 1;
    for (Map.Entry<Integer, YamlNode> entry : byPosition.entrySet()) {
      if (entry.getKey() != expected) {
        faults.add(
            "KEY_POSITIONS",
            entry.getValue(),
            "Key positions run from 1 without gaps; " + expected + " is missing.");
        return;
      }
      expected++;
    }
  }

  private void checkHeaders(List<YamlNode> columns) {
    Map<String, String> columnByHeader = new HashMap<>();
    for (YamlNode column : columns) {
      String name = column.text("name").orElse("");
      List<YamlNode> headers = new ArrayList<>();
      column.get("businessName").ifPresent(headers::add);
      headers.addAll(Odcs.customItems(column, "aliases"));
      for (YamlNode header : headers) {
        faults.unless(
            Optional.of(header),
            text ->
                name.equals(
                    columnByHeader.computeIfAbsent(HeaderText.normalise(text), key -> name)),
            "HEADER_COLLISION",
            text ->
                "Header %s means column %s and column %s; keep it at one."
                    .formatted(text, columnByHeader.get(HeaderText.normalise(text)), name));
      }
    }
  }

  private void checkRegistry(YamlNode contract, List<YamlNode> columns) {
    if (columns.stream().noneMatch(column -> column.get("primaryKey").isPresent())) {
      faults.add(
          "KEY_MISSING", contract, "A registry needs a key; mark its columns with primaryKey.");
    }
    if (columns.stream().noneMatch(column -> Odcs.custom(column, "header").isPresent())) {
      faults.add(
          "HEADER_MISSING",
          contract,
          "A registry needs a required header, or any file would do; mark one with header:"
              + " required.");
    }
  }
}
