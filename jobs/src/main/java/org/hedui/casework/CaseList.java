package org.hedui.casework;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.right;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.hedui.contract.TableName;
import org.hedui.lake.Lake;
import org.hedui.sheet.DivisionNames;

/**
 * The cases to hand out, with all that their reviewer reads: where, about whom, and what the rows
 * of each registry say, side by side.
 */
final class CaseList {
  /** Rows of one registry that are shown for one case; a household has some a member. */
  private static final int SHOWN = 24;

  private final Lake lake;
  private final LocalDate businessDate;

  /** The cases of a lake on a business date. */
  CaseList(Lake lake, LocalDate businessDate) {
    this.lake = lake;
    this.businessDate = businessDate;
  }

  /**
   * Lays cases out.
   *
   * @param cases rows of {@code silver.case} of this date; read several times
   * @return {@code rule_code, exception_id, version, state, assigned_to, due_date, division,
   *     subject} as text, {@code evidence} by name, {@code registries} as texts by registry; one
   *     row a case
   */
  Dataset<Row> of(Dataset<Row> cases) {
    Dataset<Row> persons =
        lake.slice(TableName.of("restricted.person"), businessDate)
            .select(
                col("person_id"),
                concat_ws(
                        " ",
                        call_function("fn.mask_name", col("name")),
                        when(
                            col("id_no").notEqual(""),
                            concat(lit("…"), right(col("id_no"), lit(4)))),
                        date_format(col("birth_date"), "yyyy-MM"))
                    .as("person"));
    Dataset<Row> households =
        silver("household")
            .select(col("household_id"), concat(lit("户 "), col("household_no")).as("household"));
    Column subject =
        coalesce(
            col("person"),
            col("household"),
            when(isFile(), fileName()),
            col("row"),
            col("subject_key"));
    return DivisionNames.of(cases, silver("division"))
        .join(persons, new String[] {"person_id"}, "left") // One row a person.
        .join(households, new String[] {"household_id"}, "left") // One row a household.
        .join(registries(cases), new String[] {"exception_id"}, "left") // One row a case.
        .select(
            col("rule_code"),
            col("exception_id"),
            col("version"),
            col("state"),
            col("assigned_to"),
            coalesce(col("due_date").cast("string"), lit("")).as("due_date"),
            col("division_code"),
            col("division"),
            subject.as("subject"),
            col("evidence"),
            col("registries"));
  }

  /**
   * What the registries say of each case: the rows that prove it, and all others of its persons;
   * and the row that it is about.
   */
  private Dataset<Row> registries(Dataset<Row> cases) {
    Dataset<Row> proofs =
        silver("finding")
            .select(col("exception_id"), explode(col("records")).as("record"))
            .select(
                col("exception_id"),
                col("record.record_id"),
                col("record.registry"),
                col("record.source_file"),
                col("record.source_row"),
                when(col("record.role").equalTo("subject"), 1).otherwise(2).as("rank"));
    Dataset<Row> others =
        persons(cases)
            .join(silver("identity_link"), "person_id") // Some rows a person.
            .select(
                col("exception_id"),
                col("record_id"),
                col("registry"),
                col("source_file"),
                col("source_row"),
                lit(3).as("rank"));
    Dataset<Row> shown =
        proofs
            .join(cases.select("exception_id"), new String[] {"exception_id"}, "left_semi")
            .union(others)
            .groupBy("exception_id", "registry", "record_id", "source_file", "source_row")
            .agg(min("rank").as("rank"))
            .withColumn("place", place())
            .withColumn("all", rows())
            .where(col("place").leq(SHOWN));
    Dataset<Row> wanted = shown.select("record_id").distinct();
    Column line =
        concat_ws(
            "\n",
            concat(
                when(col("rank").equalTo(1), lit("▶ ")).otherwise(lit("")),
                concat_ws(
                    " · ",
                    // The column says which registry it is.
                    expr("regexp_replace(source_file, concat('^', registry, '/'), '')"),
                    col("sheet"),
                    concat(lit("第"), col("source_row"), lit("行")))),
            col("text"));
    Column row =
        when(
            col("rank").equalTo(1),
            expr("concat(regexp_extract(source_file, '[^/]*$', 0), ' 第', source_row, '行')"));
    Column texts =
        array_join(
            expr("transform(sort_array(collect_list(struct(place, line))), l -> l.line)"), "\n");
    Column more =
        when(max(col("all")).gt(SHOWN), concat(lit("\n（共"), max(col("all")), lit("行，此处略）")));
    return shown
        // At most one text a record; of a file none.
        .join(RecordTexts.of(lake, businessDate, wanted), new String[] {"record_id"}, "left")
        .withColumn("line", line)
        .groupBy("exception_id", "registry")
        .agg(concat_ws("", texts, more).as("text"), min(row).as("row"))
        .groupBy("exception_id")
        .agg(
            map_from_entries(sort_array(collect_list(struct(col("registry"), col("text")))))
                .as("registries"),
            min("row").as("row"));
  }

  /** Whom each case is about: its person, else who is in its household on the date. */
  private Dataset<Row> persons(Dataset<Row> cases) {
    Column inForce =
        coalesce(col("from_date").leq(lit(businessDate)), lit(true))
            .and(coalesce(col("to_date").geq(lit(businessDate)), lit(true)));
    Dataset<Row> members =
        cases
            .where(col("person_id").isNull())
            .select("exception_id", "household_id")
            // Some rows a member, some members a household; rows shown twice are made one below.
            .join(silver("membership").where(inForce), "household_id")
            .select("exception_id", "person_id");
    return cases
        .where(col("person_id").isNotNull())
        .select("exception_id", "person_id")
        .union(members);
  }

  private static Column place() {
    return row_number()
        .over(
            Window.partitionBy("exception_id", "registry")
                .orderBy("rank", "source_file", "source_row", "record_id"));
  }

  private static Column rows() {
    return expr("count(*) OVER (PARTITION BY exception_id, registry)");
  }

  private static Column isFile() {
    return col("subject_type").equalTo("FILE");
  }

  /** A file's key is its registry and its path. */
  private static Column fileName() {
    return expr("regexp_replace(subject_key, '^[^|]*[|]', '')");
  }

  private Dataset<Row> silver(String table) {
    return lake.slice(TableName.of("silver." + table), businessDate);
  }
}
