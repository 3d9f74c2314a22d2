package org.hedui.synth;

/**
 * Where somebody goes to school.
 *
 * @param grade from 0
 * @param boards whether the pupil lives at school
 */
record Study(School school, int grade, boolean boards) {
  SchoolStage stage() {
    return school.stage();
  }

  String gradeLabel() {
    return stage().grades().get(grade);
  }
}
