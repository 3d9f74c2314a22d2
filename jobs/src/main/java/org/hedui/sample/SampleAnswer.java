package org.hedui.sample;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What was found at a household's door.
 *
 * @param household its id
 * @param finding whether it was treated wrongly
 * @param members members whom the error concerns; there if there is one
 * @param checker who visited it
 * @param checkedOn day of the visit
 * @param note what the checker noted
 */
record SampleAnswer(
    String household,
    Finding finding,
    Optional<Integer> members,
    Optional<String> checker,
    Optional<LocalDate> checkedOn,
    Optional<String> note) {

  /** The codes of the list {@code sample_answer}. */
  enum Finding {
    /** 有误: there is an error. */
    WRONG,
    /** 无误: there is none. */
    RIGHT,
    /** 无法核实: nobody can tell. */
    UNVERIFIABLE
  }
}
