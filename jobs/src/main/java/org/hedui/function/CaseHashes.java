package org.hedui.function;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;

import org.apache.spark.sql.Column;

/** What names a case and tells it apart from what it was: hashes of its columns. */
public final class CaseHashes {
  /** {@code exception_id}, the same from run to run, as SQL over the columns of a finding. */
  public static final String EXCEPTION_ID =
      "substring(sha2(concat_ws('|', rule_code, subject_type, subject_key, period), 256), 1, 32)";

  private CaseHashes() {}

  /** The same evidence under the same wording of the rule has the same hash. */
  public static Column evidenceHash() {
    Column entries = sort_array(map_entries(col("evidence")));
    return substring(sha2(concat_ws("|", col("rule_version"), to_json(entries)), 256), 1, 32);
  }

  /** {@code version} of a case: changes with all that a person who answers has to know. */
  public static Column version() {
    Column all =
        concat_ws(
            "|",
            col("exception_id"),
            col("evidence_hash"),
            col("state"),
            col("state_since"),
            col("decision_no"),
            // Told apart from a number that is missing before it.
            concat(lit("to "), col("assigned_to")));
    return substring(sha2(all, 256), 1, 16);
  }
}
