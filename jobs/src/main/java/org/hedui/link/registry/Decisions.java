package org.hedui.link.registry;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What reviewers decided about pairs of records. */
public final class Decisions {
  private Decisions() {}

  /**
   * What binds a run, each {@code record_id_l, record_id_r} with the lesser id left; one row a
   * pair.
   *
   * @param mustLink pairs that are one person
   * @param cannotLink pairs that are two persons
   */
  record Facts(Dataset<Row> mustLink, Dataset<Row> cannotLink) {}

  /**
   * The decisions in force on a business date: of each pair the last one made by then.
   *
   * @param decisions rows of {@code silver.link_decision}
   * @return a subset of the rows; one a pair
   */
  public static Dataset<Row> inForce(Dataset<Row> decisions, LocalDate businessDate) {
    Column place =
        row_number()
            .over(
                Window.partitionBy("lasting_id_l", "lasting_id_r")
                    .orderBy(desc("decided_on"), desc("decision_no")));
    return decisions
        .where(col("decided_on").leq(lit(businessDate)))
        .withColumn("place", place)
        .where(col("place").equalTo(1))
        .drop("place");
  }

  /**
   * The decisions as pairs of this run's records; one about a record that is not delivered now
   * waits until it is.
   *
   * @param inForce result of {@link #inForce}
   * @param mentions rows of {@code silver.mention}
   */
  static Facts facts(Dataset<Row> inForce, Dataset<Row> mentions) {
    Dataset<Row> left =
        mentions.select(col("lasting_id").as("lasting_id_l"), col("record_id").as("one"));
    Dataset<Row> right =
        mentions.select(col("lasting_id").as("lasting_id_r"), col("record_id").as("other"));
    // A lasting id names at most one record of a run.
    Dataset<Row> pairs =
        inForce
            .join(left, "lasting_id_l")
            .join(right, "lasting_id_r")
            .select(
                least(col("one"), col("other")).as("record_id_l"),
                greatest(col("one"), col("other")).as("record_id_r"),
                col("answer"));
    return new Facts(answered(pairs, "YES"), answered(pairs, "NO"));
  }

  /**
   * Which of some pairs a reviewer may answer: one that was weighed, one that is linked into one
   * person, or one that was answered before. Anything else is a slip of the sheet.
   *
   * @param asked {@code lasting_id_l, lasting_id_r} with the lesser id left
   * @param pairs rows of {@code silver.link_pair}
   * @param links rows of {@code silver.identity_link} of one business date
   * @param decisions rows of {@code silver.link_decision}
   * @return a subset of the rows of {@code asked}, each once
   */
  public static Dataset<Row> known(
      Dataset<Row> asked, Dataset<Row> pairs, Dataset<Row> links, Dataset<Row> decisions) {
    String[] pair = {"lasting_id_l", "lasting_id_r"};
    Dataset<Row> left =
        links.select(col("lasting_id").as("lasting_id_l"), col("person_id").as("one"));
    Dataset<Row> right =
        links.select(col("lasting_id").as("lasting_id_r"), col("person_id").as("other"));
    Dataset<Row> together =
        asked
            // A lasting id names at most one record of a run.
            .join(left, "lasting_id_l")
            .join(right, "lasting_id_r")
            .where(col("one").equalTo(col("other")))
            .select("lasting_id_l", "lasting_id_r");
    return asked
        .join(pairs.select("lasting_id_l", "lasting_id_r"), pair, "left_semi")
        .union(asked.join(decisions.select("lasting_id_l", "lasting_id_r"), pair, "left_semi"))
        .union(together)
        .distinct();
  }

  private static Dataset<Row> answered(Dataset<Row> pairs, String answer) {
    return pairs.where(col("answer").equalTo(answer)).select("record_id_l", "record_id_r");
  }

  /**
   * The weighed pairs as decided: a reviewer's answer outranks the model's.
   *
   * @param pairs the linker's pairs, {@code record_id_l < record_id_r}; one row a pair
   * @param mentions rows of {@code silver.mention}
   * @return the columns of {@code silver.link_pair}; one row for each row of {@code pairs}
   */
  static Dataset<Row> applied(Dataset<Row> pairs, Dataset<Row> mentions, Facts facts) {
    Dataset<Row> manual =
        facts
            .mustLink()
            .withColumn("manual", lit("MANUAL_YES"))
            .union(facts.cannotLink().withColumn("manual", lit("MANUAL_NO")));
    Dataset<Row> left =
        mentions.select(col("record_id").as("record_id_l"), col("lasting_id").as("lasting_id_l"));
    Dataset<Row> right =
        mentions.select(col("record_id").as("record_id_r"), col("lasting_id").as("lasting_id_r"));
    // A pair has at most one decision in force; a record stands once among the mentions.
    return pairs
        .join(manual, new String[] {"record_id_l", "record_id_r"}, "left")
        .join(left, "record_id_l")
        .join(right, "record_id_r")
        .withColumn("decision", coalesce(col("manual"), col("decision")))
        .drop("manual");
  }
}
