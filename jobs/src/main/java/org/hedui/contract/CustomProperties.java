package org.hedui.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks which custom properties stand at a contract or a column.
 *
 * @param owner the contract or column
 * @param faults receives PROPERTY_MISSING, PROPERTY_DUPLICATE and PROPERTY_MISPLACED
 */
record CustomProperties(YamlNode owner, Faults faults) {

  /** Each may stand once. */
  void once() {
    Set<String> seen = new HashSet<>();
    for (YamlNode item : owner.items("customProperties")) {
      faults.unless(
          item.get("property"),
          seen::add,
          "PROPERTY_DUPLICATE",
          property -> "Property " + property + " stands twice; keep one of the two.");
    }
  }

  /** These must stand there. */
  void required(List<String> properties) {
    for (String property : properties) {
      if (Odcs.custom(owner, property).isEmpty()) {
        faults.add(
            "PROPERTY_MISSING",
            owner,
            "Add {property: %s, value: …} to customProperties.".formatted(property));
      }
    }
  }

  /** These have no meaning for this kind of contract. */
  void refused(List<String> properties, Contract.Kind kind) {
    for (String property : properties) {
      Odcs.custom(owner, property)
          .ifPresent(
              value ->
                  faults.add(
                      "PROPERTY_MISPLACED",
                      value,
                      "Property %s has no meaning for kind %s; remove it."
                          .formatted(property, Odcs.text(kind))));
    }
  }
}
