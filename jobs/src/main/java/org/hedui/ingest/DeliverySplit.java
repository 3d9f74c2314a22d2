package org.hedui.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;
import static org.hedui.lake.TableDefinition.DELIVERY_DATE;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructField;
import org.hedui.contract.Contract;
import org.hedui.lake.BronzeSchema;
import org.hedui.stage.CurrentRows;

/** Splits the delivered rows of one registry into those for bronze, quarantine and duplicates. */
final class DeliverySplit {
  private static final String NUMBER = "_number";

  private DeliverySplit() {}

  /**
   * Numbers the rows that are equal within one delivery; the first by file, sheet and row counts.
   *
   * @param delivered rows of {@link DeliveredRows}
   * @return the same rows, each once
   */
  static Dataset<Row> numbered(Dataset<Row> delivered) {
    WindowSpec same =
        Window.partitionBy(DELIVERY_DATE, DeliveredRows.CONTENT)
            .orderBy(DeliveredRows.FILE_ORDER, DeliveredRows.SHEET_ORDER, "source_row");
    Column firstRecord = first("record_id").over(same);
    return delivered
        .withColumn(DELIVERY_DATE, to_date(col(DELIVERY_DATE)))
        .withColumn(NUMBER, row_number().over(same))
        .withColumn(DeliveredRows.KEPT, coalesce(col(DeliveredRows.KEPT), firstRecord));
  }

  /** The rows that are loaded, with their cells still in one array. */
  static Dataset<Row> loaded(Dataset<Row> numbered) {
    return numbered.where(outcome(DeliveredRows.READ).and(col(NUMBER).equalTo(1)));
  }

  /** The rows for the bronze table of {@code contract}. */
  static Dataset<Row> bronze(Dataset<Row> numbered, Contract contract) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : BronzeSchema.definition(contract).schema().fields()) {
      int cell = contract.columns().stream().map(c -> c.name()).toList().indexOf(field.name());
      columns.add(
          cell < 0 ? col(field.name()) : col(DeliveredRows.CELLS).getItem(cell).as(field.name()));
    }
    return loaded(numbered).select(columns.toArray(Column[]::new));
  }

  /** The rows for {@code bronze.quarantine}. */
  static Dataset<Row> quarantine(Dataset<Row> numbered) {
    return numbered
        .where(outcome(DeliveredRows.QUARANTINED))
        .select(
            col("record_id"),
            col("registry"),
            col(DELIVERY_DATE),
            col("source_file"),
            col("source_sheet"),
            col("source_row"),
            col(DeliveredRows.REASON).as("reason"),
            col(DeliveredRows.DETAIL).as("detail"),
            col(DeliveredRows.CELLS).as("raw"),
            col(DeliveredRows.SHA256).as("sha256"));
  }

  /** The rows for {@code bronze.duplicate}: those of copied files and those equal to another. */
  static Dataset<Row> duplicates(Dataset<Row> numbered) {
    Column copied = outcome(DeliveredRows.SAME_FILE);
    Column equal = outcome(DeliveredRows.READ).and(col(NUMBER).gt(1));
    return duplicates(
        numbered.where(copied.or(equal)),
        when(copied, "SAME_FILE").otherwise("SAME_ROW"),
        col(DELIVERY_DATE),
        col(DeliveredRows.KEPT));
  }

  /**
   * Rows of an increment whose key came again, for {@code bronze.duplicate}. They are listed under
   * the delivery that brought the later row: so what is listed under a delivery depends on no later
   * one.
   *
   * @param superseded rows of {@link CurrentRows#superseded}
   */
  static Dataset<Row> superseded(Dataset<Row> superseded) {
    return duplicates(
        superseded, lit("SAME_KEY"), col(CurrentRows.NEXT_DELIVERY), col(CurrentRows.NEXT_RECORD));
  }

  private static Dataset<Row> duplicates(
      Dataset<Row> rows, Column reason, Column delivery, Column kept) {
    return rows.select(
        col("record_id"),
        col("registry"),
        delivery.as(DELIVERY_DATE),
        col("source_file"),
        col("source_sheet"),
        col("source_row"),
        reason.as("reason"),
        kept.as("kept_record_id"));
  }

  private static Column outcome(String outcome) {
    return col(DeliveredRows.OUTCOME).equalTo(outcome);
  }
}
