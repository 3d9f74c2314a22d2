package org.hedui.link.registry;

import org.hedui.contract.MentionRole;

/** A value of a person that several registries may give. */
enum PersonValue {
  NAME("name", MentionRole.NAME),
  SEX("sex_code", MentionRole.SEX),
  BIRTH("birth_date", MentionRole.BIRTH),
  DIVISION("division_code", MentionRole.DIVISION);

  private final String column;
  private final MentionRole role;

  PersonValue(String column, MentionRole role) {
    this.column = column;
    this.role = role;
  }

  /** Its column in {@code silver.mention} and {@code silver.person}. */
  String column() {
    return column;
  }

  /** The role by which contracts declare it. */
  MentionRole role() {
    return role;
  }

  /** Whether a valid ID number tells it (GB 11643). */
  boolean toldByIdNumber() {
    return this == SEX || this == BIRTH;
  }
}
