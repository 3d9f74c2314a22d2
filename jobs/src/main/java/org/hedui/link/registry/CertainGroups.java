package org.hedui.link.registry;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The groups of records that certain links hold together, where no reviewer tore them apart. */
final class CertainGroups {
  private CertainGroups() {}

  /**
   * The certain links, except where a reviewer said that two of their records are two persons: then
   * the right one leaves its group, with the rows that bear its name if the left one's is another.
   * Of several such pairs in one group each right one leaves; who leaves may be linked again.
   *
   * @return {@code record_id, cluster, person_id18, match_rule}; one row a mention
   */
  static Dataset<Row> of(Dataset<Row> mentions, Dataset<Row> cannotLink) {
    Dataset<Row> links = CertainLinks.link(mentions).withColumnRenamed("person_id", "cluster");
    Dataset<Row> named =
        // One mention a link.
        links.join(mentions.select("record_id", "lasting_id", "name_norm"), "record_id");
    Dataset<Row> left =
        named.select(
            col("record_id").as("record_id_l"),
            col("cluster").as("torn"),
            col("name_norm").as("name_l"));
    Dataset<Row> right =
        named.select(
            col("record_id").as("record_id_r"),
            col("cluster").as("torn_r"),
            col("name_norm").as("name_r"));
    // A record stands once on either side.
    Dataset<Row> torn =
        cannotLink
            .join(left, "record_id_l")
            .join(right, "record_id_r")
            .where(col("torn").equalTo(col("torn_r")))
            .groupBy("torn")
            .agg(
                collect_set(when(col("name_l").equalTo(col("name_r")), col("record_id_r")))
                    .as("alone"),
                collect_set(when(col("name_l").notEqual(col("name_r")), col("name_r")))
                    .as("names"));
    Column alone = array_contains(col("alone"), col("record_id"));
    Column leaver =
        when(alone, col("lasting_id"))
            .when(array_contains(col("names"), col("name_norm")), col("name_norm"));
    Column leaves = col("leaver").isNotNull();
    return named
        // A group stands once among the torn ones.
        .join(torn, named.col("cluster").equalTo(torn.col("torn")), "left")
        .withColumn("leaver", leaver)
        .select(
            col("record_id"),
            when(
                    leaves,
                    call_function(
                        "fn.lasting", lit("torn"), concat_ws("|", col("cluster"), col("leaver"))))
                .otherwise(col("cluster"))
                .as("cluster"),
            when(not(leaves), col("person_id18")).as("person_id18"),
            when(leaves, lit("SINGLETON")).otherwise(col("match_rule")).as("match_rule"));
  }
}
