package org.hedui.link.registry;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The golden person: for each value the most trusted registry that gives it. */
final class Persons {
  /** Registries by how far their values are trusted; one not named comes last. */
  private static final List<String> TRUST =
      List.of(
          "household_registration",
          "poverty_register",
          "social_assistance",
          "student_register",
          "disability_certificate");

  private static final List<String> SURVIVING =
      List.of("name", "name_norm", "name_pinyin", "sex_code", "birth_date", "division_code");

  private Persons() {}

  /**
   * Makes the persons.
   *
   * @param mentions rows of {@code silver.mention}
   * @param links result of {@link CertainLinks#link}
   * @return the columns of {@code silver.person} without {@code household_id}; one row a person. A
   *     valid ID number outranks every registry for sex and birth date (GB 11643).
   */
  static Dataset<Row> of(Dataset<Row> mentions, Dataset<Row> links) {
    List<Column> values = new ArrayList<>();
    values.add(max("person_id18").as("id18"));
    values.add(min("id_kind").as("any_kind"));
    values.add(count(lit(1)).cast("int").as("mention_count"));
    for (String value : SURVIVING) {
      values.add(
          expr("min_by(named_struct('value', %1$s, 'registry', registry), named_struct('trust', trust, 'record', record_id)) FILTER (WHERE %1$s IS NOT NULL)"
                  .formatted(value))
              .as(value));
    }
    Dataset<Row> grouped =
        mentions
            .join(links, "record_id")
            .withColumn("trust", trust())
            .groupBy("person_id")
            .agg(values.get(0), values.subList(1, values.size()).toArray(Column[]::new));
    Column fromId = col("id18").isNotNull();
    return grouped.select(
        col("person_id"),
        col("id18"),
        when(fromId, lit("RIC18")).otherwise(col("any_kind")).as("id_kind"),
        col("name.value").as("name"),
        col("name_norm.value").as("name_norm"),
        col("name_pinyin.value").as("name_pinyin"),
        coalesce(call_function("fn.id_sex", col("id18")), col("sex_code.value")).as("sex_code"),
        coalesce(call_function("fn.id_birth", col("id18")), col("birth_date.value"))
            .as("birth_date"),
        col("division_code.value").as("division_code"),
        col("mention_count"),
        survivorship(fromId).as("survivorship"));
  }

  private static Column survivorship(Column fromId) {
    Column[] names =
        SURVIVING.stream().map(org.apache.spark.sql.functions::lit).toArray(Column[]::new);
    Column[] registries =
        SURVIVING.stream()
            .map(
                value -> {
                  Column registry = col(value + ".registry");
                  boolean inId = value.equals("sex_code") || value.equals("birth_date");
                  return inId ? when(fromId, lit("id_number")).otherwise(registry) : registry;
                })
            .toArray(Column[]::new);
    return map_filter(
        map_from_arrays(
            org.apache.spark.sql.functions.array(names),
            org.apache.spark.sql.functions.array(registries)),
        (value, registry) -> registry.isNotNull());
  }

  private static Column trust() {
    Column trust = when(lit(false), lit(0));
    for (int i = 0; i < TRUST.size(); i++) {
      trust = trust.when(col("registry").equalTo(TRUST.get(i)), lit(i));
    }
    return trust.otherwise(lit(TRUST.size()));
  }
}
