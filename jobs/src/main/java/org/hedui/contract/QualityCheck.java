package org.hedui.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the quality rules of a contract beyond their structure. */
final class QualityCheck {
  private static final Set<String> COLUMN_METRICS =
      Set.of("nullValues", "missingValues", "invalidValues", "duplicateValues");

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  private final Identifiers identifiers;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param identifiers ids taken so far
   * @param faults receives DUPLICATE_ID, QUALITY_BOUND and QUALITY_COLUMN
   */
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
    Optional<YamlNode> arguments = rule.get("arguments");
    for (YamlNode name : arguments.map(node -> node.items("properties")).orElse(List.of())) {
      faults.unless(
          Optional.of(name),
          columns::contains,
          "QUALITY_COLUMN",
          text -> "No column %s here; %s".formatted(text, Suggestion.hint(text, columns)));
    }
    boolean ofColumn = rule.text("metric").filter(COLUMN_METRICS::contains).isPresent();
    if (ofColumn && !onColumn && arguments.isEmpty()) {
      faults.add(
          "QUALITY_COLUMN",
          rule,
          "Say which columns are measured: arguments: {properties: [<column>]}.");
    }
    if (onColumn && (!ofColumn || arguments.isPresent())) {
      faults.add(
          "QUALITY_COLUMN",
          rule,
          "A column's rule measures that column alone; move this one to the table's quality.");
    }
  }

  private void checkBounds(YamlNode rule) {
    List<YamlNode> bounds =
        QualityReader.BOUNDS.keySet().stream().flatMap(key -> rule.get(key).stream()).toList();
    boolean anomaly = rule.text("engine").filter("deequ-anomaly"::equals).isPresent();
    if (anomaly && !bounds.isEmpty()) {
      faults.add(
          "QUALITY_BOUND",
          rule,
          "The strategy of a deequ-anomaly rule is its bound; remove the mustBe keys.");
    }
    if (!anomaly && bounds.size() != 1) {
      faults.add(
          "QUALITY_BOUND",
          rule,
          "Write exactly one bound: mustBe, mustBeLessThan, mustBeLessOrEqualTo,"
              + " mustBeGreaterThan or mustBeGreaterOrEqualTo.");
    }
    if (rule.text("unit").filter("percent"::equals).isPresent()) {
      for (YamlNode bound : bounds) {
        faults.unless(
            Optional.of(bound).filter(node -> node.json().isNumber()),
            text -> new BigDecimal(text).compareTo(WHOLE) <= 0,
            "QUALITY_BOUND",
            text -> "A bound of %s per cent is beyond 100; lower it.".formatted(text));
      }
    }
  }
}
