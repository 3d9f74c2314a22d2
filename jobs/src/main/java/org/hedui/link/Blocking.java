package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds the pairs that are worth comparing. Keys are counted before any pair is made; a key that
 * too many records share makes none, and a pair that several rules find is made once.
 */
final class Blocking {
  /** Bits of the rules that find a pair. */
  static final String COMMON = "common";

  private static final String KEYS = "keys";
  private static final String PARTS = "parts";
  private static final String RULE = "rule";
  private static final String KEY = "key";

  private static final int LEAST_PARTITIONS = 4;
  private static final int PARTITION_ROWS = 100_000;
  private static final long LEAST_KEYS_TO_NARROW = 500_000;

  /** Most rules at a time: one bit each in {@link #COMMON}. */
  static final int MAX_RULES = 64;

  private final List<BlockingRule> rules;
  private final boolean between;
  private final int limit;
  private final Optional<Broadcast<SharedKeys>> shared;

  /**
   * Prepares the search for pairs.
   *
   * @param rules the rules; pairs are made by at most {@value #MAX_RULES}
   * @param between whether only records of different inputs make pairs
   * @param limit a key that more records share makes no pairs
   */
  Blocking(List<BlockingRule> rules, boolean between, int limit) {
    this(rules, between, limit, Optional.empty());
  }

  private Blocking(
      List<BlockingRule> rules,
      boolean between,
      int limit,
      Optional<Broadcast<SharedKeys>> shared) {
    this.rules = rules;
    this.between = between;
    this.limit = limit;
    this.shared = shared;
  }

  /**
   * The same search, faster over these records and right for no others: keys that only one of them
   * has are left out before anything is shuffled. One job, and none for few records.
   *
   * @param size number of records
   */
  Blocking narrowedTo(Dataset<Row> records, long size) {
    long keys = size * rules.size();
    if (keys < LEAST_KEYS_TO_NARROW) {
      return this;
    }
    List<List<Integer>> none = Collections.nCopies(rules.size(), List.of());
    SharedKeys found = SharedKeys.of(withKeys(records, none).select(KEYS), keys);
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(records.sparkSession().sparkContext());
    return new Blocking(rules, between, limit, Optional.of(context.broadcast(found)));
  }

  /**
   * What a rule does, counted before pairs are made.
   *
   * @param rule the rule
   * @param keys number of keys that two records or more share
   * @param pairs pairs it makes, whatever other rules make
   * @param largest records of its most frequent key
   * @param dropped keys above the limit
   * @param droppedPairs pairs these would have made
   */
  record Count(
      BlockingRule rule,
      long keys,
      long pairs,
      long largest,
      List<Integer> dropped,
      long droppedPairs) {

    /** What a sample says of so many times as many records: pairs grow with the square. */
    Count scaled(double scale) {
      double square = scale * scale;
      return new Count(
          rule,
          keys,
          (long) (pairs * square),
          (long) (largest * scale),
          dropped,
          (long) (droppedPairs * square));
    }
  }

