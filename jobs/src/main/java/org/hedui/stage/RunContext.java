package org.hedui.stage;

import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.Schemas;
import org.hedui.lake.Lake;

/**
 * What a stage is given.
 *
 * @param lake the lake it reads and writes
 * @param businessDate the date whose truth is computed
 * @param landing folder or address of the deliveries
 * @param runId id of this run, in {@code ops} tables only
 * @param useUnconfirmed whether standards that no office has confirmed are used for money
 */
public record RunContext(
    Lake lake, LocalDate businessDate, String landing, String runId, boolean useUnconfirmed) {

  /** A context in which unconfirmed standards are shown only. */
  public RunContext(Lake lake, LocalDate businessDate, String landing, String runId) {
    this(lake, businessDate, landing, runId, false);
  }

  /** The session of the lake. */
  public SparkSession spark() {
    return lake.spark();
  }

  /** The schemas in force. */
  public Schemas schemas() {
    return lake.schemas();
  }

  /** The term the business date lies in. */
  public Term term() {
    return Term.of(businessDate);
  }
}
