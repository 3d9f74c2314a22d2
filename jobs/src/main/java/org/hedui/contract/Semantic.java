package org.hedui.contract;

/**
 * What a registry's column means; decides how its text is standardised. The YAML name is the camel
 * case of the constant ({@code PERSON_NAME} is {@code personName}).
 */
public enum Semantic {
  TEXT,
  PERSON_NAME,
  ID_NUMBER,
  DISABILITY_CARD,
  STUDENT_NUMBER,
  DIVISION_CODE,
  SCHOOL_CODE,
  DATE,
  YEAR_MONTH,
  YEAR,
  INTEGER,
  AMOUNT,
  CODE,
  FLAG,
  PHONE
}
