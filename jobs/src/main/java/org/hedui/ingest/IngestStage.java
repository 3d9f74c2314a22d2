package org.hedui.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.hedui.lake.TableDefinition.DELIVERY_DATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.hedui.contract.Contract;
import org.hedui.contract.TableName;
import org.hedui.ingest.FileFacts.State;
import org.hedui.ingest.file.Layout;
import org.hedui.lake.BronzeSchema;
import org.hedui.lake.Lake;
import org.hedui.lake.TableDefinition;
import org.hedui.stage.CurrentRows;
import org.hedui.stage.Parallel;
import org.hedui.stage.RunContext;
import org.hedui.stage.Stage;
import org.hedui.stage.StageReport;
import org.hedui.stage.TermHistory;

/**
 * Reads the landing folder into bronze. Every delivery that counts on the business date, every
 * earlier one that a contract wants to compare with, and every one of the term that a policy needs
 * for its months ({@link TermHistory}), replaces its slice of {@code bronze.<registry>}, of the
 * quarantine and of the duplicates, and nothing else; a registry that has never been delivered has
 * no table. The feed of the run says where every file's rows went, and a file whose rows do not add
 * up fails the stage, as does a delivery that was changed meanwhile.
 */
public final class IngestStage implements Stage {
  private static final TableName QUARANTINE = TableName.of("bronze.quarantine");
  private static final TableName DUPLICATE = TableName.of("bronze.duplicate");
  private static final TableName FEED = TableName.of("ops.feed");
  private static final TableName SUPPRESSION = TableName.of("ops.suppression");

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public StageReport run(RunContext context) {
    List<Contract> contracts =
        Stream.of(Contract.Kind.REGISTRY, Contract.Kind.REFERENCE)
            .flatMap(kind -> context.schemas().contracts(kind).stream())
            .toList();
    Landing landing =
        LandingScan.scan(
            context.landing(),
            contracts,
            context.businessDate(),
            TermHistory.from(context)
                .map(day -> Map.of(TermHistory.REGISTRY, day))
                .orElse(Map.of()),
            context.spark().sparkContext().hadoopConfiguration());
    // Sent once, not with every task: reading it would cost more than the rows of a small file.
    Broadcast<SerializableConfiguration> configuration =
        JavaSparkContext.fromSparkContext(context.spark().sparkContext())
            .broadcast(
                new SerializableConfiguration(
                    context.spark().sparkContext().hadoopConfiguration()));
    Map<String, List<FileFacts>> inspected =
        inspect(context.spark(), contracts, landing.files(), configuration);
    Broadcast<Set<String>> suppressed = suppressed(context.lake());
    List<Contract> concerned =
        contracts.stream().filter(contract -> concerns(contract, landing, context.lake())).toList();
    Map<String, Dataset<Row>> delivered = new TreeMap<>();
    for (Contract contract : concerned) {
      List<FileFacts> files = inspected.getOrDefault(contract.name(), List.of());
      delivered.put(
          contract.name(),
          delivered(
              context.spark(),
              Layout.of(contract),
              Suppression.of(contract, suppressed),
              files,
              configuration));
    }
    Map<String, Long> erased;
    try {
      write(context.lake(), concerned, landing, delivered);
      erased = suppressed.value().isEmpty() ? Map.of() : erased(delivered.values());
    } finally {
      delivered.values().forEach(Dataset::unpersist);
    }
    unchanged(context, landing);
    List<FileFacts> read = inspected.values().stream().flatMap(List::stream).toList();
    Map<String, FileCounts> counts = counts(context.lake(), contracts, landing.deliveries());
    erased.forEach(
        (file, rows) -> counts.merge(file, new FileCounts(0, 0, 0, rows), FileCounts::plus));
    read.forEach(facts -> counts.getOrDefault(sourceFile(facts), FileCounts.NONE).check(facts));
    List<FileFacts> all = Stream.concat(read.stream(), landing.refused().stream()).toList();
    Feed.write(context, FEED, all, counts, file -> isEarlier(file, contracts, landing));
    return report(contracts, landing, all, counts);
  }

