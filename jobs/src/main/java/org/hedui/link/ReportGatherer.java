package org.hedui.link;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.hedui.contract.LinkConfig;
import org.hedui.link.page.LinkReport;
import org.hedui.link.page.LinkReport.Kind;

/** Gathers what the pages tell: three small jobs over what linking left persisted. */
final class ReportGatherer {
  /** Pairs of a kind. */
  private static final int EXAMPLES = 4;

  /** Pairs looked through for examples of a kind: most of them may not be plain ones. */
  private static final int NEIGHBOURS = 200;

  private static final String FREQUENCIES = "tf";

  private final LinkConfig config;
  private final Linker.Result result;
  private final List<Comparison> comparisons;
  private final LinkReport.Run run;

  ReportGatherer(LinkConfig config, Linker.Result result, LinkReport.Run run) {
    this.config = config;
    this.result = result;
    this.comparisons = Comparison.of(config);
    this.run = run;
  }

  LinkReport gather() {
    return new LinkReport(
        ModelFile.version(result.model()),
        ModelFile.comparisons(result.model()),
        ModelFile.related(result.model().related()),
        ModelFile.training(result.model().training()),
        run,
        examples(),
        copies());
  }

  private List<LinkReport.Example> examples() {
    Column kind = kind();
    // At most a few pairs of each kind.
    List<Row> pairs =
        result
            .pairs()
            .withColumn("kind", kind)
            .where(col("kind").isNotNull())
            .withColumn(
                "place",
                row_number()
                    .over(Window.partitionBy("kind").orderBy(order(), col("rid_l"), col("rid_r"))))
            .where(col("place").leq(EXAMPLES))
            .select("kind", "rid_l", "rid_r", "pattern", "structure", "place", "related")
            .collectAsList();
    Map<Long, Shown> records = records(pairs);
    return pairs.stream()
        .sorted(
            Comparator.comparing((Row row) -> Kind.valueOf(row.getString(0)))
                .thenComparing(row -> row.getInt(5)))
        .map(row -> example(row, records.get(row.getLong(1)), records.get(row.getLong(2))))
        .toList();
  }

  /** The name of a pair's kind; null for a pair that is not worth showing. */
  private Column kind() {
    double threshold = result.threshold();
    Column own = col("weight");
    Column structure = col("structure");
    List<Threshold.Bin> all = result.histogram();
    List<Threshold.Bin> above = all.stream().filter(bin -> bin.from() >= threshold).toList();
    List<Threshold.Bin> below = all.stream().filter(bin -> bin.from() < threshold).toList();
    List<Threshold.Bin> rising = new ArrayList<>(above);
    java.util.Collections.reverse(rising);
    return when(structure.lt(0), Kind.CUT.name())
        .when(structure.gt(0).and(own.lt(threshold)), Kind.STRUCTURE.name())
        .when(structure.notEqual(0), lit(null))
        .when(own.geq(edge(above, EXAMPLES)), Kind.HIGHEST.name())
        .when(
            own.geq(threshold).and(own.leq(edge(rising, NEIGHBOURS) + Threshold.BIN)),
            Kind.ABOVE.name())
        .when(own.lt(threshold).and(own.geq(edge(below, NEIGHBOURS))), Kind.BELOW.name());
  }

  /** The bin up to which the first ones hold so many pairs: keeps the rows to be sorted few. */
  private static double edge(List<Threshold.Bin> bins, long pairs) {
    long sum = 0;
    for (Threshold.Bin bin : bins) {
      sum += bin.pairs();
      if (sum >= pairs) {
        return bin.from();
      }
    }
    return bins.isEmpty() ? 0 : bins.get(bins.size() - 1).from();
  }

  private Column order() {
    return when(col("kind").equalTo(Kind.HIGHEST.name()), col("weight").multiply(-1))
        .when(col("kind").equalTo(Kind.STRUCTURE.name()), col("structure").multiply(-1))
        .when(col("kind").equalTo(Kind.CUT.name()), col("structure"))
        .otherwise(abs(col("weight").minus(result.threshold())));
  }

  /** A record as it is shown: name, values and frequency adjustments by comparison. */
  private record Shown(String name, List<String> values, List<Float> adjustments) {}

  private Map<Long, Shown> records(List<Row> pairs) {
    Set<Long> wanted =
        pairs.stream()
            .flatMap(row -> Stream.of(row.getLong(1), row.getLong(2)))
            .collect(Collectors.toSet());
    List<Column> columns = new ArrayList<>();
    columns.add(col(Records.RID));
    columns.add(col(Records.INPUT));
    columns.add(coalesce(col(Records.UNIQUE_ID), lit("")));
    columns.add(
        result
            .model()
            .frequencies()
            .adjustments(comparisons, result.model().chances())
            .as(FREQUENCIES));
    comparisons.forEach(comparison -> columns.add(values(comparison)));
    Map<Long, Shown> records = new HashMap<>();
    // Two records of each example.
    result
        .records()
        .where(col(Records.RID).isin(wanted.toArray()))
        .select(columns.toArray(Column[]::new))
        .collectAsList()
        .forEach(
            row ->
                records.put(
                    row.getLong(0),
                    new Shown(
                        name(row.getInt(1), row.getString(2)),
                        IntStream.range(4, row.length()).mapToObj(row::getString).toList(),
                        row.getList(3))));
    return records;
  }

  private Column values(Comparison comparison) {
    List<String> fields =
        config.comparisons().stream()
            .filter(written -> written.name().equals(comparison.name()))
            .findFirst()
            .map(LinkConfig.Comparison::fields)
            .orElse(List.of(comparison.name()));
    return concat_ws(
        " | ", fields.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new));
  }

  private String name(int input, String id) {
    return run.inputs().size() == 1 ? id : run.inputs().get(input).name() + ": " + id;
  }

  private LinkReport.Example example(Row row, Shown left, Shown right) {
    long pattern = row.getLong(3);
    List<LinkReport.Part> parts = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      int level = Pattern.level(pattern, i);
      parts.add(
          new LinkReport.Part(
              comparisons.get(i).name(),
              left.values().get(i),
              right.values().get(i),
              level == 0 ? "not stated" : comparisons.get(i).labels().get(level - 1),
              level == 0 ? 0 : result.model().comparisons().get(i).weight(level),
              level == 1 ? left.adjustments().get(i) : 0));
    }
    return new LinkReport.Example(
        Kind.valueOf(row.getString(0)),
        left.name(),
        right.name(),
        parts,
        row.getDouble(6),
        row.getDouble(4));
  }

  private List<LinkReport.Copies> copies() {
    // As many rows as there are sets of fields left blank: few of the 2^16 that could be.
    return result
        .scoring()
        .copies()
        .groupBy("pattern")
        .agg(
            count(lit(1)),
            count_if(col("weight").lt(result.threshold())),
            min("weight"),
            max("weight"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new LinkReport.Copies(
                    missing(row.getLong(0)),
                    row.getLong(1),
                    row.getLong(2),
                    row.getDouble(3),
                    row.getDouble(4)))
        .toList();
  }

  private List<String> missing(long pattern) {
    return IntStream.range(0, comparisons.size())
        .filter(i -> Pattern.level(pattern, i) == 0)
        .mapToObj(i -> comparisons.get(i).name())
        .toList();
  }
}
