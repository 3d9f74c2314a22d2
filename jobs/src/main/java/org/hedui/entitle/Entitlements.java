package org.hedui.entitle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Collection;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.PolicyPack;
import org.hedui.stage.Term;

/** Computes what pupils are owed in one term. */
final class Entitlements {
  private Entitlements() {}

  /**
   * Applies the policy packs to pupils.
   *
   * @param pupils rows of {@code schemas/views/pupil.sql}: one a school record in state 在读, or that
   *     was earlier in the term
   * @param packs the policy packs; the longest locality that begins a pupil's county code decides
   * @param term the term
   * @param useUnconfirmed whether standards that are not confirmed are used for money
   * @return the columns of {@code silver.entitlement}; one row a person and programme. With several
   *     school records a programme counts once, at its larger amount, or month by month if it is
   *     pro-rated; of exclusive programmes the option with the larger sum counts.
   */
  static Dataset<Row> of(
      Dataset<Row> pupils, Collection<PolicyPack> packs, Term term, boolean useUnconfirmed) {
    Dataset<Row> owed = new Candidates(packs, term, useUnconfirmed).of(pupils);
    if (packs.stream().anyMatch(pack -> pack.prorates(term.toString()))) {
      owed =
          owed.where(not(col("owed.prorated")))
              .unionByName(Prorating.apply(owed.where(col("owed.prorated"))));
    }
    owed = Combining.exclusive(Combining.once(owed));
    if (packs.stream().anyMatch(pack -> !pack.stacking().isEmpty())) {
      owed = Combining.stacked(owed);
    }
    return shape(owed, term);
  }

  private static Dataset<Row> shape(Dataset<Row> owed, Term term) {
    Dataset<Row> rows =
        owed.select(
            col("person_id"),
            col("owed.programme_code"),
            lit(term.toString()).as("term"),
            col("owed.standard.amount").as("amount"),
            col("owed.policy_id"),
            col("owed.locality"),
            col("class").as("basis_class"),
            col("owed.standard.reason").as("reason"),
            col("owed.standard.reason_en").as("reason_en"),
            col("owed.basis"),
            col("owed.confirmed"),
            col("record_id").as("enrolment_record_id"),
            col("owed.exclusive_group"),
            col("county_code"),
            col("owed.funding"),
            col("owed.weights"));
    return CostShares.split(rows);
  }
}
