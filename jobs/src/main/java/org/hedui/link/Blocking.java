package org.hedui.link;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.slice;
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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds the pairs that are worth comparing. Keys are counted before any pair is made; a key that
 * too many records share makes none, and a pair that several rules find is made once.
 */
final class Blocking {
  private static final String KEYS = "keys";
  private static final String PARTS = "parts";
  private static final String BLOCK = "block";
  private static final String EARLIER = "earlier";

  private static final DataType KEYS_TYPE = DataTypes.createArrayType(DataTypes.IntegerType, false);
  private static final DataType BLOCKS_TYPE = DataTypes.createArrayType(DataTypes.LongType, false);

  private static final int LEAST_PARTITIONS = 4;
  private static final int PARTITION_ROWS = 400_000;
  private static final int PARTITION_RECORDS = 100_000;
  private static final long LEAST_KEYS_TO_NARROW = 500_000;

  /** Most rules and most parts at a time: one bit each. */
  static final int MAX_RULES = 64;

  private final List<BlockingRule> rules;
  private final boolean between;
  private final int limit;
  private final boolean freshOnly;
  private final Optional<Narrowed> narrowed;

  /**
   * What is known of the records whose pairs are to be made.
   *
   * @param shared the keys that more than one of them may have
   * @param keyed all keys of each: {@code rid, input, fresh, keys}, at hand
   */
  private record Narrowed(Broadcast<SharedKeys> shared, Dataset<Row> keyed) {

    static Narrowed to(SharedKeys shared, Dataset<Row> keyed) {
      JavaSparkContext context =
          JavaSparkContext.fromSparkContext(keyed.sparkSession().sparkContext());
      return new Narrowed(context.broadcast(shared), keyed);
    }

    Narrowed toFresh() {
      Dataset<Row> fresh = keyed.where(col(Records.FRESH)).select(KEYS);
      return to(shared.value().amongThoseOf(fresh), keyed);
    }
  }

  /**
   * Prepares the search for pairs.
   *
   * @param rules the rules; pairs are made by at most {@value #MAX_RULES}
   * @param between whether only records of different inputs make pairs
   * @param limit a key that more records share makes no pairs
   */
  Blocking(List<BlockingRule> rules, boolean between, int limit) {
    this(rules, between, limit, false, Optional.empty());
  }

  private Blocking(
      List<BlockingRule> rules,
      boolean between,
      int limit,
      boolean freshOnly,
      Optional<Narrowed> narrowed) {
    this.rules = rules;
    this.between = between;
    this.limit = limit;
    this.freshOnly = freshOnly;
    this.narrowed = narrowed;
  }

  /**
   * The same search, faster over these records and right for no others: keys that only one of them
   * has are left out before anything is shuffled, and a pair's values are looked up once it is
   * found. Two jobs, and none for few records.
   *
   * @param size number of records
   */
  Blocking narrowedTo(Dataset<Row> records, long size) {
    long keys = size * rules.size();
    if (keys < LEAST_KEYS_TO_NARROW) {
      return this;
    }
    Dataset<Row> keyed =
        withKeys(records).select(Records.RID, Records.INPUT, Records.FRESH, KEYS).localCheckpoint();
    SharedKeys shared = SharedKeys.of(keyed.select(KEYS), keys);
    return new Blocking(rules, between, limit, freshOnly, Optional.of(Narrowed.to(shared, keyed)));
  }

