package org.hedui.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what a contract must keep beyond its structure. */
final class ContractCheck {
  private static final Map<Contract.Kind, List<String>> WITHOUT_MEANING =
      Map.of(
          Contract.Kind.REGISTRY, List.of("layer", "constraints", "clusterBy"),
          Contract.Kind.REFERENCE,
              List.of("layer", "constraints", "clusterBy", "footers", "gate", "trust", "earlier"),
          Contract.Kind.TABLE, List.of("load", "footers", "gate", "trust", "earlier"));

  private final Departments departments;
  private final Identifiers identifiers;
  private final Faults faults;
  private final ColumnCheck columnCheck;
  private final QualityCheck qualityCheck;

  /**
   * Prepares the check.
   *
   * @param codeLists names of all code lists
   * @param departments the departments that may own a contract
   * @param identifiers ids taken so far
   * @param faults receives NAME_MISMATCH, TABLE_NAME, OWNER_UNKNOWN, DUPLICATE_ID,
   *     PROPERTY_MISSING, PROPERTY_DUPLICATE, PROPERTY_MISPLACED and the faults of columns and
   *     quality rules
   */
  ContractCheck(
      Set<String> codeLists, Departments departments, Identifiers identifiers, Faults faults) {
    this.departments = departments;
    this.identifiers = identifiers;
    this.faults = faults;
    this.columnCheck = new ColumnCheck(codeLists, faults);
    this.qualityCheck = new QualityCheck(identifiers, faults);
  }

  /** Checks one contract. */
  void check(YamlNode contract) {
    identifiers.take(contract, "id");
    departments.check(contract, "domain", faults);
    checkNames(contract);
    checkProperties(contract);
    columnCheck.check(contract);
    qualityCheck.check(contract);
  }

  private void checkNames(YamlNode contract) {
    String expected = SchemaFiles.nameOf(contract.file(), "contracts/", ".odcs.yaml");
    faults.unless(
        contract.get("name"),
        expected::equals,
        "NAME_MISMATCH",
        name -> "The contract is %s, its file %s; make them the same.".formatted(name, expected));
    if (Odcs.kind(contract).isPresent()) {
      faults.unless(
          contract.get("name"),
          name -> hasLayer(name) == Odcs.is(contract, Contract.Kind.TABLE),
          "TABLE_NAME",
          name ->
              "A published table is named layer.table, such as gold.person; a registry or"
                  + " reference has no layer.");
    }
    String name = contract.text("name").orElse("");
    int dot = name.indexOf('.');
    for (YamlNode table : Odcs.tables(contract)) {
      faults.unless(
          table.get("name"),
          name.substring(dot + 1)::equals,
          "NAME_MISMATCH",
          tableName ->
              "The table is %s, but the contract is %s; make them fit.".formatted(tableName, name));
    }
    faults.unless(
        Odcs.custom(contract, "layer"),
        name.substring(0, Math.max(dot, 0))::equals,
        "NAME_MISMATCH",
        layer -> "The layer is %s, but the contract is %s; make them fit.".formatted(layer, name));
  }

  private static boolean hasLayer(String name) {
    return Arrays.stream(Layer.values()).anyMatch(layer -> name.startsWith(layer.folder() + "."));
  }

  private void checkProperties(YamlNode contract) {
    CustomProperties properties = new CustomProperties(contract, faults);
    properties.once();
    properties.required(List.of("titleZh", "purposeZh", "kind"));
    if (Odcs.is(contract, Contract.Kind.REGISTRY)) {
      properties.required(List.of("load", "gate"));
    }
    Odcs.kind(contract)
        .ifPresent(
            kind -> {
              properties.refused(WITHOUT_MEANING.get(kind), kind);
              checkLoad(contract, kind);
              checkEarlier(contract, kind);
              checkTrust(contract, kind);
            });
  }

  private void checkTrust(YamlNode contract, Contract.Kind kind) {
    boolean persons =
        Odcs.columns(contract).stream()
            .anyMatch(column -> Odcs.custom(column, "mention").isPresent());
    if (kind == Contract.Kind.REGISTRY && !persons) {
      Odcs.custom(contract, "trust")
          .ifPresent(
              value ->
                  faults.add(
                      "PROPERTY_MISPLACED",
                      value,
                      "trust ranks what a registry says of persons; name their columns by mention,"
                          + " or remove it."));
    }
  }

  private void checkEarlier(YamlNode contract, Contract.Kind kind) {
    boolean increment =
        Odcs.customText(contract, "load")
            .filter(Odcs.text(Contract.Load.INCREMENT)::equals)
            .isPresent();
    if (kind == Contract.Kind.REGISTRY && increment) {
      Odcs.custom(contract, "earlier")
          .ifPresent(
              value ->
                  faults.add(
                      "PROPERTY_MISPLACED",
                      value,
                      "All deliveries of an increment count anyway; remove earlier."));
    }
  }

  private void checkLoad(YamlNode contract, Contract.Kind kind) {
    faults.unless(
        Odcs.custom(contract, "load"),
        load -> load.equals("reference") == (kind == Contract.Kind.REFERENCE),
        "PROPERTY_MISPLACED",
        load -> "load is reference for kind reference, snapshot or increment for a registry.");
  }
}
