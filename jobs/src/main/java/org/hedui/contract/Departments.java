package org.hedui.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The departments that may own a contract or a rule.
 *
 * @param codes codes of the list {@code department}; none if the list cannot be read
 */
record Departments(Set<String> codes) {

  /** Notes OWNER_UNKNOWN for each of the owners under {@code key}, joined by +, that is none. */
  void check(YamlNode node, String key, Faults faults) {
    List<String> owners = Arrays.asList(node.text(key).orElse("source").split("\\+"));
    for (String owner : owners) {
      if (!codes.isEmpty() && !codes.contains(owner) && !owner.equals("source")) {
        faults.add(
            "OWNER_UNKNOWN",
            node.get(key).orElse(node),
            "Department %s is not in codes/department.csv; %s"
                .formatted(owner, Suggestion.hint(owner, codes)));
      }
    }
  }
}
