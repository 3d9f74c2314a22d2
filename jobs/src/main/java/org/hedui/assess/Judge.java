package org.hedui.assess;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.hedui.assess.QualityResult.Measurement;
import org.hedui.contract.Contract;
import org.hedui.contract.QualityRule;

/**
 * Judges a registry's figures by the rules of its contract.
 *
 * @param contract the contract
 * @param scan the figures of its rows
 * @param businessDate the date the rows stand for
 * @param history row counts of earlier business dates
 */
record Judge(Contract contract, Scan scan, LocalDate businessDate, List<RowCount> history) {

  /** The result of one rule. */
  QualityResult result(QualityRule rule) {
    return switch (rule.metric()) {
      case NULL_VALUES -> share(rule, scan.tally(Analyzers.complete(contract, rule.columns())));
      case INVALID_VALUES -> share(rule, scan.tally(Analyzers.valid(rule.columns())));
      case COMPLIANCE -> share(rule, scan.tally(Analyzers.holds(rule)));
      case DUPLICATE_VALUES -> share(rule, scan.duplicates(rule.columns()));
      case ROW_COUNT -> rowCount(rule);
      case ANOMALY -> change(rule);
    };
  }

  private QualityResult share(QualityRule rule, Tally tally) {
    if (!(tally instanceof Tally.Counted counted)) {
      return QualityResult.error(contract.name(), rule, ((Tally.Unknown) tally).reason());
    }
    if (counted.rows() == 0) {
      return QualityResult.notApplicable(contract.name(), rule, "There is no row to look at.");
    }
    double value =
        rule.percent()
            ? 100.0 * counted.violations() / counted.rows()
            : (double) counted.violations();
    return compared(rule, new Measurement(value, counted.violations(), counted.rows()));
  }

  private QualityResult rowCount(QualityRule rule) {
    return scan.rows() instanceof Figure.Known rows
        ? compared(rule, new Measurement(rows.value(), rows.count(), rows.count()))
        : QualityResult.error(contract.name(), rule, ((Figure.Unknown) scan.rows()).reason());
  }

  private QualityResult compared(QualityRule rule, Measurement measured) {
    return QualityResult.measured(
        contract.name(),
        rule,
        rule.comparison().holds(measured.value(), rule.threshold()),
        measured);
  }

  private QualityResult change(QualityRule rule) {
    if (!(scan.rows() instanceof Figure.Known rows)) {
      return QualityResult.error(contract.name(), rule, ((Figure.Unknown) scan.rows()).reason());
    }
    RateOfChange bounds;
    try {
      bounds = RateOfChange.parse(rule.implementation());
    } catch (IllegalArgumentException e) {
      return QualityResult.error(contract.name(), rule, e.getMessage());
    }
    // There is no ratio to nothing.
    List<RowCount> earlier = history.stream().filter(count -> count.rows() > 0).toList();
    if (earlier.isEmpty()) {
      return QualityResult.notApplicable(
          contract.name(), rule, "There is no earlier business date with rows to compare with.");
    }
    long before =
        earlier.stream().max(Comparator.comparing(RowCount::businessDate)).orElseThrow().rows();
    boolean broken = bounds.broken(earlier, new RowCount(businessDate, rows.count()));
    return QualityResult.measured(
        contract.name(),
        rule,
        !broken,
        new Measurement(rows.value() / before, rows.count(), before));
  }
}
