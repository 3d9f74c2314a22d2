package org.hedui.link.registry;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The golden person: of each value the one from the most trusted registry; among equals one without
 * a flaw, then the one delivered last, then the one of the least record.
 */
final class Persons {
  private Persons() {}

  /**
   * Makes the persons.
   *
   * @param mentions rows of {@code silver.mention}
   * @param links {@code record_id, person_id, person_id18}; one row a mention
   * @param trust how far the registries are trusted
   * @return the columns of {@code silver.person} without {@code household_id}; one row a person. A
   *     valid ID number outranks every registry for sex and birth date (GB 11643).
   */
  static Dataset<Row> of(Dataset<Row> mentions, Dataset<Row> links, Trust trust) {
    List<Column> values = new ArrayList<>();
    values.add(max("person_id18").as("id18"));
    values.add(min("id_kind").as("any_kind"));
    values.add(count(lit(1)).cast("int").as("mention_count"));
    for (PersonValue value : PersonValue.values()) {
      values.add(candidates(value, trust).as(value.column()));
    }
    Dataset<Row> grouped =
        mentions
            // One link a mention.
            .join(links.select("record_id", "person_id", "person_id18"), "record_id")
            .groupBy("person_id")
            .agg(values.get(0), values.subList(1, values.size()).toArray(Column[]::new));
    Column fromId = col("id18").isNotNull();
    return grouped.select(
        col("person_id"),
        col("id18"),
        when(fromId, lit("RIC18")).otherwise(col("any_kind")).as("id_kind"),
        best(PersonValue.NAME, "name"),
        best(PersonValue.NAME, "name_norm"),
        best(PersonValue.NAME, "name_pinyin"),
        coalesce(call_function("fn.id_sex", col("id18")), best(PersonValue.SEX, "sex_code"))
            .as("sex_code"),
        coalesce(call_function("fn.id_birth", col("id18")), best(PersonValue.BIRTH, "birth_date"))
            .as("birth_date"),
        best(PersonValue.DIVISION, "division_code"),
        col("mention_count"),
        survivorship(fromId).as("survivorship"));
  }

  /** All that the mentions say of a value, the best one first: structs compare field by field. */
  private static Column candidates(PersonValue value, Trust trust) {
    List<Column> fields = new ArrayList<>();
    fields.add(trust.rank(value.role(), col("registry")).as("trust"));
    fields.add(coalesce(array_contains(col("flaws"), value.column()), lit(false)).as("flawed"));
    fields.add(coalesce(negate(unix_date(col("delivery_date"))), lit(0)).as("age"));
    fields.add(col("record_id"));
    fields.add(col("registry"));
    fields.add(col(value.column()));
    if (value == PersonValue.NAME) {
      fields.add(col("name_norm"));
      fields.add(col("name_pinyin"));
    }
    Column candidate = struct(fields.toArray(Column[]::new));
    return array_sort(collect_list(when(col(value.column()).isNotNull(), candidate)));
  }

  private static Column best(PersonValue value, String field) {
    return get(col(value.column()), lit(0)).getField(field).as(field);
  }

  private static Column next(PersonValue value, String field) {
    return get(col(value.column()), lit(1)).getField(field);
  }

  /** For each value the registry it came from and what set it apart from the next best one. */
  private static Column survivorship(Column fromId) {
    List<Column> names = new ArrayList<>();
    List<Column> sources = new ArrayList<>();
    for (PersonValue value : PersonValue.values()) {
      Column registry = best(value, "registry");
      Column source = when(registry.isNotNull(), concat_ws(":", registry, why(value)));
      names.add(lit(value.column()));
      sources.add(
          value.toldByIdNumber()
              ? when(fromId, lit("id_number:derived")).otherwise(source)
              : source);
    }
    return map_filter(
        map_from_arrays(array(names.toArray(Column[]::new)), array(sources.toArray(Column[]::new))),
        (value, source) -> source.isNotNull());
  }

  private static Column why(PersonValue value) {
    return when(next(value, "registry").isNull(), lit("only"))
        .when(best(value, "trust").lt(next(value, "trust")), lit("trusted"))
        .when(best(value, "flawed").notEqual(next(value, "flawed")), lit("valid"))
        .when(best(value, "age").lt(next(value, "age")), lit("most_recent"))
        .otherwise(lit("first_record"));
  }
}
