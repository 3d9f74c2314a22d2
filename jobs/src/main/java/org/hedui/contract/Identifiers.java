package org.hedui.contract;

import java.util.HashMap;
import java.util.Map;

/** Ids that are unique over all files. */
final class Identifiers {
  private final Map<String, YamlNode> holders = new HashMap<>();
  private final Faults faults;

  /** Starts with no id taken; a second holder is noted in {@code faults} as DUPLICATE_ID. */
  Identifiers(Faults faults) {
    this.faults = faults;
  }

  /** Takes the id under {@code key}, if there is one. */
  void take(YamlNode owner, String key) {
    owner
        .get(key)
        .ifPresent(
            node ->
                faults.unless(
                    owner.get(key),
                    id -> holders.putIfAbsent(id, node) == null,
                    "DUPLICATE_ID",
                    id ->
                        "Id %s is taken by %s:%d; ids are never shared, choose another."
                            .formatted(id, holders.get(id).file(), holders.get(id).line())));
  }
}
