package org.hedui.link.registry;

import java.util.Optional;

/**
 * What a reviewer says of a pair of records.
 *
 * @param row row of the sheet, from 1 for the header
 * @param left the lesser lasting id
 * @param right the greater lasting id
 * @param verdict whether both tell of one person
 * @param note what the reviewer noted
 */
public record Answer(int row, String left, String right, Verdict verdict, Optional<String> note) {

  /** Whether two records tell of one person. */
  public enum Verdict {
    /** They do. */
    YES,
    /** They tell of two. */
    NO
  }

  /** An answer whose two records are given in any order. */
  static Answer of(int row, String one, String other, Verdict verdict, Optional<String> note) {
    return one.compareTo(other) < 0
        ? new Answer(row, one, other, verdict, note)
        : new Answer(row, other, one, verdict, note);
  }
}
