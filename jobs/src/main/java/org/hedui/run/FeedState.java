package org.hedui.run;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.hedui.contract.Rule;

/**
 * Whether a registry is delivered on schedule, as rule FIL-01 says, without a lake: the day counts,
 * and what was ever delivered. Exemptions are not known here.
 *
 * @param newest the newest delivery up to the day
 * @param daysSince days since then
 * @param daysAllowed days after which the rule calls it late
 */
record FeedState(String registry, LocalDate newest, long daysSince, long daysAllowed) {
  /** The rule. */
  static final String RULE = "FIL-01";

  /** Whether it is late. */
  boolean overdue() {
    return daysSince > daysAllowed;
  }

  /**
   * The registries that were ever delivered, by name.
   *
   * @param deliveries days of delivery by registry
   * @param rule FIL-01, whose parameters say how long is too long
   * @param day the day on which it is asked
   */
  static List<FeedState> of(
      Map<String, NavigableSet<LocalDate>> deliveries, Rule rule, LocalDate day) {
    Set<String> yearly = Set.of(rule.parameters().get("yearly").split(" "));
    return deliveries.entrySet().stream()
        .filter(registry -> registry.getValue().floor(day) != null)
        .map(
            registry -> {
              LocalDate newest = registry.getValue().floor(day);
              return new FeedState(
                  registry.getKey(),
                  newest,
                  ChronoUnit.DAYS.between(newest, day),
                  Long.parseLong(
                      rule.parameters()
                          .get(yearly.contains(registry.getKey()) ? "yearly_days" : "days")));
            })
        .sorted(Comparator.comparing(FeedState::registry))
        .toList();
  }
}
