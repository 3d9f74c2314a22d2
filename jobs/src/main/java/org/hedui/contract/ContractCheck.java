package org.hedui.contract;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Checks what a contract must keep beyond its structure. */
final class ContractCheck {
  private static final Map<String, Set<Contract.Kind>> KINDS_OF_PROPERTY =
      Map.ofEntries(
          Map.entry("load", EnumSet.of(Contract.Kind.REGISTRY, Contract.Kind.REFERENCE)),
          Map.entry("footers", EnumSet.of(Contract.Kind.REGISTRY)),
          Map.entry("gate", EnumSet.of(Contract.Kind.REGISTRY)),
          Map.entry("layer", EnumSet.of(Contract.Kind.TABLE)),
          Map.entry("constraints", EnumSet.of(Contract.Kind.TABLE)));

  private static final Set<String> DELIVERY_ONLY =
      Set.of("aliases", "header", "semantic", "unitColumn", "blank", "fillDown", "mention");

  private final Set<String> codeLists;
  private final Set<String> departments;
  private final Identifiers identifiers;
  private final Faults faults;
  private final QualityCheck qualityCheck;

  /**
   * Prepares the check.
   *
   * @param codeLists names of all code lists
   * @param departments codes of the departments that may own a contract
   * @param identifiers ids taken so far
   * @param faults receives the faults
   */
  ContractCheck(
      Set<String> codeLists, Set<String> departments, Identifiers identifiers, Faults faults) {
    this.codeLists = codeLists;
    this.departments = departments;
    this.identifiers = identifiers;
    this.faults = faults;
    this.qualityCheck = new QualityCheck(identifiers, faults);
  }

  /** Checks one contract. */
  void check(YamlNode contract) {
    Optional<Contract.Kind> kind = Odcs.kind(contract);
    identifiers.take(contract, "id");
    checkNames(contract, kind);
    contract
        .get("domain")
        .ifPresent(
            owner ->
                Departments.check(owner, List.of(owner.text().orElse("")), departments, faults));
    checkOwnProperties(contract, kind);
    checkColumns(contract, kind);
    qualityCheck.check(contract);
  }

  private void checkNames(YamlNode contract, Optional<Contract.Kind> kind) {
    String name = contract.text("name").orElse("");
    contract
        .get("name")
        .ifPresent(
            node -> {
              String expected = SchemaFiles.nameOf(node.file(), "contracts/", ".odcs.yaml");
              if (!name.equals(expected)) {
                faults.add(
                    "NAME_MISMATCH",
                    node,
                    "The contract is %s, its file %s; make them the same."
                        .formatted(name, expected));
              }
              kind.filter(known -> isTableName(name) != (known == Contract.Kind.TABLE))
                  .ifPresent(
                      known ->
                          faults.add(
                              "TABLE_NAME",
                              node,
                              "A published table is named layer.table, such as gold.person; a"
                                  + " registry or reference has no layer."));
            });
    Odcs.tables(contract).forEach(table -> table.get("name").ifPresent(n -> checkSame(n, name)));
    Odcs.custom(contract, "layer")
        .ifPresent(
            layer ->
                checkSame(layer, name.contains(".") ? name.substring(0, name.indexOf('.')) : ""));
  }

  private void checkSame(YamlNode node, String expected) {
    node.text()
        .filter(text -> !text.equals(expected))
        .ifPresent(
            text ->
                faults.add(
                    "NAME_MISMATCH",
                    node,
                    "Here stands %s, the contract's name says %s; make them the same."
                        .formatted(text, expected)));
  }

  private static boolean isTableName(String name) {
    return Stream.of(Layer.values()).anyMatch(layer -> name.startsWith(layer.folder() + "."));
  }

  private void checkOwnProperties(YamlNode contract, Optional<Contract.Kind> kind) {
    checkOnce(contract);
    for (String property : List.of("titleZh", "purposeZh", "kind")) {
      requireProperty(contract, property);
    }
    if (kind.filter(Contract.Kind.REGISTRY::equals).isPresent()) {
      requireProperty(contract, "load");
      requireProperty(contract, "gate");
    }
    kind.ifPresent(
        known ->
            KINDS_OF_PROPERTY.forEach(
                (property, kinds) -> {
                  if (!kinds.contains(known)) {
                    refuseProperty(contract, property, known);
                  }
                }));
    Odcs.custom(contract, "load")
        .filter(load -> kind.isPresent())
        .filter(
            load ->
                load.text().filter("reference"::equals).isPresent()
                    != (kind.get() == Contract.Kind.REFERENCE))
        .ifPresent(
            load ->
                faults.add(
                    "PROPERTY_MISPLACED",
                    load,
                    "load is snapshot or increment for a registry, reference for a reference."));
  }

  private void checkColumns(YamlNode contract, Optional<Contract.Kind> kind) {
    List<YamlNode> columns = Odcs.columns(contract);
    Set<String> names = new HashSet<>();
    for (YamlNode column : columns) {
      column
          .text("name")
          .filter(name -> !names.add(name))
          .ifPresent(
              name ->
                  faults.add(
                      "COLUMN_DUPLICATE",
                      column,
                      "Column " + name + " stands twice; rename or remove one."));
    }
    for (YamlNode column : columns) {
      checkOnce(column);
      requireProperty(column, "descriptionZh");
      checkReferences(column, names);
      kind.ifPresent(known -> checkForKind(column, known));
    }
    checkKey(contract, columns, kind);
    checkHeaders(columns);
    checkMentions(columns);
    if (kind.filter(Contract.Kind.REGISTRY::equals).isPresent()
        && columns.stream().noneMatch(column -> Odcs.custom(column, "header").isPresent())) {
      faults.add(
          "HEADER_MISSING",
          contract,
          "A registry needs a required header, or any file would do; mark one with header:"
              + " required.");
    }
  }

