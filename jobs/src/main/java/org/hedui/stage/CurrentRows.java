package org.hedui.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.hedui.lake.TableDefinition.BUSINESS_DATE;
import static org.hedui.lake.TableDefinition.DELIVERY_DATE;
import static org.hedui.lake.TableDefinition.RUN_ID;

import java.sql.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.hedui.contract.Contract;
import org.hedui.contract.TableName;
import org.hedui.lake.BronzeSchema;
import org.hedui.lake.Lake;

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
   * The dates of the deliveries that count for a run, by registry, as its feed says.
   *
   * @param context the run, whose stage ingest is done
   */
  public static Map<String, Set<Date>> deliveries(RunContext context) {
    return deliveries(context, false);
  }

  /**
   * The dates of the deliveries before those that count which the run took in to compare with, by
   * registry.
   *
   * @param context the run, whose stage ingest is done
   */
  public static Map<String, Set<Date>> earlierDeliveries(RunContext context) {
    return deliveries(context, true);
  }

  private static Map<String, Set<Date>> deliveries(RunContext context, boolean earlier) {
    return context
        .lake()
        .readOrEmpty(FEED)
        .where(
            col(RUN_ID)
                .equalTo(context.runId())
                .and(col(BUSINESS_DATE).equalTo(Date.valueOf(context.businessDate())))
                .and(col("sha256").isNotNull())
                .and(col("earlier").equalTo(earlier)))
        .select("registry", DELIVERY_DATE)
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getString(0),
                Collectors.mapping(row -> row.getDate(1), Collectors.toSet())));
  }

  /**
   * The rows of a registry's bronze table that count for the run. A reference table has no
   * deliveries: its rows all count.
   *
   * @param deliveries result of {@link #deliveries}
   * @return bronze columns with {@code delivery_date}; no row if nothing was delivered
   */
  public static Dataset<Row> read(Lake lake, Contract registry, Map<String, Set<Date>> deliveries) {
    Dataset<Row> bronze = lake.readOrEmpty(BronzeSchema.name(registry));
    if (registry.kind() == Contract.Kind.REFERENCE) {
      return bronze;
    }
    Object[] dates = deliveries.getOrDefault(registry.name(), Set.of()).toArray();
    return of(bronze.where(col(DELIVERY_DATE).isin(dates)), registry);
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
