package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hedui.contract.LinkConfig;

/** The records of the inputs, cleaned for comparison. */
final class Records {
  /** 64-bit hash of input and id: a record's name inside the engine, whatever the row order. */
  static final String RID = "rid";

  /** Number of the input, from 0. */
  static final String INPUT = "input";

  /** The record's id as its input gives it. */
  static final String UNIQUE_ID = "unique_id";

  /** Whether the record is not as an earlier run knew it: new, changed, or nothing is known. */
  static final String FRESH = "fresh";

  private Records() {}

  /**
   * Cleans the records of one input.
   *
   * @param rows the input's rows, with the columns that {@code config} names
   * @param input number of the input, from 0
   * @return {@code rid, input, unique_id, fresh} (true) and a text column for each field, null
   *     where nothing is stated
   */
  static Dataset<Row> of(Dataset<Row> rows, int input, LinkConfig config) {
    List<Column> columns = new ArrayList<>();
    Column id = col(quoted(config.id())).cast("string");
    columns.add(xxhash64(lit(input), id).as(RID));
    columns.add(lit(input).as(INPUT));
    columns.add(id.as(UNIQUE_ID));
    columns.add(lit(true).as(FRESH));
    config.fields().forEach(field -> columns.add(cleaned(field).as(field.name())));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column cleaned(LinkConfig.Field field) {
    if (field.kind() == LinkConfig.Kind.SET) {
      return set(field);
    }
    Column value = field.sql().map(sql -> expr(sql).cast("string")).orElseGet(() -> raw(field));
    Column clean =
        switch (field.kind()) {
          case NAME, TEXT -> call_function("fn.match_words", value);
          case CODE, CATEGORY -> call_function("fn.match_code", value);
          case DATE -> call_function("fn.match_date", value, lit(field.monthFirst()));
          case SET -> throw new IllegalArgumentException(field.name());
        };
    if (field.blank().isEmpty()) {
      return clean;
    }
    Column[] blank =
        field.blank().stream()
            .map(word -> call_function("fn.match_words", lit(word)))
            .toArray(Column[]::new);
    return when(not(call_function("fn.match_words", value).isin((Object[]) blank)), clean);
  }

  private static Column set(LinkConfig.Field field) {
    Column values =
        field
            .sql()
            .map(org.apache.spark.sql.functions::expr)
            .orElseGet(
                () ->
                    array(
                        field.columns().stream()
                            .map(name -> col(quoted(name)).cast("string"))
                            .toArray(Column[]::new)));
    return call_function("fn.match_set", values);
  }

  private static Column raw(LinkConfig.Field field) {
    List<Column> columns =
        field.columns().stream().map(name -> col(quoted(name)).cast("string")).toList();
    if (columns.size() == 1) {
      return columns.get(0);
    }
    if (field.kind() == LinkConfig.Kind.DATE && columns.size() == 3) {
      Column stated = coalesce(columns.get(0), columns.get(1), columns.get(2)).isNotNull();
      return when(
          stated,
          concat(
              coalesce(columns.get(0), lit("0000")), part(columns.get(1)), part(columns.get(2))));
    }
    return concat_ws(" ", columns.toArray(Column[]::new));
  }

  /**
   * A month or a day in two digits; 00 where it is missing, so that the others keep their place.
   */
  private static Column part(Column number) {
    return lpad(coalesce(number, lit("")), 2, "0");
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