  private void checkReferences(YamlNode column, Set<String> names) {
    Odcs.custom(column, "codes")
        .ifPresent(
            node ->
                node.text()
                    .filter(list -> !codeLists.contains(list))
                    .ifPresent(
                        list ->
                            faults.add(
                                "CODES_UNKNOWN",
                                node,
                                "No code list codes/%s.csv; %s"
                                    .formatted(list, Suggestion.hint(list, codeLists)))));
    Odcs.custom(column, "unitColumn")
        .ifPresent(
            node ->
                node.text()
                    .filter(unitColumn -> !names.contains(unitColumn))
                    .ifPresent(
                        unitColumn ->
                            faults.add(
                                "UNIT_COLUMN_UNKNOWN",
                                node,
                                ("No column %s in this contract; name the column that holds the"
                                        + " unit.")
                                    .formatted(unitColumn))));
    column
        .get("physicalType")
        .ifPresent(
            node ->
                node.text()
                    .filter(type -> !PhysicalType.isValid(type))
                    .ifPresent(
                        type ->
                            faults.add(
                                "PHYSICAL_TYPE",
                                node,
                                ("%s is no Spark SQL type in use; write one such as string,"
                                        + " decimal(18,2) or array<string>.")
                                    .formatted(type))));
  }

  private void checkForKind(YamlNode column, Contract.Kind kind) {
    if (kind == Contract.Kind.TABLE) {
      if (column.get("physicalType").isEmpty()) {
        faults.add(
            "PHYSICAL_TYPE",
            column,
            "A published table's column needs a physicalType; write one such as string.");
      }
      DELIVERY_ONLY.forEach(property -> refuseProperty(column, property, kind));
      return;
    }
    boolean semanticCode = Odcs.customText(column, "semantic").filter("code"::equals).isPresent();
    if (semanticCode != Odcs.custom(column, "codes").isPresent()) {
      faults.add(
          "CODES_SEMANTIC",
          column,
          "semantic: code and codes: <list> belong together; write both or neither.");
    }
  }

  private void checkKey(YamlNode contract, List<YamlNode> columns, Optional<Contract.Kind> kind) {
    Map<Integer, YamlNode> byPosition = new TreeMap<>();
    for (YamlNode column : columns) {
      boolean inKey = column.text("primaryKey").filter("true"::equals).isPresent();
      Optional<Integer> position =
          column
              .text("primaryKeyPosition")
              .filter(text -> text.matches("[0-9]{1,4}"))
              .map(Integer::valueOf);
      boolean taken =
          position.isPresent() && byPosition.putIfAbsent(position.get(), column) != null;
      if (inKey != position.isPresent() || taken) {
        faults.add(
            "KEY_POSITIONS",
            column,
            "A key column has primaryKey: true and a primaryKeyPosition of its own; other columns"
                + " have neither.");
      }
    }
    int expected = 1;
    for (Map.Entry<Integer, YamlNode> entry : byPosition.entrySet()) {
      if (entry.getKey() != expected) {
        faults.add(
            "KEY_POSITIONS",
            entry.getValue(),
            "Key positions run from 1 without gaps; expected " + expected + " here.");
        break;
      }
      expected++;
    }
    if (byPosition.isEmpty() && kind.filter(Contract.Kind.REGISTRY::equals).isPresent()) {
      faults.add(
          "KEY_MISSING", contract, "A registry needs a key; mark its columns with primaryKey.");
    }
  }

  private void checkHeaders(List<YamlNode> columns) {
    Map<String, String> columnByHeader = new HashMap<>();
    for (YamlNode column : columns) {
      String name = column.text("name").orElse("");
      Stream.concat(
              column.get("businessName").stream(), Odcs.customItems(column, "aliases").stream())
          .forEach(
              node ->
                  node.text()
                      .ifPresent(
                          header -> {
                            String other =
                                columnByHeader.putIfAbsent(HeaderText.normalise(header), name);
                            if (other != null && !other.equals(name)) {
                              faults.add(
                                  "HEADER_COLLISION",
                                  node,
                                  "Header %s means column %s and column %s; keep it at one."
                                      .formatted(header, other, name));
                            }
                          }));
    }
  }

  private void checkMentions(List<YamlNode> columns) {
    Set<String> roles = new HashSet<>();
    for (YamlNode column : columns) {
      Odcs.custom(column, "mention")
          .ifPresent(
              node ->
                  node.text()
                      .filter(role -> !roles.add(role))
                      .ifPresent(
                          role ->
                              faults.add(
                                  "MENTION_DUPLICATE",
                                  node,
                                  "Two columns play %s in the person mention; keep one."
                                      .formatted(role))));
    }
  }

  private void checkOnce(YamlNode owner) {
    Set<String> seen = new HashSet<>();
    for (YamlNode item : owner.items("customProperties")) {
      item.text("property")
          .filter(property -> !seen.add(property))
          .ifPresent(
              property ->
                  faults.add(
                      "PROPERTY_DUPLICATE",
                      item,
                      "Property " + property + " stands twice; keep one of the two."));
    }
  }

  private void requireProperty(YamlNode owner, String property) {
    if (Odcs.custom(owner, property).isEmpty()) {
      faults.add(
          "PROPERTY_MISSING",
          owner,
          "Add {property: %s, value: …} to customProperties.".formatted(property));
    }
  }

  private void refuseProperty(YamlNode owner, String property, Contract.Kind kind) {
    Odcs.custom(owner, property)
        .ifPresent(
            node ->
                faults.add(
                    "PROPERTY_MISPLACED",
                    node,
                    "Property %s has no meaning in a %s; remove it."
                        .formatted(property, kind.name().toLowerCase(Locale.ROOT))));
  }
}
