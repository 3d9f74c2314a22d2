package org.hedui.link;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.hedui.contract.LinkConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model without labels: u from random pairs of all data, m by expectation maximisation
 * over pairs that many blocking rules find. All sampling goes by hashes of record ids, so the model
 * depends neither on the order nor on the partitions of the records.
 */
final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** Records on each side of the random pairs. */
  private static final long RANDOM_RECORDS = 1_000;

  private static final long COUNTED_RECORDS = 30_000;
  private static final long FREQUENCY_RECORDS = 200_000;
  private static final double TRAINING_PAIRS = 600_000;

  private static final String AGREED = "agreed";

  private final LinkConfig config;
  private final List<Comparison> comparisons;
  private final List<BlockingRule> choices;

  /** The parts of keys on which training looks whether likely pairs agree. */
  private final List<String> parts;

  Trainer(LinkConfig config) {
    this.config = config;
    this.comparisons = Comparison.of(config);
    this.choices =
        config.blocking().isEmpty() ? BlockingRule.choices(config) : BlockingRule.of(config);
    this.parts = Blocking.parts(choices).stream().limit(Blocking.MAX_RULES).toList();
  }

  /**
   * Trains.
   *
   * @param records cleaned records ({@link Records}); read several times, so best persisted
   * @param sizes number of records by input
   */
  Model train(Dataset<Row> records, Sizes sizes) {
    boolean between = config.scope() == LinkConfig.Scope.BETWEEN;
    double[][] random = randomLevels(records, sizes);
    Frequencies frequencies =
        Frequencies.of(sample(records, sizes.records(), FREQUENCY_RECORDS), comparisons);

    KeySample keys = keySample(records, sizes);
    List<Blocking.Count> rules = trainingRules(keys, sizes);
    double estimated = rules.stream().mapToDouble(Blocking.Count::pairs).sum();
    int oneIn = (int) Math.max(1, Math.ceil(estimated / TRAINING_PAIRS));
    LOG.info(
        "Training on one in {} of about {} pairs of {} rules",
        oneIn,
        (long) estimated,
        rules.size());
    Blocking blocking =
        new Blocking(
            rules.stream().map(Blocking.Count::rule).toList(), between, config.blockLimit());
    Dataset<Row> pairs =
        blocking
            .pairs(Blocking.withParts(records, parts), sizes.records(), rules, oneIn)
            .where(Constraints.allowed(config))
            .select(Pattern.of(comparisons).as("pattern"), Blocking.agreed().as(AGREED))
            .groupBy("pattern", AGREED)
            .agg(count(lit(1)).as("pairs"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      double known = knownMatches(records, sizes);
      return estimate(pairs, new Evidence(random, frequencies, keys, oneIn, known), sizes);
    } finally {
      pairs.unpersist();
    }
  }

  /**
   * What is known before the estimation.
   *
   * @param random counts of levels among random pairs, by comparison
   * @param keys what any rule would make of all records
   * @param oneIn one in so many of their keys was taken
   * @param matches number of true pairs, below 0 if it is to be estimated
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Evidence(
      double[][] random, Frequencies frequencies, KeySample keys, int oneIn, double matches) {}

  /** What the deterministic rules of the prior find, divided by the recall they are taken for. */
  private double knownMatches(Dataset<Row> records, Sizes sizes) {
    if (config.prior().isEmpty()) {
      return -1;
    }
    LinkConfig.Prior prior = config.prior().get();
    Blocking blocking =
        new Blocking(
            prior.rules().stream().map(BlockingRule::new).toList(),
            sizes.between(),
            config.blockLimit());
    List<Blocking.Count> counts = blocking.countKeys(records, sizes.inputs());
    return blocking.pairs(records, sizes.records(), counts, 1).count() / prior.recall();
  }

  private Model estimate(Dataset<Row> pairs, Evidence evidence, Sizes sizes) {
    double[][] random = evidence.random();
    int oneIn = evidence.oneIn();
    double known = evidence.matches() < 0 ? -1 : evidence.matches() / oneIn;
    List<Row> counted = pairs.groupBy("pattern").sum("pairs").orderBy("pattern").collectAsList();
    long[] patterns = counted.stream().mapToLong(row -> row.getLong(0)).toArray();
    double[] counts = counted.stream().mapToDouble(row -> row.getLong(1)).toArray();
    int[] levels = comparisons.stream().mapToInt(Comparison::levels).toArray();
    ExpectationMaximisation em = new ExpectationMaximisation(levels, patterns, counts);

    double allPairs = sizes.pairs() / oneIn;
    ClassFit fit = ClassFit.of(em, comparisons, random, allPairs, known);
    ExpectationMaximisation.Estimate last = fit.estimate();
    ExpectationMaximisation.Related related = fit.related();
    double[] posteriors = em.classes(fit.u(), allPairs, last, related).matches();
    RuleChoice.Choice choice = choose(pairs, patterns, posteriors, evidence, sizes);
    LOG.info("About {} related pairs: {}", (long) (related.pairs() * oneIn), fit.reason());
    LOG.info(
        "Trained in {} rounds on {} patterns; about {} true pairs; blocking by {}",
        fit.rounds().size(),
        patterns.length,
        (long) (last.matches() * oneIn),
        choice.rules().stream().map(BlockingRule::name).toList());
    long trainingPairs = (long) java.util.Arrays.stream(counts).sum();
    return new Model(
        parameters(last, fit.u(), random),
        last.matches() * oneIn / sizes.records(),
        new Model.Related(related.pairs() * oneIn / sizes.records(), related.r(), fit.reason()),
        choice.rules(),
        evidence.frequencies(),
        new Model.Training(
            sizes.records(),
            (long) java.util.Arrays.stream(random[0]).sum(),
            trainingPairs,
            oneIn,
            fit.rounds(),
            choice.coverage()));
  }

  private RuleChoice.Choice choose(
      Dataset<Row> pairs, long[] patterns, double[] posteriors, Evidence evidence, Sizes sizes) {
    if (!config.blocking().isEmpty()) {
      return new RuleChoice.Choice(BlockingRule.of(config), Double.NaN);
    }
    Map<Long, Double> likely = new HashMap<>();
    for (int i = 0; i < patterns.length; i++) {
      if (posteriors[i] >= 0.5) {
        likely.put(patterns[i], posteriors[i] * evidence.oneIn());
      }
    }
    Map<Long, Double> found = new TreeMap<>();
    // As many rows as there are combinations of patterns and parts in a sample of bounded size;
    // added up in their order, as sums depend on it.
    pairs
        .where(col("pattern").isin(likely.keySet().toArray()))
        .orderBy("pattern", AGREED)
        .collectAsList()
        .forEach(
            row ->
                found.merge(
                    row.getLong(1), row.getLong(2) * likely.get(row.getLong(0)), Double::sum));
    Map<Long, Double> wanted = UnseenPairs.with(found, parts);
    List<RuleChoice.Candidate> candidates = RuleChoice.candidates(choices, parts, wanted);
    List<Blocking.Count> counts =
        estimate(
            candidates.stream().map(RuleChoice.Candidate::rule).toList(), evidence.keys(), sizes);
    return RuleChoice.best(candidates, counts, wanted, sizes.records(), config.pairsPerRecord());
  }

  private KeySample keySample(Dataset<Row> records, Sizes sizes) {
    List<BlockingRule> rules = new ArrayList<>(BlockingRule.of(config));
    rules.addAll(choices);
    return KeySample.of(sample(records, sizes.records(), COUNTED_RECORDS), rules, sizes.between());
  }

  private List<Blocking.Count> trainingRules(KeySample keys, Sizes sizes) {
    List<Blocking.Count> counts = estimate(BlockingRule.of(config), keys, sizes);
    if (!config.blocking().isEmpty()) {
      return counts;
    }
    List<Blocking.Count> chosen = RuleChoice.forTraining(counts, sizes.records());
    if (!RuleChoice.tooFew(chosen)) {
      return chosen;
    }
    List<BlockingRule> refined = RuleChoice.refinements(counts, config, sizes.records());
    List<Blocking.Count> more = new ArrayList<>(counts);
    more.addAll(estimate(refined, keys, sizes));
    return RuleChoice.forTraining(more, sizes.records());
  }

  /** What rules would make of all records, told from a sample. */
  private List<Blocking.Count> estimate(List<BlockingRule> rules, KeySample keys, Sizes sizes) {
    double scale = oneIn(sizes.records(), COUNTED_RECORDS);
    int limit = (int) Math.max(1, Math.round(config.blockLimit() / scale));
    return keys.count(rules, limit).stream().map(count -> count.scaled(scale)).toList();
  }

  private double[][] randomLevels(Dataset<Row> records, Sizes sizes) {
    Column place = abs(col(Records.RID)).mod(1_000_003L);
    boolean all = sizes.records() <= 3 * RANDOM_RECORDS / 2;
    double share = (double) RANDOM_RECORDS / sizes.records();
    long cut = (long) (share * 1_000_003L);
    Dataset<Row> left = all ? records : records.where(place.lt(cut));
    Dataset<Row> right = all ? records : records.where(place.geq(cut).and(place.lt(2 * cut)));
    Column condition = all ? col("l.rid").lt(col("r.rid")) : lit(true);
    if (config.scope() == LinkConfig.Scope.BETWEEN) {
      condition = condition.and(col("l.input").notEqual(col("r.input")));
    }
    double[][] counts = new double[comparisons.size()][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new double[comparisons.get(i).levels()];
    }
    // As many rows as there are patterns in about a million pairs.
    left.as("l")
        .join(org.apache.spark.sql.functions.broadcast(right).as("r"), condition)
        .groupBy(Pattern.of(comparisons).as("pattern"))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(
            row -> {
              for (int i = 0; i < counts.length; i++) {
                int level = Pattern.level(row.getLong(0), i);
                if (level > 0) {
                  counts[i][level - 1] += row.getLong(1);
                }
              }
            });
    return counts;
  }

  private static int oneIn(long all, long wanted) {
    return (int) Math.max(1, all / wanted);
  }

  private static Dataset<Row> sample(Dataset<Row> records, long all, long wanted) {
    int oneIn = oneIn(all, wanted);
    return oneIn == 1 ? records : records.where(pmod(col(Records.RID), lit(oneIn)).equalTo(0));
  }

  private List<Model.Parameters> parameters(
      ExpectationMaximisation.Estimate estimate, double[][] u, double[][] random) {
    double[][] m = estimate.m();
    List<Model.Parameters> parameters = new ArrayList<>();
    for (int i = 0; i < m.length; i++) {
      List<String> notes = new ArrayList<>();
      for (int level = 0; level < m[i].length; level++) {
        String label = comparisons.get(i).labels().get(level);
        if (random[i][level] == 0) {
          notes.add("u of '" + label + "': no random pair showed it; a pseudo-count stands for it");
        }
        if (m[i][level] * estimate.matches() < 0.5) {
          notes.add(
              "m of '" + label + "': no likely match showed it; a pseudo-count stands for it");
        }
      }
      parameters.add(
          new Model.Parameters(
              comparisons.get(i).name(), comparisons.get(i).labels(), m[i], u[i], notes));
    }
    return parameters;
  }
}
