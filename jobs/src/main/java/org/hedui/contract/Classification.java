package org.hedui.contract;

/** How far a column may travel (see the privacy chapter of the README). */
public enum Classification {
  /** May be published. */
  PUBLIC,
  /** For the offices; no single person can be told from it. */
  INTERNAL,
  /** Names or points to a person. */
  PERSONAL,
  /** Personal and sensitive in law: health, money, minors, specific identity. */
  SENSITIVE
}
