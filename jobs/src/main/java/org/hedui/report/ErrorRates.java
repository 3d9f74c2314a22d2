package org.hedui.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Rates of errors, from the rows of {@link Question#RATES}. */
final class ErrorRates {
  private ErrorRates() {}

  /**
   * The rates, those of the largest divisions first, what decides about a bar before what does not.
   *
   * @param divisions names of divisions by code
   */
  static List<RunFacts.Rate> of(Scope scope, Map<String, String> divisions, List<Row> rows) {
    return rows.stream()
        .map(row -> rate(scope, divisions, row))
        .sorted(
            Comparator.comparingInt(RunFacts.Rate::level)
                .thenComparing(RunFacts.Rate::division)
                .thenComparing(rate -> !rate.official())
                .thenComparing(RunFacts.Rate::rate)
                .thenComparing(RunFacts.Rate::basis)
                .thenComparing(rate -> rate.unit().en()))
        .toList();
  }

  private static RunFacts.Rate rate(Scope scope, Map<String, String> divisions, Row row) {
    return new RunFacts.Rate(
        row.getAs("rate_code"),
        scope.words("error_rate", row.getAs("rate_code")),
        scope.words("rate_unit", row.getAs("unit")),
        row.getAs("basis"),
        scope.words("error_rate_basis", row.getAs("basis")),
        row.getAs("division_code"),
        divisions.getOrDefault(row.<String>getAs("division_code"), ""),
        row.getAs("division_level"),
        Optional.ofNullable(row.getAs("rate")),
        Optional.ofNullable(row.getAs("lower")),
        Optional.ofNullable(row.getAs("upper")),
        row.<Double>getAs("bar"),
        Optional.ofNullable(row.getAs("verdict")),
        row.<Boolean>getAs("official"),
        row.<Boolean>getAs("suppressed"));
  }
}
