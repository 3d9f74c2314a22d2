package org.hedui.keep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/**
 * What of one table goes when a person is erased: rows that are about the person, by the columns
 * that name persons, rows, cases and households in every table of the house; and in other rows the
 * cells that still speak of the person.
 *
 * @param rows the rows that go
 * @param mentioned the rows that stay with blanked cells
 * @param cells their columns as they become
 */
record Sweep(Column rows, Column mentioned, Map<String, Column> cells) {
  /** Their rows are about a household and name one of its members' rows as the place. */
  private static final Set<TableName> OF_HOUSEHOLDS =
      Set.of(TableName.of("silver.household"), TableName.of("silver.household_history"));

  /** The sweep of a table with these columns. */
  static Sweep of(TableName table, StructType schema, Trace trace) {
    Map<String, Set<String>> about = about(trace);
    if (OF_HOUSEHOLDS.contains(table)) {
      about.remove("record_id");
    }
    Column rows = lit(false);
    for (String column : schema.fieldNames()) {
      Set<String> values = about.getOrDefault(column, Set.of());
      if (!values.isEmpty()) {
        rows = rows.or(col(column).isNotNull().and(col(column).isin(values.toArray())));
      }
    }
    Column mentioned = lit(false);
    Map<String, Column> cells = new HashMap<>();
    for (StructField field : schema.fields()) {
      if (holdsText(field.dataType())) {
        Column there = speaks(trace, field.dataType(), col(field.name()));
        mentioned = mentioned.or(there);
        cells.put(field.name(), when(there, blanked(trace, field)).otherwise(col(field.name())));
      }
    }
    if (table.layer() == Layer.BRONZE || table.layer() == Layer.SILVER) {
      guardians(schema, trace, cells);
    }
    return new Sweep(rows, mentioned, cells);
  }

  private static Map<String, Set<String>> about(Trace trace) {
    Map<String, Set<String>> about = new HashMap<>();
    List.of("person_id", "other_person_id")
        .forEach(column -> about.put(column, Set.of(trace.personId())));
    List.of("record_id", "record_id_l", "record_id_r", "kept_record_id", "enrolment_record_id")
        .forEach(column -> about.put(column, trace.records()));
    List.of("lasting_id", "lasting_id_l", "lasting_id_r")
        .forEach(column -> about.put(column, trace.lasting()));
    List.of("profile_l", "profile_r").forEach(column -> about.put(column, trace.profiles()));
    about.put("exception_id", trace.exceptions());
    about.put("id_hash", trace.hashes());
    about.put("household_id", trace.households());
    return about;
  }

  /** Where a number of another part is the person's, what stands beside it goes, too. */
  private static void guardians(StructType schema, Trace trace, Map<String, Column> cells) {
    for (String part : new String[] {"guardian_", "head_"}) {
      List<String> numbers =
          List.of(schema.fieldNames()).stream()
              .filter(name -> name.startsWith(part + "id"))
              .toList();
      Column isPerson =
          numbers.stream()
              .map(name -> Trace.anyOf(trace.numbers(), col(name).cast("string")))
              .reduce(Column::or)
              .orElse(lit(false));
      for (StructField field : schema.fields()) {
        if (!numbers.isEmpty() && field.name().startsWith(part) && field.nullable()) {
          cells.put(
              field.name(),
              when(isPerson, lit(null).cast(field.dataType()))
                  .otherwise(cells.getOrDefault(field.name(), col(field.name()))));
        }
      }
    }
  }

  private static boolean holdsText(DataType type) {
    if (type instanceof ArrayType array) {
      return holdsText(array.elementType());
    }
    return type instanceof StringType || type instanceof MapType || type instanceof StructType;
  }

  private static Column speaks(Trace trace, DataType type, Column value) {
    Column text = type instanceof StringType ? value : to_json(struct(value));
    return Trace.anyOf(trace.needles(), text);
  }

  /** Elements of lists and maps that speak of the person go; what is no list goes whole. */
  private static Column blanked(Trace trace, StructField field) {
    Column value = col(field.name());
    if (field.dataType() instanceof ArrayType array) {
      return filter(value, element -> not(speaks(trace, array.elementType(), element)));
    }
    if (field.dataType() instanceof MapType map) {
      return map_filter(
          value,
          (key, of) ->
              not(speaks(trace, map.keyType(), key).or(speaks(trace, map.valueType(), of))));
    }
    // A column that is never NULL is a text; it says that something was there.
    return field.nullable() ? lit(null).cast(field.dataType()) : lit("erased");
  }
}
