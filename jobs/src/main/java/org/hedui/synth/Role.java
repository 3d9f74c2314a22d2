package org.hedui.synth;

/** What a column means to those who mistype it. */
enum Role {
  TEXT,
  /** A number, which a workbook stores as one. */
  NUMBER,
  NAME,
  ID,
  /** Number of a disability card, an ID number and two digits. */
  CARD,
  STUDENT_NUMBER,
  BIRTH,
  SEX,
  TOWN_NAME,
  VILLAGE_NAME,
  VILLAGE,
  SCHOOL,
  SCHOOL_NAME,
  HOUSEHOLD,
  /** The county, one merged cell. */
  COUNTY,
  /** What no contract knows. */
  REMARK
}
