package org.hedui.entitle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The cost shares of an entitlement, as text. */
final class Shares {
  private Shares() {}

  /** The shares of centre, province, city, county and rest; null where not set. */
  static List<String> of(Row entitlement) {
    return CostShares.columns().stream()
        .map(
            name -> Optional.ofNullable(entitlement.getAs(name)).map(Object::toString).orElse(null))
        .collect(Collectors.toList());
  }
}
