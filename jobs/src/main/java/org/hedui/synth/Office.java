package org.hedui.synth;

import java.io.IOException;

/**
 * A department that keeps a registry: which members of a household it knows, and how it writes
 * them.
 */
interface Office {
  /** Files the rows of one household. */
  void file(Household household, Desk desk) throws IOException;

  /** Files what is known only when all households are through. */
  default void finish(Desk desk) throws IOException {}
}
