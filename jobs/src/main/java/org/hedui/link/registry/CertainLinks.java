package org.hedui.link.registry;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.hedui.link.ConnectedComponents;

/**
 * The certain links: equal valid ID numbers, or the valid ID number behind a {@code G} student
 * number, or equal student numbers, each with compatible names. An ID that people of different
 * names carry links each with their own kind only.
 */
final class CertainLinks {
  private CertainLinks() {}

  /**
   * Links mentions to persons.
   *
   * @param mentions rows of {@code silver.mention}
   * @return {@code record_id, person_id, person_id18, match_rule}; one row for each mention. {@code
   *     person_id18} is the person's own valid ID number, or NULL.
   */
  static Dataset<Row> link(Dataset<Row> mentions) {
    Dataset<Row> anchored = anchored(mentions);
    Dataset<Row> nodes =
        anchored.groupBy("anchor", "name_norm", "node").agg(min("name").as("name"));
    Dataset<Row> components = ConnectedComponents.of(edges(nodes));
    Dataset<Row> placed =
        anchored
            .join(components, anchored.col("node").equalTo(components.col("node")), "left")
            .select(
                col("record_id"),
                col("registry"),
                col("record_key"),
                col("anchor"),
                col("anchor_rule"),
                coalesce(col("component"), anchored.col("node")).as("component"));
    Dataset<Row> persons = persons(placed);
    Dataset<Row> linked =
        placed
            .join(persons, "component")
            .select(
                col("record_id"),
                col("person_key"),
                col("person_id18"),
                when(col("members").equalTo(1), lit("SINGLETON"))
                    .otherwise(col("anchor_rule"))
                    .as("match_rule"));
    return linked
        .unionByName(singletons(mentions))
        .select(
            col("record_id"),
            substring(call_function("fn.lasting", lit("person"), col("person_key")), 1, 32)
                .as("person_id"),
            col("person_id18"),
            col("match_rule"));
  }

  /** Mentions that a certain link may start from, each with what it is anchored to. */
  private static Dataset<Row> anchored(Dataset<Row> mentions) {
    Column own = col("id18_own").and(col("id18").isNotNull());
    Column rule =
        when(own.and(col("id_kind").equalTo("RIC15")), lit("ID_15_TO_18"))
            .when(own.and(col("id_kind").startsWith("DPC")), lit("DISABILITY_CARD"))
            .when(own, lit("ID_EQUAL"))
            .otherwise(lit("STUDENT_NUMBER"));
    Column anchor =
        when(own, concat_ws("|", lit("ID"), col("id18")))
            .when(col("student_id18").isNotNull(), concat_ws("|", lit("ID"), col("student_id18")))
            .when(
                col("student_no_kind").isin("G", "J", "L"),
                concat_ws("|", lit("STUDENT"), col("student_no")));
    return mentions
        .withColumn("anchor", anchor)
        .withColumn("anchor_rule", rule)
        .where(col("anchor").isNotNull().and(col("name_norm").isNotNull()))
        .withColumn("node", concat_ws("|", col("anchor"), col("name_norm")));
  }

  private static Dataset<Row> edges(Dataset<Row> nodes) {
    Dataset<Row> left = nodes.select(col("anchor"), col("node").as("src"), col("name").as("left"));
    Dataset<Row> right =
        nodes.select(col("anchor"), col("node").as("dst"), col("name").as("right"));
    return left.join(right, "anchor")
        .where(col("src").lt(col("dst")))
        .where(call_function("fn.name_compatible", col("left"), col("right")))
        .select("src", "dst");
  }

  /**
   * The person of each component. Where several components claim one ID number, it belongs to the
   * one the police register knows, then to the one most registries know; the others are named after
   * their first record.
   */
  private static Dataset<Row> persons(Dataset<Row> placed) {
    Dataset<Row> claims =
        placed
            .groupBy("component", "anchor")
            .agg(
                count(lit(1)).as("members"),
                countDistinct("registry").as("registries"),
                max(col("registry").equalTo("household_registration")).as("police"),
                min(concat_ws("|", col("registry"), col("record_key"))).as("first_record"));
    Column rank =
        row_number()
            .over(
                Window.partitionBy("anchor")
                    .orderBy(
                        desc("police"), desc("registries"), desc("members"), col("component")));
    Column holds = col("place").equalTo(1);
    return claims
        .withColumn("place", rank)
        .select(
            col("component"),
            col("members"),
            when(holds, col("anchor"))
                .otherwise(concat_ws("|", lit("RECORD"), col("first_record"), col("component")))
                .as("person_key"),
            when(holds.and(col("anchor").startsWith("ID|")), substring(col("anchor"), 4, 18))
                .as("person_id18"));
  }

  private static Dataset<Row> singletons(Dataset<Row> mentions) {
    Dataset<Row> anchored = anchored(mentions).select("record_id");
    Column place =
        row_number()
            .over(
                Window.partitionBy("registry", "record_key", "name_norm")
                    .orderBy("source_file", "source_sheet", "source_row"));
    return mentions
        .join(anchored, mentions.col("record_id").equalTo(anchored.col("record_id")), "left_anti")
        .select(
            col("record_id"),
            concat_ws(
                    "|", lit("RECORD"), col("registry"), col("record_key"), col("name_norm"), place)
                .as("person_key"),
            lit(null).cast("string").as("person_id18"),
            lit("SINGLETON").as("match_rule"));
  }
}
