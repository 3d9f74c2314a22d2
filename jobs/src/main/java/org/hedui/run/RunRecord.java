package org.hedui.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.hedui.lake.TableDefinition.RUN_ID;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The row of a run in {@code ops.run}. */
final class RunRecord {
  private static final TableName TABLE = new TableName(Layer.OPS, "run");
  private static final StructType SCHEMA =
      new StructType()
          .add("business_date", DataTypes.DateType)
          .add("attempt", DataTypes.IntegerType)
          .add("state", DataTypes.StringType)
          .add("started_at", DataTypes.TimestampType)
          .add("ended_at", DataTypes.TimestampType)
          .add("code_version", DataTypes.StringType)
          .add("schemas_hash", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("use_unconfirmed", DataTypes.BooleanType)
          .add("message", DataTypes.StringType);

  private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);

  private final Lake lake;
  private final RunRequest request;
  private final Instant startedAt;

  /** A run's row, not written yet. */
  RunRecord(Lake lake, RunRequest request, Instant startedAt) {
    this.lake = lake;
    this.request = request;
    this.startedAt = startedAt;
  }

  /**
   * Ends the rows of other runs that are still called running. Only the holder of the lake's lock
   * may call this: it knows that their processes are dead. A run that was published before it died
   * is complete; the others were killed.
   */
  void endOthers() {
    if (!lake.exists(TABLE)) {
      return;
    }
    Dataset<Row> runs = lake.read(TABLE);
    Dataset<Row> running =
        runs.where(col("state").equalTo("RUNNING").and(col(RUN_ID).notEqual(request.runId())));
    for (Row run : running.select(RUN_ID).collectAsList()) {
      String runId = run.getString(0);
      boolean published = lake.publishedBy(runId).isPresent();
      LOG.warn("Run {} was killed{}", runId, published ? " after it was published" : "");
      lake.replaceRun(
          TABLE,
          runs.where(col(RUN_ID).equalTo(runId))
              .withColumn("state", lit(published ? "COMPLETED" : "FAILED"))
              .withColumn("ended_at", current_timestamp())
              .withColumn("message", lit(published ? null : StepFailure.KILLED.toString())),
          runId);
    }
  }

  /** Writes that the run is on. */
  void running() {
    write("RUNNING", Optional.empty(), null);
  }

  /** Writes how the run ended: COMPLETED, FAILED with a message, or REFUSED by a quality gate. */
  void ended(Optional<Failure> failure) {
    String state =
        failure
            .map(f -> f.exitCode() == ExitCodes.REFUSED ? "REFUSED" : "FAILED")
            .orElse("COMPLETED");
    write(state, Optional.of(Instant.now()), failure.map(Failure::toString).orElse(null));
  }

  private void write(String state, Optional<Instant> endedAt, String message) {
    Row row =
        RowFactory.create(
            Date.valueOf(request.businessDate()),
            Math.toIntExact(request.attempt()),
            state,
            Timestamp.from(startedAt),
            endedAt.map(Timestamp::from).orElse(null),
            Version.current(),
            request.schemasHash(),
            null,
            request.useUnconfirmed(),
            message);
    List<Row> rows = Collections.singletonList(row);
    lake.replaceRun(TABLE, lake.spark().createDataFrame(rows, SCHEMA), request.runId());
  }
}
