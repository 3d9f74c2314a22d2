package org.hedui.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.hedui.lake.TableDefinition.BUSINESS_DATE;
import static org.hedui.lake.TableDefinition.DELIVERY_DATE;
import static org.hedui.lake.TableDefinition.RUN_ID;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.hedui.contract.Contract;
import org.hedui.contract.TableName;
import org.hedui.lake.BronzeSchema;

/**
 * The rows of a registry that count. Of a snapshot every row of its delivery does; of an increment
 * a key counts once, in the row that came last by delivery, file, sheet and row.
 */
public final class CurrentRows {
  /** Column of {@link #superseded}: id of the row that came next with the same key. */
  public static final String NEXT_RECORD = "next_record_id";

  /** Column of {@link #superseded}: delivery of that row. */
  public static final String NEXT_DELIVERY = "next_delivery_date";

  private static final TableName FEED = TableName.of("ops.feed");

  private CurrentRows() {}

  /**
   * The rows of a registry's bronze table that count for the run. A reference table has no
   * deliveries: its rows all count.
   *
   * @param context the run, whose feed says which deliveries those are
   * @return bronze columns with {@code delivery_date}; no row if nothing was delivered
   */
  public static Dataset<Row> read(RunContext context, Contract registry) {
    if (registry.kind() == Contract.Kind.REFERENCE) {
      return context.lake().read(BronzeSchema.name(registry));
    }
    List<Row> dates =
        context
            .lake()
            .read(FEED)
            .where(
                col(RUN_ID)
                    .equalTo(context.runId())
                    .and(col(BUSINESS_DATE).equalTo(java.sql.Date.valueOf(context.businessDate())))
                    .and(col("registry").equalTo(registry.name()))
                    .and(col("sha256").isNotNull()))
            .select(DELIVERY_DATE)
            .distinct()
            .collectAsList();
    Dataset<Row> bronze = context.lake().read(BronzeSchema.name(registry));
    Object[] deliveries = dates.stream().map(row -> row.get(0)).toArray();
    return of(bronze.where(col(DELIVERY_DATE).isin(deliveries)), registry);
  }

  /**
   * The rows that count.
   *
   * @param bronzeRows rows of the bronze table of all deliveries in question
   * @return a subset of the rows, with the same columns; at most one a key for increments
   */
  public static Dataset<Row> of(Dataset<Row> bronzeRows, Contract registry) {
    if (!isIncrement(registry)) {
      return bronzeRows;
    }
    return withNext(bronzeRows).where(col(NEXT_RECORD).isNull()).drop(NEXT_RECORD, NEXT_DELIVERY);
  }

  /**
   * The rows of increments that do not count, each with the row that came next.
   *
   * @param rows rows of any columns, among them {@code record_id}, {@code key_hash} and the place
   * @return a subset of the rows, with {@link #NEXT_RECORD} and {@link #NEXT_DELIVERY}
   */
  public static Dataset<Row> superseded(Dataset<Row> rows) {
    return withNext(rows).where(col(NEXT_RECORD).isNotNull());
  }

  /** Whether a key counts once over all deliveries. */
  public static boolean isIncrement(Contract registry) {
    return registry.load().equals(Optional.of(Contract.Load.INCREMENT));
  }

  private static Dataset<Row> withNext(Dataset<Row> rows) {
    WindowSpec sameKey =
        Window.partitionBy("key_hash")
            .orderBy(DELIVERY_DATE, "source_file", "source_sheet", "source_row");
    return rows.withColumn(NEXT_RECORD, lead("record_id", 1).over(sameKey))
        .withColumn(NEXT_DELIVERY, lead(DELIVERY_DATE, 1).over(sameKey));
  }
}
