package org.hedui.evaluate;

import java.util.List;

/**
 * How good the links of a run are.
 *
 * @param businessDate the run's business date, yyyy-MM-dd
 * @param pairScore over all pairs of mentions
 * @param bCubed over mentions, each judged by its own person (Bagga and Baldwin 1998)
 * @param calibration null if the run wrote no pairs
 */
public record Evaluation(
    String businessDate,
    Mentions mentions,
    Pairs pairs,
    Score pairScore,
    Score bCubed,
    Clusters clusters,
    List<RegistryPair> registryPairs,
    Calibration calibration) {}
