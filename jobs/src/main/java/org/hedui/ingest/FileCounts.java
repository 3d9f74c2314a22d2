package org.hedui.ingest;

import org.hedui.contract.HeduiException;

/**
 * Where the rows of a file went, counted from the tables.
 *
 * @param loaded rows that count
 * @param quarantined rows in quarantine
 * @param duplicate declared duplicates
 * @param erased rows of persons who are erased; they are nowhere
 */
record FileCounts(long loaded, long quarantined, long duplicate, long erased) {
  static final FileCounts NONE = new FileCounts(0, 0, 0, 0);

  /** The sum by part. */
  FileCounts plus(FileCounts other) {
    return new FileCounts(
        loaded + other.loaded,
        quarantined + other.quarantined,
        duplicate + other.duplicate,
        erased + other.erased);
  }

  /**
   * Holds the law of conservation: rows in = loaded + quarantined + duplicates + erased.
   *
   * @throws HeduiException CONSERVATION if the numbers differ
   */
  void check(FileFacts facts) {
    if (facts.rowsIn() != loaded + quarantined + duplicate + erased) {
      throw new HeduiException(
          "CONSERVATION",
          1,
          ("%s has %,d rows, but %,d were loaded, %,d put in quarantine, %,d declared"
                  + " duplicates and %,d erased. Nothing is published. If the file was replaced during the run, run again;"
                  + " otherwise report this as a fault of Hedui.")
              .formatted(
                  facts.file().sourceFile(),
                  facts.rowsIn(),
                  loaded,
                  quarantined,
                  duplicate,
                  erased));
    }
  }
}