  /**
   * Counts keys and pairs of each rule; one job. Its answer is a row a rule, with at most one
   * dropped key for every {@code limit} records.
   */
  List<Count> countKeys(Dataset<Row> records, int inputs) {
    Dataset<Row> byKey =
        blocks(
                withKeys(
                    records.drop(Records.UNIQUE_ID), Collections.nCopies(rules.size(), List.of())))
            .groupBy(RULE, KEY)
            .agg(count(lit(1)).as("members"), pairs(inputs).as("pairs"))
            .where(col("members").gt(1));
    Column dropped = col("members").gt(limit);
    Map<Integer, Row> byRule = new HashMap<>();
    byKey
        .groupBy(RULE)
        .agg(
            count(lit(1)),
            sum(when(dropped, 0L).otherwise(col("pairs"))),
            max("members"),
            collect_list(when(dropped, col(KEY))),
            sum(when(dropped, col("pairs")).otherwise(0L)))
        .collectAsList()
        .forEach(row -> byRule.put(row.getInt(0), row));
    List<Count> counts = new ArrayList<>();
    for (int place = 0; place < rules.size(); place++) {
      Row row = byRule.get(place);
      counts.add(
          row == null
              ? new Count(rules.get(place), 0, 0, 1, List.of(), 0)
              : new Count(
                  rules.get(place),
                  row.getLong(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getList(4),
                  row.getLong(5)));
    }
    return counts;
  }

  private Column pairs(int inputs) {
    Column members = count(lit(1));
    Column all = members.multiply(members.minus(1)).divide(2).cast("bigint");
    if (!between) {
      return all;
    }
    Column within = lit(0L);
    for (int input = 0; input < inputs; input++) {
      Column own = count_if(col(Records.INPUT).equalTo(input));
      within = within.plus(own.multiply(own.minus(1)).divide(2).cast("bigint"));
    }
    return all.minus(within);
  }

  /**
   * Makes the pairs.
   *
   * @param records cleaned records; all their columns are there on both sides, as {@code l.…} and
   *     {@code r.…}
   * @param size number of records
   * @param counts result of {@link #countKeys}: its dropped keys make no pairs
   * @param oneIn only the pairs whose first common key falls into a sample of one in so many keys:
   *     every pair has the same chance
   * @return each pair once, {@code l.rid < r.rid}, with {@code common}
   */
  Dataset<Row> pairs(Dataset<Row> records, long size, List<Count> counts, int oneIn) {
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException(rules.size() + " blocking rules");
    }
    Dataset<Row> sampled = blocks(withKeys(records, counts.stream().map(Count::dropped).toList()));
    if (oneIn > 1) {
      sampled = sampled.where(pmod(col(KEY), lit(oneIn)).equalTo(0));
    }
    // Both sides of the join are this one exchange; a part's hash table has to fit into memory.
    int partitions = (int) Math.max(LEAST_PARTITIONS, size * rules.size() / oneIn / PARTITION_ROWS);
    Dataset<Row> blocks = sampled.repartition(partitions, col(RULE), col(KEY));
    Column found = call_function("fn.common_keys", col("l." + KEYS), col("r." + KEYS));
    // The lowest bit belongs to the first rule that finds the pair; only that rule makes it.
    Column first = found.bitwiseAND(call_function("negative", found));
    Column condition =
        col("l." + RULE)
            .equalTo(col("r." + RULE))
            .and(col("l." + KEY).equalTo(col("r." + KEY)))
            .and(col("l.rid").lt(col("r.rid")))
            .and(first.equalTo(call_function("shiftleft", lit(1L), col("l." + RULE))));
    if (between) {
      condition = condition.and(col("l.input").notEqual(col("r.input")));
    }
    return blocks
        .as("l")
        .join(blocks.as("r").hint("SHUFFLE_HASH"), condition)
        .withColumn(COMMON, found);
  }

  /**
   * Adds to records what {@link #agreed} compares.
   *
   * @param parts at most {@value #MAX_RULES} parts of keys
   */
  static Dataset<Row> withParts(Dataset<Row> records, List<String> parts) {
    List<BlockingRule> alone = parts.stream().map(part -> new BlockingRule(List.of(part))).toList();
    List<List<Integer>> none = Collections.nCopies(alone.size(), List.of());
    return records.withColumn(
        PARTS, keys(parts, new KeyMaker(alone, parts, none, Optional.empty())));
  }

  /** Bits of the parts on which a pair of records {@link #withParts} agrees. */
  static Column agreed() {
    return call_function("fn.common_keys", col("l." + PARTS), col("r." + PARTS));
  }

  private Dataset<Row> withKeys(Dataset<Row> records, List<List<Integer>> dropped) {
    List<String> parts = parts(rules);
    return records.withColumn(KEYS, keys(parts, new KeyMaker(rules, parts, dropped, shared)));
  }

  private static Column keys(List<String> parts, KeyMaker maker) {
    return NativeCalls.call(
        maker,
        "of",
        DataTypes.createArrayType(DataTypes.IntegerType, false),
        array(parts.stream().map(Blocking::hash).toArray(Column[]::new)));
  }

  /** The parts that the keys of some rules are made of. */
  static List<String> parts(List<BlockingRule> rules) {
    return rules.stream().flatMap(rule -> rule.keys().stream()).distinct().toList();
  }

  /** The hash of a part, 0 where it is missing. */
  static Column hash(String part) {
    Column value = BlockingRule.part(part);
    return when(value.isNotNull(), xxhash64(value)).otherwise(0L);
  }

  private static Dataset<Row> blocks(Dataset<Row> keyed) {
    List<Column> columns = new ArrayList<>();
    for (String name : keyed.columns()) {
      columns.add(col(name));
    }
    columns.add(posexplode(col(KEYS)).as(new String[] {RULE, KEY}));
    return keyed.select(columns.toArray(Column[]::new)).where(col(KEY).notEqual(0));
  }

  /** The rules, in the order of their bits. */
  List<BlockingRule> rules() {
    return rules;
  }
}