  /**
   * The same search for the pairs only of which one record at least is {@link Records#FRESH}; not
   * for {@link #countKeys}. One job at most.
   */
  Blocking ofFresh() {
    return new Blocking(rules, between, limit, true, narrowed.map(Narrowed::toFresh));
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
        blocks(keyed(records), List.of(Records.INPUT), kept(none(rules.size()), 1))
            .groupBy(BLOCK)
            .agg(count(lit(1)).as("members"), pairs(inputs).as("pairs"))
            .where(col("members").gt(1));
    Column dropped = col("members").gt(limit);
    Map<Integer, Row> byRule = new HashMap<>();
    byKey
        .groupBy(rule())
        .agg(
            count(lit(1)),
            sum(when(dropped, 0L).otherwise(col("pairs"))),
            max("members"),
            collect_list(when(dropped, key())),
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
   * @return each pair once, {@code l.rid < r.rid}
   */
  Dataset<Row> pairs(Dataset<Row> records, long size, List<Count> counts, int oneIn) {
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException(rules.size() + " blocking rules");
    }
    KeptKeys kept = kept(counts.stream().map(Count::dropped).toList(), oneIn);
    int partitions = (int) Math.max(LEAST_PARTITIONS, size * rules.size() / oneIn / PARTITION_ROWS);
    if (narrowed.isEmpty()) {
      // Few rows: values travel with them.
      return met(blocks(withKeys(records), List.of(records.columns()), kept), partitions);
    }
    // A record comes into a dozen blocks and more, but into a few pairs that were not found yet:
    // its values travel with these only.
    List<String> carried = List.of(Records.RID, Records.INPUT, Records.FRESH);
    Dataset<Row> found =
        met(blocks(keyed(records), carried, kept), partitions)
            .select(col("l.rid").as("rid_l"), col("r.rid").as("rid_r"));
    return lookedUp(found, records, (int) Math.max(LEAST_PARTITIONS, size / PARTITION_RECORDS));
  }

  /** The pairs of records that meet in a block, and in none of a rule before. */
  private Dataset<Row> met(Dataset<Row> blocks, int partitions) {
    // Both sides of the join are this one exchange; a part's hash table has to fit into memory.
    Dataset<Row> exchanged = blocks.repartition(partitions, col(BLOCK));
    Column condition =
        col("l." + BLOCK).equalTo(col("r." + BLOCK)).and(col("l.rid").lt(col("r.rid")));
    if (between) {
      condition = condition.and(col("l.input").notEqual(col("r.input")));
    }
    if (freshOnly) {
      condition = condition.and(col("l." + Records.FRESH).or(col("r." + Records.FRESH)));
    }
    Column before = call_function("fn.common_keys", col("l." + EARLIER), col("r." + EARLIER));
    return exchanged
        .as("l")
        .join(exchanged.as("r").hint("SHUFFLE_HASH"), condition.and(before.equalTo(0L)));
  }

  private static Dataset<Row> lookedUp(Dataset<Row> found, Dataset<Row> records, int partitions) {
    // One exchange for both look-ups.
    Dataset<Row> exchanged = records.repartition(partitions, col(Records.RID));
    return found
        .repartition(partitions, col("rid_l"))
        .join(exchanged.as("l").hint("SHUFFLE_HASH"), col("rid_l").equalTo(col("l.rid")))
        .repartition(partitions, col("rid_r"))
        .join(exchanged.as("r").hint("SHUFFLE_HASH"), col("rid_r").equalTo(col("r.rid")));
  }

  /**
   * Adds to records what {@link #agreed} compares.
   *
   * @param parts at most {@value #MAX_RULES} parts of keys
   */
  static Dataset<Row> withParts(Dataset<Row> records, List<String> parts) {
    List<BlockingRule> alone = parts.stream().map(part -> new BlockingRule(List.of(part))).toList();
    return records.withColumn(PARTS, keys(parts, new KeyMaker(alone, parts)));
  }

  /** Bits of the parts on which a pair of records {@link #withParts} agrees. */
  static Column agreed() {
    return call_function("fn.common_keys", col("l." + PARTS), col("r." + PARTS));
  }

  private Dataset<Row> withKeys(Dataset<Row> records) {
    List<String> parts = parts(rules);
    return records.withColumn(KEYS, keys(parts, new KeyMaker(rules, parts)));
  }

  private Dataset<Row> keyed(Dataset<Row> records) {
    return narrowed.map(Narrowed::keyed).orElseGet(() -> withKeys(records));
  }

  private KeptKeys kept(List<List<Integer>> dropped, int oneIn) {
    return new KeptKeys(dropped, narrowed.map(Narrowed::shared), oneIn);
  }

  private static List<List<Integer>> none(int rules) {
    return Collections.nCopies(rules, List.of());
  }

  private static Column keys(List<String> parts, KeyMaker maker) {
    return NativeCalls.call(
        maker, "of", KEYS_TYPE, array(parts.stream().map(Blocking::hash).toArray(Column[]::new)));
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

  /**
   * A row for each block of each record, with some of its columns and its keys by earlier rules.
   */
  private static Dataset<Row> blocks(Dataset<Row> keyed, List<String> carried, KeptKeys kept) {
    List<Column> columns = new ArrayList<>();
    carried.forEach(name -> columns.add(col(name)));
    columns.add(col(KEYS));
    columns.add(explode(NativeCalls.call(kept, "blocks", BLOCKS_TYPE, col(KEYS))).as(BLOCK));
    Dataset<Row> blocks =
        keyed
            .withColumn(KEYS, NativeCalls.call(kept, "of", KEYS_TYPE, col(KEYS)))
            .select(columns.toArray(Column[]::new));
    // A pair is made by the first rule that finds it; keys of rules after it need not travel.
    return blocks.withColumn(EARLIER, slice(col(KEYS), lit(1), rule())).drop(KEYS);
  }

  private static Column rule() {
    return shiftrightunsigned(col(BLOCK), 32).cast("int");
  }

  private static Column key() {
    return shiftright(shiftleft(col(BLOCK), 32), 32).cast("int");
  }

  /** The rules, in the order of their bits. */
  List<BlockingRule> rules() {
    return rules;
  }
}
