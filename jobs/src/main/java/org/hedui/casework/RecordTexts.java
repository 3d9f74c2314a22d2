package org.hedui.casework;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.right;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.Classification;
import org.hedui.contract.Contract;
import org.hedui.contract.Layer;
import org.hedui.contract.MentionRole;
import org.hedui.contract.Schemas;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;

/**
 * What a delivered row says, as one text for a reviewer: labels of the contract, names and numbers
 * masked, codes as words. Free text that is sensitive, such as an address, is left out.
 */
final class RecordTexts {
  private RecordTexts() {}

  /**
   * Some rows of the registries on a business date.
   *
   * @param wanted {@code record_id}: as many as people read, few among those of the registries
   * @return {@code record_id, sheet, text}; one row a record
   */
  static Dataset<Row> of(Lake lake, LocalDate businessDate, Dataset<Row> wanted) {
    return lake.schemas().contracts(Contract.Kind.REGISTRY).stream()
        .filter(registry -> lake.exists(new TableName(Layer.SILVER, registry.name())))
        .map(registry -> of(lake, registry, businessDate, broadcast(wanted)))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private static Dataset<Row> of(
      Lake lake, Contract registry, LocalDate businessDate, Dataset<Row> wanted) {
    List<Column> values = new ArrayList<>();
    for (org.hedui.contract.Column column : registry.columns()) {
      value(column, lake.schemas())
          .ifPresent(text -> values.add(concat(lit(column.label() + " "), text)));
    }
    return lake.slice(new TableName(Layer.SILVER, registry.name()), businessDate)
        .join(wanted, new String[] {"record_id"}, "left_semi")
        .select(
            col("record_id"),
            col("source_sheet").as("sheet"),
            // What is not known is left out.
            concat_ws("；", values.toArray(Column[]::new)).as("text"));
  }

  private static Optional<Column> value(org.hedui.contract.Column column, Schemas schemas) {
    Column value = col(column.name());
    return switch (column.semantic()) {
      case PERSON_NAME -> Optional.of(call_function("fn.mask_name", value));
      case PHONE -> Optional.of(call_function("fn.mask_phone", value));
      case ID_NUMBER, STUDENT_NUMBER, DISABILITY_CARD -> Optional.of(ending(value));
      case FLAG -> Optional.of(when(value, lit("是")).otherwise(when(value.isNotNull(), lit("否"))));
      case DATE ->
          Optional.of(
              column.mention().filter(role -> role == MentionRole.BIRTH).isPresent()
                  ? date_format(value, "yyyy-MM")
                  : value.cast("string"));
      case CODE -> Optional.of(label(value, column, schemas));
      case TEXT ->
          Optional.of(value)
              .filter(text -> column.classification() != Classification.SENSITIVE)
              .map(text -> when(text.notEqual(""), text));
      default -> Optional.of(value.cast("string"));
    };
  }

  /** The last four characters tell neither birth date nor division. */
  private static Column ending(Column number) {
    return when(number.notEqual(""), concat(lit("…"), right(number, lit(4))));
  }

  private static Column label(Column value, org.hedui.contract.Column column, Schemas schemas) {
    List<Column> labels = new ArrayList<>();
    schemas
        .codes()
        .get(column.codes().orElseThrow())
        .codes()
        .forEach(
            code -> {
              labels.add(lit(code.code()));
              labels.add(lit(code.zh()));
            });
    return when(
        value.notEqual(""), coalesce(element_at(map(labels.toArray(Column[]::new)), value), value));
  }
}
