package org.hedui.synth;

/**
 * A name in its parts.
 *
 * @param people whose way of naming it follows
 * @param family what is inherited: surname, clan, or the father's given name
 * @param given the person's own part
 */
record FullName(People people, String family, String given) {

  /** The inherited part of this person's children. */
  String ofChildren() {
    return people == People.UYGUR ? given : family;
  }

  /** The name as written. */
  String text() {
    return switch (people) {
      case HAN -> family + given;
      case UYGUR -> given + "·" + family;
      case YI -> family + "·" + given;
    };
  }
}
