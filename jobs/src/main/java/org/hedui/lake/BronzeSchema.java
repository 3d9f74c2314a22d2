package org.hedui.lake;

import static org.hedui.lake.TableDefinition.DELIVERY_DATE;
import static org.hedui.lake.TableDefinition.field;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * The bronze table of a registry or reference table, derived from its contract: every column as
 * text, verbatim, with the place it was read from.
 */
public final class BronzeSchema {
  private BronzeSchema() {}

  /** Name of the table: {@code bronze.<registry>}. */
  public static TableName name(Contract contract) {
    return new TableName(Layer.BRONZE, contract.name());
  }

  /**
   * Definition of the table. A registry's is sliced by {@code delivery_date}; a reference table has
   * no such column and is replaced as a whole.
   */
  public static TableDefinition definition(Contract contract) {
    StructType schema =
        new StructType()
            .add(field("record_id", DataTypes.StringType, false, "记录号", "Id of the row."))
            .add(
                field(
                    "source_file",
                    DataTypes.StringType,
                    false,
                    "来源文件",
                    "Path of the file below the landing folder."))
            .add(
                field(
                    "source_sheet",
                    DataTypes.StringType,
                    true,
                    "来源工作表",
                    "Name of the sheet; NULL in a text file."))
            .add(
                field(
                    "source_row",
                    DataTypes.IntegerType,
                    false,
                    "来源行号",
                    "Row as a spreadsheet shows it, from 1."))
            .add(
                field(
                    "key_hash",
                    DataTypes.StringType,
                    false,
                    "主键散列",
                    "Equal for rows with the same key, however written; the record_id without a"
                        + " complete key."));
    for (Column column : contract.columns()) {
      schema =
          schema.add(
              field(
                  column.name(),
                  DataTypes.StringType,
                  true,
                  column.label(),
                  "As delivered; NULL if blank. " + column.description()));
    }
    var texts = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    schema =
        schema
            .add(
                field("extra", texts, false, "多余列", "Cells of columns the contract does not know."))
            .add(
                field(
                    "header_units",
                    texts,
                    false,
                    "表头单位",
                    "Unit of money that header or title gives, by column."))
            .add(
                field(
                    "damaged",
                    DataTypes.createArrayType(DataTypes.StringType),
                    false,
                    "乱码列",
                    "Columns whose value holds U+FFFD, or ? beside a Han character (FIL-04)."));
    boolean registry = contract.kind() == Contract.Kind.REGISTRY;
    if (registry) {
      schema =
          schema.add(
              field(DELIVERY_DATE, DataTypes.DateType, false, "报送日期", "Date of the delivery."));
    }
    return new TableDefinition(
        name(contract),
        schema,
        registry ? Optional.of(DELIVERY_DATE) : Optional.empty(),
        contract.titleZh() + " | " + contract.purpose(),
        List.of());
  }
}
