package org.hedui.stage;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The earlier deliveries of the term, which tell in which months a pupil was at school. They are
 * taken in with the one that counts, from the landing folder and whatever earlier runs did, but
 * only if a policy in force asks for months: reading them costs as much as reading the one.
 */
public final class TermHistory {
  /** The registry whose earlier deliveries are needed. */
  public static final String REGISTRY = "student_register";

  private TermHistory() {}

  /** The day from which deliveries of {@link #REGISTRY} are needed; empty if the newest will do. */
  public static Optional<LocalDate> from(RunContext context) {
    return context.schemas().prorates(context.term().toString())
        ? Optional.of(context.term().firstDay())
        : Optional.empty();
  }
}
