package org.hedui.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Checks the quality rules of a contract beyond their structure. */
final class QualityCheck {
  private static final Set<String> COLUMN_METRICS =
      Set.of("nullValues", "missingValues", "invalidValues", "duplicateValues");

  private final Identifiers identifiers;
  private final Faults faults;

  /** Prepares the check; {@code identifiers} holds the ids taken so far. */
  QualityCheck(Identifiers identifiers, Faults faults) {
    this.identifiers = identifiers;
    this.faults = faults;
  }

  /** Checks all quality rules of a contract, those of its columns and those of its table. */
  void check(YamlNode contract) {
    List<String> columns = Odcs.columnNames(contract);
    for (YamlNode column : Odcs.columns(contract)) {
      column.items("quality").forEach(rule -> check(rule, columns, true));
    }
    for (YamlNode table : Odcs.tables(contract)) {
      table.items("quality").forEach(rule -> check(rule, columns, false));
    }
  }

  private void check(YamlNode rule, List<String> columns, boolean onColumn) {
    identifiers.take(rule, "id");
    checkBounds(rule);
    List<YamlNode> named =
        rule.get("arguments").map(at -> at.items("properties")).orElse(List.of());
    for (YamlNode node : named) {
      node.text()
          .filter(name -> !columns.contains(name))
          .ifPresent(
              name ->
                  faults.add(
                      "QUALITY_COLUMN",
                      node,
                      "No column %s in this contract; %s"
                          .formatted(name, Suggestion.hint(name, columns))));
    }
    boolean needsColumn = rule.text("metric").filter(COLUMN_METRICS::contains).isPresent();
    if (needsColumn && !onColumn && rule.get("arguments").isEmpty()) {
      faults.add(
          "QUALITY_COLUMN",
          rule,
          "Say which columns are measured: arguments: {properties: [<column>]}.");
    }
    if (onColumn && (!needsColumn || rule.get("arguments").isPresent())) {
      faults.add(
          "QUALITY_COLUMN",
          rule,
          "A column's rule measures that column; move this one to the quality of the table.");
    }
  }

  private void checkBounds(YamlNode rule) {
    List<YamlNode> bounds =
        QualityReader.BOUNDS.keySet().stream().flatMap(key -> rule.get(key).stream()).toList();
    int expected = rule.text("engine").filter("deequ-anomaly"::equals).isPresent() ? 0 : 1;
    if (bounds.size() != expected) {
      faults.add(
          "QUALITY_BOUND",
          rule,
          expected == 0
              ? "The strategy of a deequ-anomaly rule is its bound; remove the mustBe keys."
              : "Exactly one bound: mustBe, mustBeLessThan, mustBeLessOrEqualTo,"
                  + " mustBeGreaterThan or mustBeGreaterOrEqualTo.");
    }
    if (rule.text("unit").filter("percent"::equals).isPresent()) {
      for (YamlNode bound : bounds) {
        bound
            .text()
            .filter(text -> text.matches("[0-9.]+"))
            .filter(text -> new BigDecimal(text).compareTo(BigDecimal.valueOf(100)) > 0)
            .ifPresent(
                text ->
                    faults.add(
                        "QUALITY_BOUND",
                        bound,
                        "Per cent end at 100; lower the bound " + text + "."));
      }
    }
  }
}
