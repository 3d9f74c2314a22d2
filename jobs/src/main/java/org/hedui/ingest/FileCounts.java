package org.hedui.ingest;

import org.hedui.contract.HeduiException;

/**
 * Where the rows of a file went, counted from the tables.
 *
 * @param loaded rows that count
 * @param quarantined rows in quarantine
 * @param duplicate declared duplicates
 */
record FileCounts(long loaded, long quarantined, long duplicate) {
  static final FileCounts NONE = new FileCounts(0, 0, 0);

  /** The sum by part. */
  FileCounts plus(FileCounts other) {
    return new FileCounts(
        loaded + other.loaded, quarantined + other.quarantined, duplicate + other.duplicate);
  }

  /**
   * Holds the law of conservation: rows in = loaded + quarantined + duplicates.
   *
   * @throws HeduiException CONSERVATION if the numbers differ
   */
  void check(FileFacts facts) {
    if (facts.rowsIn() != loaded + quarantined + duplicate) {
      throw new HeduiException(
          "CONSERVATION",
          1,
          ("%s has %,d rows, but %,d were loaded, %,d put in quarantine and %,d declared duplicates."
                  + " Nothing is published. If the file was replaced during the run, run again;"
                  + " otherwise report this as a fault of Hedui.")
              .formatted(
                  facts.file().sourceFile(), facts.rowsIn(), loaded, quarantined, duplicate));
    }
  }
}
