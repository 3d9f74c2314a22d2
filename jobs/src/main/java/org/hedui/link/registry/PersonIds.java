package org.hedui.link.registry;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Person ids that last: a cluster of records keeps the id that most of its records had before. Two
 * records of different deliveries are the same one if their {@code lasting_id} is equal.
 */
final class PersonIds {
  private PersonIds() {}

  /**
   * What earlier business dates left behind.
   *
   * @param before {@code lasting_id, record_id, person_id} of the business date before; one row a
   *     record
   * @param issued {@code person_id, issued_on, merged}: every id issued before, since when, and
   *     whether it has gone into another; one row an id
   */
  record History(Dataset<Row> before, Dataset<Row> issued) {}

  /**
   * Gives every cluster its person id.
   *
   * <p>An earlier id goes to the cluster that holds most of its records. Of several ids that come
   * to one cluster, the one with most records there stays, then the one issued first, then the one
   * with the least record; the others end. A cluster to which none comes gets a new id: a keyed
   * hash of its ID number, else of its least record. If that id lives on elsewhere or has gone into
   * another, the business date is hashed with it, so that an id never comes to mean somebody else.
   *
   * @param clusters {@code lasting_id, cluster, person_id18}; one row a record
   * @return {@code cluster, person_id}; one row a cluster, each id once
   */
  static Dataset<Row> assign(Dataset<Row> clusters, History history, LocalDate businessDate) {
    Dataset<Row> claims = claims(clusters, history);
    Dataset<Row> kept = claims.where(col("wins")).select("cluster", "person_id");
    Dataset<Row> taken =
        claims
            .select("person_id")
            .union(history.issued().where(col("merged")).select("person_id"))
            .distinct()
            .select(col("person_id").as("taken"));
    Dataset<Row> founders =
        clusters
            .groupBy("cluster")
            .agg(max("person_id18").as("id18"), min("lasting_id").as("first"))
            .select(
                col("cluster").as("founding"),
                col("first"),
                coalesce(concat(lit("ID|"), col("id18")), col("first")).as("founder"));
    Dataset<Row> newcomers =
        founders.join(kept, founders.col("founding").equalTo(kept.col("cluster")), "left_anti");
    return kept.unionByName(founded(newcomers, taken, businessDate));
  }

  /**
   * The cluster that each earlier id comes to: {@code person_id, cluster, wins}; one row an id that
   * still has a record.
   */
  private static Dataset<Row> claims(Dataset<Row> clusters, History history) {
    Column best =
        row_number().over(Window.partitionBy("person_id").orderBy(desc("records"), col("cluster")));
    Column first =
        row_number()
            .over(
                Window.partitionBy("cluster")
                    // Not by the id: it changes when the key is rotated.
                    .orderBy(desc("records"), col("issued_on").asc_nulls_last(), col("first")));
    Dataset<Row> issued =
        history.issued().select(col("person_id").as("issued_id"), col("issued_on"));
    return clusters
        // A lasting id stands once on either side.
        .join(history.before().select("lasting_id", "person_id"), "lasting_id")
        .groupBy("person_id", "cluster")
        .agg(count(lit(1)).as("records"), min("lasting_id").as("first"))
        .withColumn("place", best)
        .where(col("place").equalTo(1))
        // At most one row an id was issued.
        .join(issued, col("person_id").equalTo(issued.col("issued_id")), "left")
        .select(col("person_id"), col("cluster"), first.equalTo(1).as("wins"));
  }

  private static Dataset<Row> founded(
      Dataset<Row> founders, Dataset<Row> taken, LocalDate businessDate) {
    Column place = row_number().over(Window.partitionBy("founder").orderBy("first"));
    Column anew = concat_ws("|", col("founder"), lit(businessDate.toString()), col("place"));
    Dataset<Row> named =
        founders.withColumn("id", hashed(col("founder"))).withColumn("place", place);
    return named
        // An id is taken once.
        .join(taken, named.col("id").equalTo(taken.col("taken")), "left")
        .select(
            col("founding").as("cluster"),
            when(col("taken").isNull().and(col("place").equalTo(1)), col("id"))
                .otherwise(hashed(anew))
                .as("person_id"));
  }

  private static Column hashed(Column founder) {
    return substring(call_function("fn.pseudonym", lit("person"), founder), 1, 32);
  }
}
