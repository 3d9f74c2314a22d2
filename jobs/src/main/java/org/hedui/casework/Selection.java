package org.hedui.casework;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.reconcile.CaseState;

/**
 * Which cases are wanted.
 *
 * @param rules codes of rules; empty: all
 * @param division the beginning of a division code, or {@link #UNKNOWN}
 * @param states states; empty: those that are open
 */
public record Selection(List<String> rules, Optional<String> division, List<CaseState> states) {

  /** The division of cases whose division is not known. */
  public static final String UNKNOWN = "unknown";

  /** Copies the lists. */
  public Selection {
    rules = List.copyOf(rules);
    states = List.copyOf(states);
  }

  /**
   * The cases that are wanted, and of a division those that may belong to it, as theirs is not
   * known.
   *
   * @param cases rows of {@code silver.case}
   */
  Dataset<Row> of(Dataset<Row> cases) {
    List<String> wanted =
        states.isEmpty() ? CaseState.open() : states.stream().map(CaseState::name).toList();
    Column fits = col("state").isin(wanted.toArray());
    if (!rules.isEmpty()) {
      fits = fits.and(col("rule_code").isin(rules.toArray()));
    }
    if (division.isPresent()) {
      fits = fits.and(isUnknown().or(col("division_code").startsWith(division.get())));
    }
    return cases.where(fits);
  }

  /** Of the rows of {@link #of} those that are wanted. */
  Dataset<Row> within(Dataset<Row> cases) {
    return leavesOut() ? cases.where(col("division_code").isNotNull()) : cases;
  }

  /** Of the rows of {@link #of} how many are left out, as their division is not known. */
  long leftOut(Dataset<Row> cases) {
    return leavesOut() ? cases.where(isUnknown()).count() : 0;
  }

  private boolean leavesOut() {
    return division.isPresent() && !division.get().equals(UNKNOWN);
  }

  private static Column isUnknown() {
    return col("division_code").isNull();
  }

  /** The selection in words, for the audit. */
  @Override
  public String toString() {
    return "rules %s, division %s, states %s"
        .formatted(
            rules.isEmpty() ? "all" : String.join(" ", rules),
            division.orElse("all"),
            states.isEmpty() ? "open" : states);
  }
}
