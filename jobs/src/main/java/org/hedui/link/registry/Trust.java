package org.hedui.link.registry;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.MentionRole;

/**
 * How far registries are trusted, as their contracts say.
 *
 * @param registries the contracts of the registries
 */
record Trust(List<Contract> registries) {
  /** The rank of a registry whose contract says none: behind all others. */
  private static final int LAST = Integer.MAX_VALUE;

  /** Copies the list, so that it never changes. */
  Trust {
    registries = List.copyOf(registries);
  }

  /** The rank of what {@code registry} says in a role, 1 the most trusted. */
  Column rank(MentionRole role, Column registry) {
    Column rank = when(lit(false), lit(LAST));
    for (Contract contract : registries) {
      Optional<Integer> trust = contract.trust(role);
      if (trust.isPresent()) {
        rank = rank.when(registry.equalTo(contract.name()), lit(trust.get()));
      }
    }
    return rank.otherwise(lit(LAST));
  }
}
