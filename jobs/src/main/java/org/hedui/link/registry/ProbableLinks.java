package org.hedui.link.registry;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.hedui.contract.Schemas;
import org.hedui.link.Before;
import org.hedui.link.Decided;
import org.hedui.link.RecordLinker;
import org.hedui.stage.RunViews;

/**
 * The certain links, and beyond them the probable ones: each group of records that certain links
 * hold together is one record for the engine, with all that its rows say.
 */
final class ProbableLinks implements Linker {

  private final Schemas.PersonLink link;
  private final RunViews views;
  private final Optional<Earlier> earlier;

  /**
   * What an earlier run left: it spares comparing groups that have not changed since.
   *
   * @param links rows of {@code silver.identity_link}
   * @param weights rows of {@code silver.link_weight}
   */
  record Earlier(Dataset<Row> links, Dataset<Row> weights) {}

  /**
   * A linker of a run.
   *
   * @param link configuration and model
   * @param views the run's tables; {@code silver.mention} is written
   * @param earlier the run before; empty: every group is compared
   */
  ProbableLinks(Schemas.PersonLink link, RunViews views, Optional<Earlier> earlier) {
    this.link = link;
    this.views = views;
    this.earlier = earlier;
  }

  @Override
  public Linked link(Dataset<Row> mentions, Decisions.Facts facts) {
    Dataset<Row> certain = CertainGroups.of(mentions, facts.cannotLink()).localCheckpoint();
    // Cut from its plan, and laid out by a column that it has itself: Spark 3.5 cannot join a table
    // with itself that is laid out by a column of a join behind the cut.
    Dataset<Row> profiles =
        hashed(profiles(heldRecords(certain, views), views))
            .repartition(col("cluster"))
            .localCheckpoint();
    Decided decided = decided(certain, facts);
    RecordLinker.Linked linked =
        new RecordLinker(link.config())
            .link(profiles, link.model(), decided, earlier.flatMap(run -> before(run, profiles)));
    Dataset<Row> placed = placed(profiles, linked.clusters());
    Dataset<Row> pairs = linked.pairs();
    return new Linked(
        clusters(certain, placed, pairs, facts),
        Optional.of(
            new Weighed(
                pairs(pairs, placed, said(pairs.sparkSession(), decided), linked.model()),
                weights(linked, profiles),
                linked.compared())));
  }

  /**
   * Adds {@code profile}: a hash of all that is compared of a group, and of the group's name. Equal
   * in two deliveries, nothing has to be compared again.
   */
  private static Dataset<Row> hashed(Dataset<Row> groups) {
    Column[] values =
        Arrays.stream(groups.schema().fields())
            // The record that stands for the group has another id in every delivery.
            .filter(field -> !field.name().equals("record_id"))
            .map(
                field ->
                    field.dataType() instanceof ArrayType
                        ? array_sort(col(field.name()))
                        : col(field.name()))
            .toArray(Column[]::new);
    return groups.withColumn("profile", lower(hex(xxhash64(values))));
  }

  private static Optional<Before> before(Earlier run, Dataset<Row> profiles) {
    Row weighing = run.weights().agg(max("weighing")).head();
    if (weighing.isNullAt(0)) {
      return Optional.empty();
    }
    Dataset<Row> known = run.links().select("profile").distinct();
    Dataset<Row> unchanged =
        profiles
            .join(known, "profile") // a profile is known once
            .select(col("cluster").as("unique_id"), col("profile"))
            .localCheckpoint();
    Dataset<Row> weights =
        run.weights()
            // A profile names one group.
            .join(unchanged.toDF("unique_id_l", "profile_l"), "profile_l")
            .join(unchanged.toDF("unique_id_r", "profile_r"), "profile_r");
    return Optional.of(new Before(weighing.getString(0), unchanged.select("unique_id"), weights));
  }

  private static Dataset<Row> weights(RecordLinker.Linked linked, Dataset<Row> profiles) {
    Dataset<Row> named = profiles.select("cluster", "profile");
    return linked
        .weights()
        // A group has one profile.
        .join(named.toDF("unique_id_l", "profile_l"), "unique_id_l")
        .join(named.toDF("unique_id_r", "profile_r"), "unique_id_r")
        .select(
            col("profile_l"),
            col("profile_r"),
            col("pattern"),
            col("weight"),
            col("related"),
            lit(linked.weighing()).as("weighing"));
  }

  /**
   * The groups of records that certain links hold together, one row a group.
   *
   * @param records rows of {@code views/link/record.sql}
   */
  static Dataset<Row> profiles(Dataset<Row> records, RunViews views) {
    records.createOrReplaceTempView("record");
    return views.select("link/profile");
  }

  /**
   * What each record tells of its group, one row a record.
   *
   * @param certain {@code record_id, cluster, person_id18}
   */
  static Dataset<Row> records(Dataset<Row> certain, RunViews views) {
    certain.select("record_id", "cluster", "person_id18").createOrReplaceTempView("certain");
    return views.select("link/record");
  }

  /** The same, computed once and laid out by group: the profile reads it many times. */
  static Dataset<Row> heldRecords(Dataset<Row> certain, RunViews views) {
    return records(certain, views).repartition(col("cluster")).localCheckpoint();
  }

  /** What reviewers decided, told of groups instead of records. */
  private static Decided decided(Dataset<Row> certain, Decisions.Facts facts) {
    return new Decided(groups(certain, facts.mustLink()), groups(certain, facts.cannotLink()));
  }

