package org.hedui.report;

import java.util.Optional;

/**
 * The figures of a run that matter most.
 *
 * @param filesRefused files that were not loaded
 * @param registriesOverdue registries that rule FIL-01 finds late
 * @param qualityFailed quality rules that failed or could not be measured
 * @param qualityErrors those of them that may close the gate
 * @param addsUp whether every row in is loaded, in quarantine, or a duplicate
 * @param persons persons found; this and what follows is empty unless the run was published
 * @param openCases open cases
 * @param newCases open cases that were no cases in the run before
 * @param overdueCases open cases whose due date is past
 * @param barsMissed official rates of errors that are not below their bar
 */
public record KeyFigures(
    long files,
    long filesRefused,
    long registriesOverdue,
    long rowsIn,
    long rowsLoaded,
    long rowsQuarantined,
    long rowsDuplicate,
    boolean addsUp,
    long qualityPassed,
    long qualityFailed,
    long qualityErrors,
    Optional<Long> persons,
    Optional<Long> households,
    Optional<Long> pairsWaiting,
    Optional<Long> openCases,
    Optional<Long> newCases,
    Optional<Long> overdueCases,
    Optional<Long> barsMissed) {

  static KeyFigures of(RunFacts facts) {
    long files = facts.deliveries().stream().mapToLong(RunFacts.Delivery::seen).sum();
    Optional<RunFacts.Flow> cases = facts.cases().map(RunFacts.Cases::total);
    return new KeyFigures(
        files,
        files - facts.deliveries().stream().mapToLong(RunFacts.Delivery::loaded).sum(),
        facts.deliveries().stream().filter(registry -> registry.overdue().orElse(false)).count(),
        facts.deliveries().stream().mapToLong(RunFacts.Delivery::rowsIn).sum(),
        facts.deliveries().stream().mapToLong(RunFacts.Delivery::rowsLoaded).sum(),
        facts.deliveries().stream().mapToLong(RunFacts.Delivery::rowsQuarantined).sum(),
        facts.deliveries().stream().mapToLong(RunFacts.Delivery::rowsDuplicate).sum(),
        facts.unbalanced().isEmpty(),
        facts.quality().stream().mapToLong(RunFacts.Quality::passed).sum(),
        facts.flaws().size(),
        facts.flaws().stream().filter(flaw -> flaw.severity().equals("error")).count(),
        facts.links().map(RunFacts.Links::persons),
        facts.links().map(RunFacts.Links::households),
        facts.links().map(RunFacts.Links::waiting),
        cases.map(RunFacts.Flow::open),
        cases.map(RunFacts.Flow::fresh),
        cases.map(RunFacts.Flow::overdue),
        facts.cases().map(found -> (long) facts.missedBars().size()));
  }
}
