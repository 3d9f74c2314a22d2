package org.hedui.contract;

/**
 * What of a column follows from the lake's key, and so becomes another when the key is rotated;
 * YAML name in camel case.
 */
public enum Keyed {
  /** Pseudonyms, alone or within texts and lists. */
  PSEUDONYM,
  /** Evidence of a case, by name: pseudonyms, and cut-off ones under names that end in _hash. */
  EVIDENCE,
  /** The id of a case. */
  CASE_ID,
  /** The hash of a case's evidence, alone or within a list. */
  EVIDENCE_HASH,
  /** The version of a case. */
  CASE_VERSION
}
