package org.hedui.reconcile;

/**
 * What one rule said of its whole population.
 *
 * @param code the rule's code
 * @param version the rule's version
 * @param state one of four states
 * @param failed subjects found
 * @param passed subjects in order
 * @param notApplicable subjects of which a needed value is missing
 * @param message why, for the states error and not applicable; else NULL
 */
public record RuleResult(
    String code,
    int version,
    State state,
    long failed,
    long passed,
    long notApplicable,
    String message) {

  /** The four states of a rule. */
  public enum State {
    PASSED,
    FAILED,
    NOT_APPLICABLE,
    ERROR
  }

  /** The result that follows from the counts. */
  static RuleResult of(String code, int version, long failed, long passed, long notApplicable) {
    State state = failed > 0 ? State.FAILED : passed > 0 ? State.PASSED : State.NOT_APPLICABLE;
    String message =
        state == State.NOT_APPLICABLE ? "No subject has the values the rule needs." : null;
    return new RuleResult(code, version, state, failed, passed, notApplicable, message);
  }

  /** The result of a rule that could not be evaluated. */
  static RuleResult error(String code, int version, String message) {
    return new RuleResult(code, version, State.ERROR, 0, 0, 0, message);
  }
}
