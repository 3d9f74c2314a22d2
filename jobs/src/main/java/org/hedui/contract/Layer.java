package org.hedui.contract;

import java.util.Locale;

/** A layer of the lake; on disk a folder below the lake's root, in SQL a schema. */
public enum Layer {
  /** Deliveries verbatim. */
  BRONZE,
  /** Typed, linked, computed; holds names and numbers of people. */
  SILVER,
  /** Names and numbers for those who work cases. */
  RESTRICTED,
  /** Pseudonymous, for analysts and dashboards. */
  GOLD,
  /** Runs, feeds, quality, audit; the only layer with clock times. */
  OPS;

  /** The folder and schema name, in lower case. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
