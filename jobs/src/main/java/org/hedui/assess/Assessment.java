package org.hedui.assess;

import java.time.LocalDate;
import java.util.List;
import org.hedui.contract.Contract;

/**
 * What is known about one registry's quality on one business date.
 *
 * @param contract the registry's contract
 * @param results one result a rule, in the contract's order
 * @param profile measured properties without a threshold
 */
record Assessment(Contract contract, List<QualityResult> results, List<ProfileMetric> profile) {

  /** Copies the lists, so that an assessment never changes. */
  Assessment {
    results = List.copyOf(results);
    profile = List.copyOf(profile);
  }

  /** A registry that was not delivered: none of its rules applies. */
  static Assessment absent(Contract contract) {
    List<QualityResult> results =
        contract.quality().stream()
            .map(
                rule ->
                    QualityResult.notApplicable(
                        contract.name(), rule, "There is no delivery of this registry."))
            .toList();
    return new Assessment(contract, results, List.of());
  }

  /**
   * A registry whose rows were measured.
   *
   * @param contract the registry's contract
   * @param scan the figures of its rows
   * @param businessDate the date the rows stand for
   * @param history row counts of earlier business dates
   */
  static Assessment of(
      Contract contract, Scan scan, LocalDate businessDate, List<RowCount> history) {
    Judge judge = new Judge(contract, scan, businessDate, history);
    return new Assessment(
        contract,
        contract.quality().stream().map(judge::result).toList(),
        ProfileMetric.of(contract, scan));
  }
}
