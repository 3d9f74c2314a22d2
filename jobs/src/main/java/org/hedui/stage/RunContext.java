package org.hedui.stage;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hedui.contract.Schemas;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/**
 * What a stage is given.
 *
 * @param lake the lake it reads and writes
 * @param businessDate the date whose truth is computed
 * @param landing folder or address of the deliveries
 * @param runId id of this run, in {@code ops} tables only
 * @param useUnconfirmed whether standards that no office has confirmed are used for money
 * @param slices what the stages read of the business date
 */
public record RunContext(
    Lake lake,
    LocalDate businessDate,
    String landing,
    String runId,
    boolean useUnconfirmed,
    RunSlices slices) {

  /** A context whose stages have read nothing yet. */
  public RunContext(
      Lake lake, LocalDate businessDate, String landing, String runId, boolean useUnconfirmed) {
    this(lake, businessDate, landing, runId, useUnconfirmed, new RunSlices(lake, businessDate));
  }

  /** A context in which unconfirmed standards are shown only. */
  public RunContext(Lake lake, LocalDate businessDate, String landing, String runId) {
    this(lake, businessDate, landing, runId, false);
  }

  /**
   * The slice of a table for the business date, without the slice column; in memory if it is small.
   * No rows if the table has not been made.
   */
  public Dataset<Row> slice(TableName table) {
    return slices.of(table);
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
