package org.hedui.deliver;

import java.util.List;
import org.hedui.contract.Document;

/**
 * What became of a document.
 *
 * @param document what it is
 * @param files that were written of it
 * @param leftOut rows of no known division that stand in none of them
 */
record Handed(Document document, List<Delivered> files, long leftOut) {
  /** Copies the list. */
  Handed {
    files = List.copyOf(files);
  }

  /** How many rows its files show. */
  long rows() {
    return files.stream().mapToLong(Delivered::rows).sum();
  }
}
