package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.hedui.contract.LinkConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links records: cleaning, blocking, weighing, clustering. */
public final class Linker {
  private static final Logger LOG = LoggerFactory.getLogger(Linker.class);

  private final LinkConfig config;

  /** A linker of that configuration. */
  public Linker(LinkConfig config) {
    this.config = config;
  }

  /**
   * What linking found out.
   *
   * @param records cleaned records, at hand
   * @param sizes how many there are
   * @param pairs {@code rid_l, rid_r, pattern, weight, related, structure}; {@code weight +
   *     structure} is the match weight, {@code related} the part of {@code weight} that the pair
   *     lost because it might be one of relatives
   * @param weighed the pairs before clustering: {@code rid_l, rid_r, pattern, weight, related}
   * @param weighing by what they were weighed: equal names, equal weights
   * @param scoring what weighed them
   * @param model the model it used
   * @param counts the blocking rules and what each alone makes
   * @param candidates pairs compared
   * @param threshold match weight from which a pair is a link
   * @param histogram pairs by weight, without structure
   * @param clusters the clusters of two records and more
   */
  record Result(
      Dataset<Row> records,
      Sizes sizes,
      Dataset<Row> pairs,
      Dataset<Row> weighed,
      String weighing,
      Scoring scoring,
      Model model,
      List<Blocking.Count> counts,
      long candidates,
      double threshold,
      List<Threshold.Bin> histogram,
      Clusters clusters) {

    /** Gives back the memory of pairs and clusters; nothing may be read any more. */
    void release() {
      weighed.unpersist();
      clusters.release();
    }

    /** Each record with its cluster's rid: {@code rid, input, unique_id, cluster}. */
    Dataset<Row> clustered() {
      return clusters
          .labelled(
              records.select(Records.RID, Records.INPUT, Records.UNIQUE_ID), Records.RID, "cluster")
          .select(Records.RID, Records.INPUT, Records.UNIQUE_ID, "cluster");
    }
  }

  /** Links the inputs, nothing being decided and nothing known from before. */
  Result link(List<Dataset<Row>> inputs, Optional<Model> known) {
    return link(inputs, known, Decided.nothing(), Optional.empty(), false);
  }

  /**
   * Links the inputs.
   *
   * @param inputs rows with the columns that the configuration names
   * @param known a model trained before; empty: one is trained now
   * @param decided what people said about pairs
   * @param before what an earlier run found; used if it weighed as this one does
   * @param steady whether the weights are to stay as they are while the inputs grow a little
   */
  Result link(
      List<Dataset<Row>> inputs,
      Optional<Model> known,
      Decided decided,
      Optional<Before> before,
      boolean steady) {
    Dataset<Row> cleaned =
        IntStream.range(0, inputs.size())
            .mapToObj(input -> Records.of(inputs.get(input), input, config))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> records =
        before
            .map(earlier -> Carried.marked(earlier, cleaned))
            .orElse(cleaned)
            // Not persisted: above a cached table Spark 3.5 reuses no exchange, and self-joins of
            // records shuffle everything twice.
            .localCheckpoint();
    boolean between = config.scope() == LinkConfig.Scope.BETWEEN;
    Sizes sizes = Sizes.of(records, inputs.size(), between);
    LOG.info("{} records", sizes.records());
    Model model = known.orElseGet(() -> new Trainer(config).train(records, sizes));
    Blocking blocking =
        new Blocking(model.blocking(), between, config.blockLimit())
            .narrowedTo(records, sizes.records());
    List<Blocking.Count> counts = blocking.countKeys(records, inputs.size());
    Sizes weighedBy = steady ? sizes.steady() : sizes;
    String weighing = weighing(model, weighedBy, counts);
    Optional<Before> used = before.filter(earlier -> earlier.weighing().equals(weighing));
    Scoring scoring = new Scoring(config, model, sizes, weighedBy, records);
    Observation observed = new Observation();
    Dataset<Row> compared =
        scoring.blocked(used.isPresent() ? blocking.ofFresh() : blocking, counts, observed);
    Dataset<Row> weighed =
        used.map(earlier -> compared.unionByName(Carried.pairs(earlier, records)))
            .orElse(compared)
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<Threshold.Bin> histogram = Threshold.histogram(weighed);
    double threshold =
        config
            .threshold()
            .map(probability -> Math.log(probability / (1 - probability)) / Math.log(2))
            .orElseGet(() -> Threshold.best(histogram));
    long candidates = candidates(observed);
    long kept = histogram.stream().mapToLong(Threshold.Bin::pairs).sum();
    LOG.info("{} candidate pairs, {} kept", candidates, kept);
    Clusters clusters =
        clusters(weighed, kept, threshold, records, BoundPairs.of(decided, records));
    LOG.info("{} clusters, {} links cut", clusters.count(), clusters.cut());
    return new Result(
        records,
        sizes,
        scoring.withStructure(weighed, threshold, clusters),
        weighed,
        weighing,
        scoring,
        model,
        counts,
        candidates,
        threshold,
        histogram,
        clusters);
  }

  private Clusters clusters(
      Dataset<Row> pairs, long size, double threshold, Dataset<Row> records, BoundPairs bound) {
    Dataset<Row> attributes = attributes(records);
    return size <= config.driverPairs()
        ? new DriverClusters(
            pairs.sparkSession(), EntityClusters.of(pairs, threshold, attributes, config, bound))
        : DistributedClusters.of(pairs, size, threshold, attributes, config, bound);
  }

  /** Names all that decides which pairs are made and what they weigh. */
  private static String weighing(Model model, Sizes sizes, List<Blocking.Count> counts) {
    List<List<Integer>> dropped =
        counts.stream().map(count -> count.dropped().stream().sorted().toList()).toList();
    return "%s-%d-%08x".formatted(ModelFile.version(model), sizes.records(), dropped.hashCode());
  }

  private static long candidates(Observation observed) {
    try {
      return (Long) observed.getAsJava().get(Scoring.CANDIDATES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while pairs were weighed", e);
    }
  }

  private Dataset<Row> attributes(Dataset<Row> records) {
    List<Column> columns = new ArrayList<>(List.of(col(Records.RID), col(Records.INPUT)));
    for (String field : config.distinct()) {
      columns.add(when(col(field).isNotNull(), xxhash64(col(field))));
    }
    return records.select(columns.toArray(Column[]::new));
  }
}
