package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hedui.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkTest.class)
class BlockingTest {
  private static final StructType SCHEMA =
      new StructType()
          .add(Records.RID, DataTypes.LongType, false)
          .add(Records.INPUT, DataTypes.IntegerType, false)
          .add(Records.UNIQUE_ID, DataTypes.StringType)
          .add(Records.FRESH, DataTypes.BooleanType, false)
          .add("a", DataTypes.StringType)
          .add("b", DataTypes.StringType)
          .add("day", DataTypes.StringType);

  private static final List<BlockingRule> RULES =
      Stream.of(List.of("a"), List.of("b"), List.of("a", "b"), List.of("a+b"), List.of("day.year"))
          .map(BlockingRule::new)
          .toList();

  private static final int NO_LIMIT = 1_000;

  /** A record, all of whose values may be missing. */
  private record Person(long rid, int input, String a, String b, String day) {
    Row row() {
      return RowFactory.create(rid, input, "id" + rid, fresh(rid), a, b, day);
    }

    static boolean fresh(long rid) {
      return rid % 20 == 0;
    }

    /** The rules' keys by place, null where a part is missing: what {@link #RULES} mean. */
    List<String> keys() {
      String both = a == null || b == null ? null : a + "," + b;
      String sorted = both == null ? null : a.compareTo(b) < 0 ? a + "," + b : b + "," + a;
      return Arrays.asList(a, b, both, sorted, day == null ? null : day.substring(0, 4));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false, 1000", "2, true, 1000", "3, false, 9", "4, true, 9", "5, false, 2"})
  void findsWhatComparingAllWithAllFinds(long seed, boolean between, int limit) {
    List<Person> people = people(seed, 60);
    Blocking blocking = new Blocking(RULES, between, limit);
    List<Blocking.Count> counts = blocking.countKeys(dataset(people), 2);

    List<String> found =
        names(blocking.pairs(dataset(people).repartition(3), people.size(), counts, 1));

    assertThat(found).isNotEmpty().isEqualTo(bruteForce(people, between, limit));
  }

  @ParameterizedTest
  @CsvSource({"1, false, 1000", "2, true, 1000", "3, false, 9", "4, true, 9"})
  void countsThePairsOfEachRuleExactly(long seed, boolean between, int limit) {
    List<Person> people = people(seed, 60);

    List<Blocking.Count> counts = new Blocking(RULES, between, limit).countKeys(dataset(people), 2);

    for (int place = 0; place < RULES.size(); place++) {
      Map<String, List<Person>> blocks = blocks(people, place);
      long kept = 0;
      long dropped = 0;
      int above = 0;
      for (List<Person> block : blocks.values()) {
        long pairs = pairs(block, between);
        if (block.size() > limit) {
          above++;
          dropped += pairs;
        } else {
          kept += pairs;
        }
      }
      Blocking.Count count = counts.get(place);
      assertThat(count.rule()).isEqualTo(RULES.get(place));
      assertThat(count.pairs()).as(count.rule().name()).isEqualTo(kept);
      assertThat(count.droppedPairs()).as(count.rule().name()).isEqualTo(dropped);
      assertThat(count.dropped()).as(count.rule().name()).hasSize(above);
      assertThat(count.keys())
          .as(count.rule().name())
          .isEqualTo(blocks.values().stream().filter(block -> block.size() > 1).count());
      assertThat(count.largest())
          .as(count.rule().name())
          .isEqualTo(blocks.values().stream().mapToInt(List::size).max().orElse(1));
    }
  }

  /** Counted in the driver or by Spark, a rule is the same rule. */
  @ParameterizedTest
  @CsvSource({"1, false, 1000", "2, true, 1000", "3, false, 9", "4, true, 9"})
  void aSampleIsCountedAsSparkCounts(long seed, boolean between, int limit) {
    Dataset<Row> people = dataset(people(seed, 60));

    List<Blocking.Count> counts =
        KeySample.of(people, RULES, between).count(RULES, limit).stream()
            .map(BlockingTest::sorted)
            .toList();

    assertThat(counts)
        .isEqualTo(
            new Blocking(RULES, between, limit)
                .countKeys(people, 2).stream().map(BlockingTest::sorted).toList());
  }

  private static Blocking.Count sorted(Blocking.Count count) {
    return new Blocking.Count(
        count.rule(),
        count.keys(),
        count.pairs(),
        count.largest(),
        count.dropped().stream().sorted().toList(),
        count.droppedPairs());
  }

  /** However small the map: more is kept than needed then, and nothing is lost. */
  @ParameterizedTest
  @CsvSource({"6", "8", "20"})
  void aSharedKeyIsNeverLost(int bits) {
    List<Person> people = people(7, 120);

    SharedKeys shared = SharedKeys.of(keys(people).repartition(4), bits);

    int single = 0;
    int left = 0;
    for (int place = 0; place < RULES.size(); place++) {
      for (List<Person> block : blocks(people, place).values()) {
        boolean kept = shared.mayHold(place, hashes(block.get(0)).get(place));
        assertThat(kept || block.size() == 1).isTrue();
        single += block.size() == 1 ? 1 : 0;
        left += block.size() == 1 && kept ? 1 : 0;
      }
    }
    SharedKeys fresh =
        shared.amongThoseOf(
            keys(people.stream().filter(person -> Person.fresh(person.rid)).toList()));
    for (int place = 0; place < RULES.size(); place++) {
      for (List<Person> block : blocks(people, place).values()) {
        int key = hashes(block.get(0)).get(place);
        boolean wanted =
            block.size() > 1 && block.stream().anyMatch(person -> Person.fresh(person.rid));
        assertThat(fresh.mayHold(place, key) || !wanted).isTrue();
      }
    }
    assertThat(single).isGreaterThan(10);
    assertThat(bits < 20 || left < single / 10).as("%d of %d", left, single).isTrue();
  }

  private static Dataset<Row> keys(List<Person> people) {
    return SparkTest.session()
        .createDataFrame(
            people.stream().map(person -> RowFactory.create(hashes(person))).toList(),
            new StructType().add("keys", DataTypes.createArrayType(DataTypes.IntegerType, false)));
  }

  private static List<Integer> hashes(Person person) {
    return person.keys().stream().map(key -> key == null ? 0 : key.hashCode()).toList();
  }

  /** Enough keys for the map to be made: counts and pairs are what they are without it. */
  @Test
  void narrowingChangesNothing() {
    List<Person> people = people(8, 400);
    Dataset<Row> records = dataset(people);
    Blocking blocking = new Blocking(RULES, false, 50);

    Blocking narrowed = blocking.narrowedTo(records, 1_000_000);

    assertThat(narrowed).isNotSameAs(blocking);
    List<Blocking.Count> counts = narrowed.countKeys(records, 2);
    assertThat(counts.stream().map(BlockingTest::sorted).toList())
        .isEqualTo(blocking.countKeys(records, 2).stream().map(BlockingTest::sorted).toList());
    assertThat(names(narrowed.pairs(records, people.size(), counts, 1)))
        .isNotEmpty()
        .isEqualTo(names(blocking.pairs(records, people.size(), counts, 1)));
  }

  @Test
  void aPairOfFreshRecordsHasOneAtLeast() {
    List<Person> people = people(9, 400);
    Dataset<Row> records = dataset(people);
    Blocking all = new Blocking(RULES, false, 50);
    List<Blocking.Count> counts = all.countKeys(records, 2);
    List<String> wanted =
        names(
            all.pairs(records, people.size(), counts, 1)
                .where(col("l." + Records.FRESH).or(col("r." + Records.FRESH))));

    assertThat(wanted).isNotEmpty();
    for (Blocking some : List.of(all, all.narrowedTo(records, 1_000_000))) {
      assertThat(names(some.ofFresh().pairs(records, people.size(), counts, 1))).isEqualTo(wanted);
    }
  }

  @Test
  void aBlankNeverBlocks() {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      people.add(new Person(i, 0, null, null, null));
      people.add(new Person(100 + i, 0, "x" + i, null, null));
    }
    Blocking blocking = new Blocking(RULES, false, NO_LIMIT);
    List<Blocking.Count> counts = blocking.countKeys(dataset(people), 1);

    assertThat(counts).allMatch(count -> count.pairs() == 0 && count.keys() == 0);
    assertThat(blocking.pairs(dataset(people), people.size(), counts, 1).isEmpty()).isTrue();
  }

