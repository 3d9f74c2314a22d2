package org.hedui.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hedui.report.RunFacts;

/**
 * A run that has ended.
 *
 * @param lake address of the lake
 * @param state COMPLETED, FAILED, REFUSED or STOPPED
 * @param took from the start of its process
 * @param stages its stages
 * @param facts what it did; empty if that could not be read
 * @param lastCompleted when a run of the lake was last completed, this one included
 * @param spark what Spark did for it
 * @param heapPeak bytes of heap used at most, the sum of the peaks of its parts
 */
public record RunEnd(
    String lake,
    LocalDate businessDate,
    String state,
    int exitCode,
    Instant ended,
    Duration took,
    List<RunFacts.StageTime> stages,
    Optional<RunFacts> facts,
    Optional<Instant> lastCompleted,
    SparkTotals.Totals spark,
    long heapPeak) {

  /** Copies the list. */
  public RunEnd {
    stages = List.copyOf(stages);
  }
}
