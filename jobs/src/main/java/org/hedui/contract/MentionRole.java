package org.hedui.contract;

/** The part a registry's column plays in a person mention; YAML name in camel case. */
public enum MentionRole {
  NAME,
  ID,
  STUDENT_NUMBER,
  DISABILITY_CARD,
  BIRTH,
  SEX,
  DIVISION,
  HOUSEHOLD,
  SCHOOL,
  GUARDIAN_ID,
  GUARDIAN_NAME,
  RELATION,
  PHONE
}
