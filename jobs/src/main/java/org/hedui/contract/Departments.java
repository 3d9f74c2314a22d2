package org.hedui.contract;

import java.util.List;
import java.util.Set;

/** Checks that an owner is a department of the list {@code department}. */
final class Departments {
  private Departments() {}

  /**
   * Checks the owners named at {@code node}.
   *
   * @param owners department codes
   * @param known codes of the list {@code department}; none if the list cannot be read
   * @param faults receives OWNER_UNKNOWN
   */
  static void check(YamlNode node, List<String> owners, Set<String> known, Faults faults) {
    for (String owner : owners) {
      if (!known.isEmpty() && !known.contains(owner)) {
        faults.add(
            "OWNER_UNKNOWN",
            node,
            "Department %s is not in codes/department.csv; %s"
                .formatted(owner, Suggestion.hint(owner, known)));
      }
    }
  }
}