  private static List<Decided.Pair> groups(Dataset<Row> certain, Dataset<Row> pairs) {
    Dataset<Row> left = certain.select(col("record_id").as("record_id_l"), col("cluster").as("l"));
    Dataset<Row> right = certain.select(col("record_id").as("record_id_r"), col("cluster").as("r"));
    // Decisions are made by people: they fit into memory.
    return pairs
        .join(left, "record_id_l")
        .join(right, "record_id_r")
        .where(col("l").notEqual(col("r")))
        .select("l", "r")
        .distinct()
        .orderBy("l", "r")
        .collectAsList()
        .stream()
        .map(row -> new Decided.Pair(row.getString(0), row.getString(1)))
        .toList();
  }

  /**
   * Each group in its person, as {@code cluster} and {@code person}, with {@code id18, record_id,
   * profile, groups} (of the person) and {@code core}, whether the group is the one that the others
   * are linked to.
   */
  private static Dataset<Row> placed(Dataset<Row> profiles, Dataset<Row> linked) {
    Column core =
        row_number()
            .over(
                Window.partitionBy("person")
                    .orderBy(col("id18").isNull(), desc("records"), col("cluster")));
    return profiles
        // One person a group.
        .join(linked.select(col("unique_id").as("cluster"), col("cluster").as("person")), "cluster")
        .select(
            col("cluster"),
            col("person"),
            max("id18").over(Window.partitionBy("person")).as("id18"),
            col("record_id"),
            col("profile"),
            count(lit(1)).over(Window.partitionBy("person")).as("groups"),
            core.equalTo(1).as("core"))
        .localCheckpoint();
  }

  private static Dataset<Row> clusters(
      Dataset<Row> certain, Dataset<Row> placed, Dataset<Row> pairs, Decisions.Facts facts) {
    Dataset<Row> best =
        within(pairs, placed).groupBy("cluster").agg(max("match_probability").as("probability"));
    Dataset<Row> said =
        facts
            .mustLink()
            .selectExpr("stack(2, record_id_l, record_id_r) AS record_id")
            .join(certain.select("record_id", "cluster"), "record_id")
            .select("cluster")
            .distinct()
            .withColumn("said", lit(true));
    Column linked =
        col("groups")
            .gt(1)
            .and(col("core").equalTo(false).or(col("match_rule").equalTo("SINGLETON")));
    Column manual = linked.and(coalesce(col("said"), lit(false)));
    return certain
        // A group has one place, at most one best pair, and stands at most once among those said.
        .join(placed.select("cluster", "person", "id18", "groups", "core", "profile"), "cluster")
        .join(best, new String[] {"cluster"}, "left")
        .join(said, new String[] {"cluster"}, "left")
        .select(
            col("record_id"),
            col("person").as("cluster"),
            col("id18").as("person_id18"),
            when(manual, lit("REVIEWED"))
                .when(linked, lit("PROBABLE"))
                .otherwise(col("match_rule"))
                .as("match_rule"),
            when(linked.and(manual.equalTo(false)), coalesce(col("probability"), lit(1.0)))
                .otherwise(1.0)
                .as("match_probability"),
            when(manual, lit("MANUAL_YES")).otherwise(lit("AUTO")).as("decision"),
            col("profile"));
  }

  /** Both groups of each pair that stayed within one person: {@code cluster, match_probability}. */
  private static Dataset<Row> within(Dataset<Row> pairs, Dataset<Row> placed) {
    return sided(pairs, placed)
        .where(col("person_l").equalTo(col("person_r")))
        .selectExpr(
            "stack(2, unique_id_l, match_probability, unique_id_r, match_probability)"
                + " AS (cluster, match_probability)");
  }

  private static Dataset<Row> sided(Dataset<Row> pairs, Dataset<Row> placed) {
    Dataset<Row> place = placed.select("cluster", "person", "record_id");
    return pairs
        // A group has one place.
        .join(place.toDF("unique_id_l", "person_l", "one"), "unique_id_l")
        .join(place.toDF("unique_id_r", "person_r", "other"), "unique_id_r");
  }

  /**
   * What reviewers said of two groups, by any of their records: {@code unique_id_l, unique_id_r,
   * said}, each pair in both directions. A NO outranks a YES.
   */
  private static Dataset<Row> said(SparkSession spark, Decided decided) {
    List<Row> rows = new ArrayList<>();
    decided.together().forEach(pair -> rows.add(row(pair, "MANUAL_YES")));
    decided.apart().forEach(pair -> rows.add(row(pair, "MANUAL_NO")));
    Dataset<Row> said =
        spark.createDataFrame(rows, StructType.fromDDL("one string, other string, said string"));
    return said.union(said.select("other", "one", "said"))
        .groupBy(col("one").as("unique_id_l"), col("other").as("unique_id_r"))
        .agg(min("said").as("said"));
  }

  private static Row row(Decided.Pair pair, String said) {
    return RowFactory.create(pair.left(), pair.right(), said);
  }

  /** The pairs of groups, told of the record that stands for each. */
  private Dataset<Row> pairs(
      Dataset<Row> pairs, Dataset<Row> placed, Dataset<Row> said, String model) {
    Column review =
        link.config()
            .review()
            .map(probability -> col("match_probability").geq(probability))
            .orElse(lit(false));
    return sided(pairs, placed)
        // At most one word a pair of groups.
        .join(said, new String[] {"unique_id_l", "unique_id_r"}, "left")
        .select(
            least(col("one"), col("other")).as("record_id_l"),
            greatest(col("one"), col("other")).as("record_id_r"),
            col("match_weight"),
            col("match_probability"),
            col("levels"),
            when(col("said").isNotNull(), col("said"))
                .when(col("person_l").equalTo(col("person_r")), lit("AUTO"))
                .when(review, lit("REVIEW"))
                .otherwise(lit("REJECTED"))
                .as("decision"),
            lit(model).as("model_version"));
  }
}
