package org.hedui.link.registry;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.hedui.contract.Contract;
import org.hedui.contract.MentionRole;

/** Reads the persons that a registry's rows mention, by the roles its contract declares. */
final class Mentions {
  /** An ID in a pupil's row that tells of an older person than a stage has is not the pupil's. */
  private static final Map<String, Integer> OLDEST_PUPIL =
      Map.of("PRE", 10, "PRI", 20, "JUN", 22, "SEN", 25, "VOC", 25);

  /** An ID of somebody so many years older than the stated birth date is a parent's, or theirs. */
  private static final int PARENT_YOUNGEST = 14;

  /** Beyond that, the century of the birth date is a slip. */
  private static final int GRANDPARENT_OLDEST = 80;

  private Mentions() {}

  /**
   * Selects the mentions of one registry.
   *
   * @param rows rows of {@code silver.<registry>}
   * @param registry its contract, with at least a name role
   * @param businessDate date on which ages are counted
   * @return the columns of {@code silver.mention} but {@code lasting_id}; one row for each row of
   *     {@code rows}
   */
  static Dataset<Row> of(Dataset<Row> rows, Contract registry, LocalDate businessDate) {
    Optional<String> id =
        registry
            .mention(MentionRole.ID)
            .or(() -> registry.mention(MentionRole.DISABILITY_CARD))
            .map(org.hedui.contract.Column::name);
    Optional<String> student =
        registry.mention(MentionRole.STUDENT_NUMBER).map(org.hedui.contract.Column::name);
    String name = registry.mention(MentionRole.NAME).orElseThrow().name();
    Column id18 = suffixed(id, "_18");
    Column guardian =
        suffixed(
            registry.mention(MentionRole.GUARDIAN_ID).map(org.hedui.contract.Column::name), "_18");
    Column phone = role(registry, MentionRole.PHONE, "string");
    return rows.select(
        col("record_id"),
        lit(registry.name()).as("registry"),
        col("record_key"),
        col("source_file"),
        col("source_sheet"),
        col("source_row"),
        col("delivery_date"),
        flaws(registry).as("flaws"),
        col(name).as("name"),
        col(name + "_norm").as("name_norm"),
        col(name + "_pinyin").as("name_pinyin"),
        suffixed(id, "").as("id_text"),
        coalesce(suffixed(id, "_kind"), lit("BLANK")).as("id_kind"),
        id18.as("id18"),
        when(
                id18.isNotNull(),
                not(id18.eqNullSafe(guardian))
                    .and(young(registry, id18, businessDate))
                    .and(ofThatAge(registry, id18))
                    .and(whole(id18, suffixed(student, "_18"))))
            .as("id18_own"),
        suffixed(student, "").as("student_no"),
        suffixed(student, "_kind").as("student_no_kind"),
        suffixed(student, "_18").as("student_id18"),
        guardian.as("guardian_id18"),
        role(registry, MentionRole.BIRTH, "date").as("birth_date"),
        role(registry, MentionRole.SEX, "string").as("sex_code"),
        role(registry, MentionRole.DIVISION, "string").as("division_code"),
        role(registry, MentionRole.HOUSEHOLD, "string").as("household_no"),
        role(registry, MentionRole.SCHOOL, "string").as("school_code"),
        // Of a domain of its own, so that no evidence of before a rotation is found in it.
        call_function("fn.lasting", lit("lasting_phone"), phone).as("phone_hash"));
  }

  /**
   * Adds {@code lasting_id}, which names the same record from delivery to delivery: a keyed hash of
   * registry, key, name, and the place among rows equal in these.
   *
   * @param mentions the mentions of all registries
   */
  static Dataset<Row> withLastingIds(Dataset<Row> mentions) {
    Column place =
        row_number()
            .over(
                Window.partitionBy("registry", "record_key", "name_norm")
                    .orderBy("source_file", "source_sheet", "source_row"));
    Column identity =
        concat_ws(
            "|", col("registry"), col("record_key"), coalesce(col("name_norm"), lit("")), place);
    return mentions.withColumn(
        "lasting_id", substring(call_function("fn.lasting", lit("lasting"), identity), 1, 32));
  }

  /** The values in which the row has an issue but which are there all the same. */
  private static Column flaws(Contract registry) {
    Column columns = transform(col("issues"), issue -> substring_index(issue, ":", -1));
    Column[] flaws =
        Arrays.stream(PersonValue.values())
            .flatMap(
                value ->
                    registry.mention(value.role()).stream()
                        .map(
                            column ->
                                when(array_contains(columns, column.name()), lit(value.column()))))
            .toArray(Column[]::new);
    return array_compact(array(flaws)).cast("array<string>");
  }

  private static Column young(Contract registry, Column id18, LocalDate businessDate) {
    boolean pupils = registry.columns().stream().anyMatch(column -> column.name().equals("stage"));
    if (!pupils) {
      return lit(true);
    }
    Column birth = call_function("fn.id_birth", id18);
    Column old =
        OLDEST_PUPIL.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                stage ->
                    col("stage")
                        .equalTo(stage.getKey())
                        .and(
                            birth.leq(add_months(lit(businessDate), -12 * (stage.getValue() + 1)))))
            .reduce(Column::or)
            .orElseThrow();
    return not(coalesce(old, lit(false)));
  }

  /** Whether a stated birth date leaves room for the number being the person's own. */
  private static Column ofThatAge(Contract registry, Column id18) {
    Column apart =
        abs(
            year(role(registry, MentionRole.BIRTH, "date"))
                .minus(year(call_function("fn.id_birth", id18))));
    return not(coalesce(apart.between(PARENT_YOUNGEST, GRANDPARENT_OLDEST), lit(false)));
  }

  /**
   * Whether a number is not one that a spreadsheet cut to fifteen digits and filled up with zeros,
   * valid by chance, while the pupil's own number tells the rest.
   */
  private static Column whole(Column id18, Column student18) {
    Column cut =
        id18.endsWith("000")
            .and(substring(id18, 1, 15).equalTo(substring(student18, 1, 15)))
            .and(id18.notEqual(student18));
    return not(coalesce(cut, lit(false)));
  }

  private static Column role(Contract registry, MentionRole role, String type) {
    return registry.mention(role).map(column -> col(column.name())).orElse(lit(null)).cast(type);
  }

  private static Column suffixed(Optional<String> column, String suffix) {
    return column.map(name -> col(name + suffix)).orElse(lit(null)).cast("string");
  }
}