  /** A sample by keys takes a part of the pairs, and the same part whatever the partitions. */
  @Test
  void aSampleIsAPartOfThePairs() {
    List<Person> people = people(6, 200);
    List<BlockingRule> rules = List.of(RULES.get(2), RULES.get(4));
    Blocking blocking = new Blocking(rules, false, NO_LIMIT);
    List<Blocking.Count> counts = blocking.countKeys(dataset(people), 2);

    List<String> all = names(blocking.pairs(dataset(people), people.size(), counts, 1));
    List<String> sample = names(blocking.pairs(dataset(people), people.size(), counts, 3));

    assertThat(sample)
        .isNotEmpty()
        .hasSizeLessThan(all.size())
        .isSubsetOf(all)
        .isEqualTo(names(blocking.pairs(dataset(people).repartition(5), people.size(), counts, 3)));
  }

  private static List<String> names(Dataset<Row> pairs) {
    return pairs.select("l.rid", "r.rid").collectAsList().stream()
        .map(row -> row.getLong(0) + "-" + row.getLong(1))
        .sorted()
        .toList();
  }

  private static List<String> bruteForce(List<Person> people, boolean between, int limit) {
    List<Map<String, List<Person>>> blocks = new ArrayList<>();
    for (int place = 0; place < RULES.size(); place++) {
      blocks.add(blocks(people, place));
    }
    List<String> found = new ArrayList<>();
    for (Person left : people) {
      for (Person right : people) {
        if (left.rid < right.rid
            && (!between || left.input != right.input)
            && meet(left, right, blocks, limit)) {
          found.add(left.rid + "-" + right.rid);
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static boolean meet(
      Person left, Person right, List<Map<String, List<Person>>> blocks, int limit) {
    for (int place = 0; place < RULES.size(); place++) {
      String key = left.keys().get(place);
      if (key != null
          && key.equals(right.keys().get(place))
          && blocks.get(place).get(key).size() <= limit) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, List<Person>> blocks(List<Person> people, int place) {
    return people.stream()
        .filter(person -> Objects.nonNull(person.keys().get(place)))
        .collect(
            Collectors.groupingBy(
                person -> person.keys().get(place), HashMap::new, Collectors.toList()));
  }

  private static long pairs(List<Person> block, boolean between) {
    long pairs = 0;
    for (Person left : block) {
      pairs +=
          block.stream()
              .filter(right -> left.rid < right.rid && (!between || left.input != right.input))
              .count();
    }
    return pairs;
  }

  private static Dataset<Row> dataset(List<Person> people) {
    return SparkTest.session().createDataFrame(people.stream().map(Person::row).toList(), SCHEMA);
  }

  private static List<Person> people(long seed, int count) {
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(
          new Person(
              random.nextLong(),
              random.nextInt(2),
              value(random, "a"),
              value(random, random.nextBoolean() ? "a" : "b"),
              random.nextInt(4) == 0 ? null : (1970 + random.nextInt(20)) + "0101"));
    }
    return people;
  }

  private static String value(Random random, String prefix) {
    // Squared, so that some values are frequent and others are rare.
    double draw = random.nextDouble();
    return random.nextInt(5) == 0 ? null : prefix + (int) (draw * draw * 12);
  }
}
