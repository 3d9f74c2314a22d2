package org.hedui.synth;

/**
 * The table of errors: each kind with the share of rows that get it at {@link ErrorLevel#MID},
 * counted among the rows that can have it. {@code LOW} is a third of it, {@code HIGH} three times.
 * Kinds are drawn independently in this order, so one row may have several.
 */
public enum ErrorKind {
  /** One digit of the ID number, birth or order, is another. The check digit tells. */
  ID_WRONG_DIGIT(.008),
  /** Two neighbouring digits of the ID number have changed places. */
  ID_SWAPPED(.004),
  /** The 15-digit number of before 1999, of somebody born until 1999. */
  ID_FIFTEEN(.003),
  /** The number of a disability card stands in the ID column. */
  ID_CARD_NUMBER(.003),
  /** A spreadsheet took the ID number for a number: 5.2992E+17, or 000 at its end. */
  ID_SPREADSHEET(.004),
  /** The ID number is blank or a placeholder that begins with 999999. */
  ID_BLANK(.010),
  /** The guardian's ID number stands in the child's row. */
  ID_GUARDIAN(.005),
  /** Lower-case x, fullwidth digits or a space inside: harmless once it is read. */
  ID_FORM(.010),
  /** A character of the name is another of the same sound. */
  NAME_HOMOPHONE(.008),
  /** A character of the name is one that looks like it, its traditional or a rare form. */
  NAME_LOOKALIKE(.006),
  /** A character of the name is any other. */
  NAME_WRONG(.003),
  /** A character of the name was lost on the way: {@code ?} or U+FFFD. */
  NAME_DAMAGED(.001),
  /** The interpunct of a minority name is another mark, or none. */
  NAME_INTERPUNCT(.150),
  /** A minority name lacks a part, or its end. */
  NAME_PART_LOST(.010),
  /** Spaces inside or behind the name. */
  NAME_SPACES(.010),
  /** The birth date has one other digit, month and day changed, or is off by a lunar month. */
  BIRTH_SLIP(.008),
  /** The other sex. */
  SEX_WRONG(.002),
  /** The village is that of before a move. */
  STALE_VILLAGE(.020),
  /** The school is that of before a move. */
  STALE_SCHOOL(.020),
  /** The household number is that of another household. */
  STALE_HOUSEHOLD(.020),
  /** A remark with a line break inside. */
  REMARK_LINE_BREAK(.002),
  /** A comma without quotes has shifted the row: it cannot be read. */
  SHIFTED(.0005),
  /** The row stands twice in its file. */
  DUPLICATE_ROW(.003),
  /** A pupil is enrolled at a second school too; that row. */
  TWO_SCHOOLS(.003),
  /** The row of somebody who died and is carried on. */
  STALE_DEAD(.300),
  /** The row of a former pupil who is carried on as enrolled. */
  STALE_GRADUATE(.030),
  /** The row stands in a file that was delivered twice under two names; drawn once a county. */
  SAME_FILE(1),
  /** No error of typing: the person has no ID number yet, at any level. */
  UNREGISTERED(0);

  private final double rate;

  ErrorKind(double rate) {
    this.rate = rate;
  }

  /** The stated rate, at {@link ErrorLevel#MID}. */
  public double rate() {
    return rate;
  }
}