  private static void unchanged(RunContext context, Landing landing) {
    try {
      LandingScan.requireUnchanged(landing, context.spark().sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reference table that is delivered no more is emptied. */
  private static boolean concerns(Contract contract, Landing landing, Lake lake) {
    return landing.deliveries().containsKey(contract.name())
        || (contract.kind() == Contract.Kind.REFERENCE && lake.exists(BronzeSchema.name(contract)));
  }

  /** Facts of every file by registry, copies marked. */
  private static Map<String, List<FileFacts>> inspect(
      SparkSession spark,
      List<Contract> contracts,
      List<LandedFile> files,
      Broadcast<SerializableConfiguration> configuration) {
    if (files.isEmpty()) {
      return Map.of();
    }
    Map<String, Layout> layouts =
        contracts.stream().map(Layout::of).collect(Collectors.toMap(Layout::registry, l -> l));
    FileInspector inspector = new FileInspector(new HashMap<>(layouts), configuration);
    Map<String, List<FileFacts>> facts =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, files.size())
            .map(inspector)
            .collect()
            .stream()
            .collect(Collectors.groupingBy(fact -> fact.file().registry()));
    contracts.forEach(
        contract ->
            facts.computeIfPresent(
                contract.name(),
                (name, found) -> DuplicateFiles.mark(found, CurrentRows.isIncrement(contract))));
    return facts;
  }

  /** Keyed hashes of those who were erased, on the executors. */
  private static Broadcast<Set<String>> suppressed(Lake lake) {
    Set<String> hashes =
        lake.exists(SUPPRESSION)
            ? lake.read(SUPPRESSION).select("hash").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet())
            : Set.of();
    return JavaSparkContext.fromSparkContext(lake.spark().sparkContext()).broadcast(hashes);
  }

  /** Rows of persons who were erased, by source file. */
  private static Map<String, Long> erased(Collection<Dataset<Row>> delivered) {
    Map<String, Long> erased = new HashMap<>();
    for (Dataset<Row> rows : delivered) {
      rows.where(col(DeliveredRows.OUTCOME).equalTo(DeliveredRows.ERASED))
          .groupBy("source_file")
          .count()
          .collectAsList()
          .forEach(row -> erased.put(row.getString(0), row.getLong(1)));
    }
    return erased;
  }

  /** The rows of one registry with what becomes of each, kept on disk until all is written. */
  private static Dataset<Row> delivered(
      SparkSession spark,
      Layout layout,
      Suppression suppression,
      List<FileFacts> files,
      Broadcast<SerializableConfiguration> configuration) {
    List<FileFacts> withRows = files.stream().filter(FileFacts::hasRows).toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Dataset<Row> rows =
        spark.createDataFrame(
            context
                .parallelize(withRows, Math.max(1, withRows.size()))
                .flatMap(new DeliveredRows(layout, suppression, configuration)),
            DeliveredRows.SCHEMA);
    return DeliverySplit.numbered(rows).persist(StorageLevel.DISK_ONLY());
  }

  private static void write(
      Lake lake, List<Contract> contracts, Landing landing, Map<String, Dataset<Row>> delivered) {
    Parallel.forEach(
        lake.spark(),
        contracts,
        contract -> writeBronze(lake, contract, landing, delivered.get(contract.name())));
    String condition = slices(landing.deliveries());
    Dataset<Row> all = union(lake.spark(), delivered.values().stream());
    Dataset<Row> increments =
        union(
            lake.spark(),
            contracts.stream()
                .filter(CurrentRows::isIncrement)
                .map(contract -> delivered.get(contract.name())));
    Dataset<Row> superseded = CurrentRows.superseded(DeliverySplit.loaded(increments));
    Dataset<Row> quarantine = DeliverySplit.quarantine(all);
    Dataset<Row> duplicates =
        DeliverySplit.duplicates(all).unionByName(DeliverySplit.superseded(superseded));
    Parallel.forEach(
        lake.spark(),
        List.of(QUARANTINE, DUPLICATE),
        table ->
            lake.replaceWhere(
                lake.definition(table),
                table.equals(QUARANTINE) ? quarantine : duplicates,
                condition));
  }

  private static void writeBronze(
      Lake lake, Contract contract, Landing landing, Dataset<Row> delivered) {
    TableDefinition table = BronzeSchema.definition(contract);
    SortedSet<LocalDate> dates = landing.deliveries().get(contract.name());
    if (table.partition().isEmpty()) {
      lake.replace(table, DeliverySplit.bronze(delivered, contract));
    } else {
      lake.replaceWhere(table, DeliverySplit.bronze(delivered, contract), in(dates));
    }
  }

  private static Dataset<Row> union(SparkSession spark, Stream<Dataset<Row>> parts) {
    Dataset<Row> none =
        DeliverySplit.numbered(spark.createDataFrame(List.of(), DeliveredRows.SCHEMA));
    return parts.reduce(Dataset::union).orElse(none);
  }

  private static String in(SortedSet<LocalDate> dates) {
    return DELIVERY_DATE
        + " IN ("
        + dates.stream().map(date -> "DATE'" + date + "'").collect(Collectors.joining(", "))
        + ")";
  }

  /** A condition that picks the slices of these deliveries from a table of several registries. */
  private static String slices(Map<String, SortedSet<LocalDate>> deliveries) {
    return deliveries.entrySet().stream()
        .map(entry -> "(registry = '%s' AND %s)".formatted(entry.getKey(), in(entry.getValue())))
        .reduce((left, right) -> left + " OR " + right)
        .orElse("false");
  }

  /** Where the rows of every file went, by source file, counted in the tables just written. */
  private static Map<String, FileCounts> counts(
      Lake lake, List<Contract> contracts, Map<String, SortedSet<LocalDate>> deliveries) {
    String condition = slices(deliveries);
    Dataset<Row> quarantined = lake.read(QUARANTINE).where(condition);
    Dataset<Row> duplicate = lake.read(DUPLICATE).where(condition);
    // A row whose key came again stays in bronze and is listed as a duplicate too.
    Dataset<Row> places =
        quarantined
            .select(col("source_file"), lit(0).as("loaded"), lit(1).as("bad"), lit(0).as("dup"))
            .unionByName(
                duplicate.select(
                    col("source_file"),
                    when(col("reason").equalTo("SAME_KEY"), -1).otherwise(0).as("loaded"),
                    lit(0).as("bad"),
                    lit(1).as("dup")));
    for (Contract contract : contracts) {
      SortedSet<LocalDate> dates = deliveries.get(contract.name());
      if (dates != null) {
        Dataset<Row> bronze = lake.read(BronzeSchema.name(contract));
        boolean registry = contract.kind() == Contract.Kind.REGISTRY;
        places =
            places.unionByName(
                (registry ? bronze.where(in(dates)) : bronze)
                    .select(
                        col("source_file"),
                        lit(1).as("loaded"),
                        lit(0).as("bad"),
                        lit(0).as("dup")));
      }
    }
    Map<String, FileCounts> counts = new HashMap<>();
    for (Row row :
        places.groupBy("source_file").agg(sum("loaded"), sum("bad"), sum("dup")).collectAsList()) {
      counts.put(
          row.getString(0), new FileCounts(row.getLong(1), row.getLong(2), row.getLong(3), 0));
    }
    return counts;
  }

  /** Whether a file is of a snapshot that a newer one of the landing folder replaces. */
  private static boolean isEarlier(LandedFile file, List<Contract> contracts, Landing landing) {
    SortedSet<LocalDate> dates = landing.deliveries().get(file.registry());
    return dates != null
        && file.deliveryDate() != null
        && file.deliveryDate().isBefore(dates.last())
        && contracts.stream()
            .filter(contract -> contract.name().equals(file.registry()))
            .noneMatch(CurrentRows::isIncrement);
  }

  private static String sourceFile(FileFacts facts) {
    return facts.file().sourceFile();
  }

  private static StageReport report(
      List<Contract> contracts,
      Landing landing,
      List<FileFacts> files,
      Map<String, FileCounts> counts) {
    FileCounts sum = counts.values().stream().reduce(FileCounts.NONE, FileCounts::plus);
    Map<String, Long> numbers = new TreeMap<>();
    for (State state : State.values()) {
      numbers.put(
          "files_" + state.name().toLowerCase(java.util.Locale.ROOT),
          files.stream().filter(facts -> facts.state() == state).count());
    }
    numbers.put("rows_in", files.stream().mapToLong(FileFacts::rowsIn).sum());
    numbers.put("rows_loaded", sum.loaded());
    numbers.put("rows_quarantined", sum.quarantined());
    numbers.put("rows_duplicate", sum.duplicate());
    numbers.put("rows_erased", sum.erased());
    numbers.put(
        "registries_without_delivery",
        contracts.stream().filter(c -> !landing.deliveries().containsKey(c.name())).count());
    return new StageReport("ingest", numbers);
  }
}
