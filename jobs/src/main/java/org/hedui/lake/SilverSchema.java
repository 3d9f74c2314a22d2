package org.hedui.lake;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/** The silver table that follows from a registry's contract: typed columns, provenance, issues. */
public final class SilverSchema {
  /** Type of amounts, in yuan. */
  public static final DataType YUAN = DataTypes.createDecimalType(18, 2);

  private SilverSchema() {}

  /**
   * The definition of {@code silver.<registry>}. A column of the contract becomes one to four
   * columns by its {@link org.hedui.contract.Semantic}: the typed value under its own name and
   * suffixed companions ({@code _raw}, {@code _norm}, {@code _pinyin}, {@code _kind}, {@code _18},
   * {@code _blank}, {@code _class}, {@code _grade}).
   */
  public static TableDefinition of(Contract registry) {
    StructType schema =
        new StructType()
            .add(TableDefinition.field("record_id", StringType, false, "记录号", "Id of the row."))
            .add(
                TableDefinition.field(
                    "record_key",
                    StringType,
                    false,
                    "业务主键",
                    "The registry's key, or file, sheet and row where a part of it is blank."))
            .add(
                TableDefinition.field(
                    "source_file", StringType, false, "文件", "File below the landing folder."))
            .add(TableDefinition.field("source_sheet", StringType, true, "工作表", "Sheet, if any."))
            .add(
                TableDefinition.field(
                    "source_row", IntegerType, false, "行号", "Row as a spreadsheet shows it."))
            .add(
                TableDefinition.field(
                    "delivery_date", DateType, false, "报送日期", "Date of the delivery."));
    for (Column column : registry.columns()) {
      schema = add(schema, column);
    }
    schema =
        schema
            .add(
                TableDefinition.field(
                    "issues",
                    DataTypes.createArrayType(StringType),
                    false,
                    "问题",
                    "Flaws of the row, as CODE:column."))
            .add(
                TableDefinition.field(
                    TableDefinition.BUSINESS_DATE,
                    DateType,
                    false,
                    "业务日期",
                    "Business date of the run."));
    return new TableDefinition(
        new TableName(Layer.SILVER, registry.name()),
        schema,
        Optional.of(TableDefinition.BUSINESS_DATE),
        registry.titleZh() + " | " + registry.purpose(),
        List.of());
  }

  private static StructType add(StructType schema, Column column) {
    String name = column.name();
    return switch (column.semantic()) {
      case PERSON_NAME ->
          field(
              field(
                  field(
                      field(schema, column, name + "_raw", StringType, "As delivered."),
                      column,
                      name,
                      StringType,
                      ""),
                  column,
                  name + "_norm",
                  StringType,
                  "Match key: no spaces or interpuncts, simplified characters."),
              column,
              name + "_pinyin",
              StringType,
              "Pinyin of the match key, without tones.");
      case ID_NUMBER ->
          field(
              field(
                  field(
                      field(schema, column, name + "_raw", StringType, "As delivered."),
                      column,
                      name,
                      StringType,
                      ""),
                  column,
                  name + "_kind",
                  StringType,
                  "Kind: BLANK TEMP LOST RIC18 BAD18 RIC15 DPC20 DPC22 BAD."),
              column,
              name + "_18",
              StringType,
              "Valid 18-digit number (GB 11643), or NULL.");
      case STUDENT_NUMBER ->
          field(
              field(
                  field(schema, column, name, StringType, ""),
                  column,
                  name + "_kind",
                  StringType,
                  "Kind: G J L BAD BLANK."),
              column,
              name + "_18",
              StringType,
              "Valid ID number behind a G number, or NULL.");
      case DISABILITY_CARD ->
          field(
              field(
                  field(
                      field(
                          field(schema, column, name, StringType, ""),
                          column,
                          name + "_kind",
                          StringType,
                          "Kind: DPC20 DPC22 or what else the number is."),
                      column,
                      name + "_18",
                      StringType,
                      "Valid ID number in its first 18 characters, or NULL."),
                  column,
                  name + "_class",
                  StringType,
                  "19th character: class 1 to 7."),
              column,
              name + "_grade",
              StringType,
              "20th character: grade 1 to 4.");
      case DATE -> blank(field(schema, column, name, DateType, ""), column);
      case YEAR_MONTH -> blank(field(schema, column, name, StringType, "As yyyyMM."), column);
      case YEAR, INTEGER -> field(schema, column, name, IntegerType, "");
      case AMOUNT -> field(schema, column, name, YUAN, "In yuan.");
      case FLAG -> field(schema, column, name, BooleanType, "");
      case TEXT, DIVISION_CODE, SCHOOL_CODE, CODE, PHONE ->
          field(schema, column, name, StringType, "");
    };
  }

  private static StructType blank(StructType schema, Column column) {
    return column.blankMeansNone()
        ? field(schema, column, column.name() + "_blank", BooleanType, "Delivered blank: none.")
        : schema;
  }

  private static StructType field(
      StructType schema, Column column, String name, DataType type, String note) {
    String description = (column.description() + " " + note).strip();
    return schema.add(TableDefinition.field(name, type, true, column.label(), description));
  }
}
