package org.hedui.synth;

/** What somebody is to the head of the household, as police and poverty office write it. */
enum Relation {
  HEAD("户主", "户主", Sex.M),
  HUSBAND("夫", "配偶", Sex.M),
  WIFE("妻", "配偶", Sex.F),
  SON("子", "之子", Sex.M),
  DAUGHTER("女", "之女", Sex.F),
  FATHER("父亲", "之父", Sex.M),
  MOTHER("母亲", "之母", Sex.F),
  GRANDSON("孙子", "之孙子", Sex.M),
  GRANDDAUGHTER("孙女", "之孙女", Sex.F);

  private final String police;
  private final String office;
  private final Sex sex;

  Relation(String police, String office, Sex sex) {
    this.police = police;
    this.office = office;
    this.sex = sex;
  }

  String police() {
    return police;
  }

  String office() {
    return office;
  }

  /** The other relation that a child or grandchild of the other sex has. */
  Relation of(Sex wanted) {
    if (wanted == sex) {
      return this;
    }
    return switch (this) {
      case SON -> DAUGHTER;
      case DAUGHTER -> SON;
      case GRANDSON -> GRANDDAUGHTER;
      case GRANDDAUGHTER -> GRANDSON;
      default -> this;
    };
  }

  /** Whether it is of the generation before the head's. */
  boolean elder() {
    return this == FATHER || this == MOTHER;
  }
}
