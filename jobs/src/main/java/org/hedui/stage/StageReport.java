package org.hedui.stage;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a stage did, in small numbers: for the log, the step's record and the summary. Never rows or
 * values.
 *
 * @param stage the stage's name
 * @param counts counts by name, such as {@code rows_in}
 */
public record StageReport(String stage, Map<String, Long> counts) {

  /** Copies the counts in name order. */
  public StageReport {
    counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
