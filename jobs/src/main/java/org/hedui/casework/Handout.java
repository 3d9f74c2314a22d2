package org.hedui.casework;

import java.util.List;
import org.hedui.sheet.Seal;

/**
 * What is handed out in one workbook.
 *
 * @param seal the workbook's seal, with its number and business date
 * @param purpose what for
 * @param parts one part a rule, in the order of the sheets
 */
record Handout(Seal seal, String purpose, List<Part> parts) {

  /** Copies the list. */
  Handout {
    parts = List.copyOf(parts);
  }

  /**
   * The cases of a rule.
   *
   * @param rule its code
   * @param cases how many
   * @param registries the registries whose rows are shown, in the order of the columns
   */
  record Part(String rule, long cases, List<String> registries) {
    /** Copies the list. */
    Part {
      registries = List.copyOf(registries);
    }
  }

  /** How many cases there are. */
  long cases() {
    return parts.stream().mapToLong(Part::cases).sum();
  }
}
