package org.hedui.lake;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * How a table looks on disk.
 *
 * @param name layer and table
 * @param schema columns with comments; a column that is not nullable is enforced by Delta
 * @param partition column whose values are replaced as a whole; empty if the table has no slices
 * @param comment what the table holds
 * @param constraints SQL CHECK expressions, enforced by Delta
 */
public record TableDefinition(
    TableName name,
    StructType schema,
    Optional<String> partition,
    String comment,
    List<String> constraints) {

  /** Column that slices every table of a run. */
  public static final String BUSINESS_DATE = "business_date";

  /** Column that slices bronze. */
  public static final String DELIVERY_DATE = "delivery_date";

  /** Column that tells the runs of {@code ops} apart. */
  public static final String RUN_ID = "run_id";

  /** Copies the list, so that a definition never changes. */
  public TableDefinition {
    constraints = List.copyOf(constraints);
  }

  /**
   * The definition of a published table. It is sliced by the first of {@code business_date}, {@code
   * delivery_date} that its contract has; {@code ops} tables are not sliced.
   *
   * @throws IllegalArgumentException if a column of the contract has no physical type
   */
  public static TableDefinition of(Contract contract) {
    TableName name = TableName.of(contract.name());
    StructType schema = new StructType();
    for (Column column : contract.columns()) {
      String type =
          column
              .physicalType()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          contract.name() + "." + column.name() + " has no physicalType."));
      schema =
          schema.add(
              field(
                  column.name(),
                  DataType.fromDDL(type),
                  !column.notNull(),
                  column.label(),
                  column.description()));
    }
    return new TableDefinition(
        name,
        schema,
        slice(schema, name),
        contract.titleZh() + " | " + contract.purpose(),
        contract.constraints());
  }

  /** A field with the comment that {@code DESCRIBE} shows: label and description. */
  public static StructField field(
      String name, DataType type, boolean nullable, String label, String description) {
    return new StructField(name, type, nullable, Metadata.empty())
        .withComment(label + " | " + description);
  }

  /**
   * Whether rows are only ever added. A table of {@code ops} that belongs to no run is a log: no
   * run writes it anew.
   */
  public boolean appendOnly() {
    return name.layer() == Layer.OPS && !List.of(schema.fieldNames()).contains(RUN_ID);
  }

  private static Optional<String> slice(StructType schema, TableName name) {
    List<String> columns = List.of(schema.fieldNames());
    if (name.layer() == Layer.OPS) {
      return Optional.empty();
    }
    return List.of(BUSINESS_DATE, DELIVERY_DATE).stream().filter(columns::contains).findFirst();
  }
}
