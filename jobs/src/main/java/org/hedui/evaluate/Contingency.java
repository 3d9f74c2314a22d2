package org.hedui.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Compares two ways of putting mentions into persons by counting how many mentions each linked
 * person shares with each true one. Pairs follow from the counts and are never made.
 */
final class Contingency {
  private static final String LINKED = "person_id";
  private static final String TRUE = "person";
  private static final Column ONE = lit(1L);

  private final Dataset<Row> judged;

  /**
   * Compares.
   *
   * @param judged {@code registry, person_id, person} and {@code id18}, the mention's own valid ID
   *     number or NULL; one row a mention. It is read several times.
   */
  Contingency(Dataset<Row> judged) {
    this.judged = judged;
  }

  /** Pairs over all mentions. */
  Pairs pairs() {
    return new Pairs(pairsIn(LINKED, TRUE), pairsIn(LINKED), pairsIn(TRUE));
  }

  private long pairsIn(String... keys) {
    Column n = col("n");
    return first(counted(keys).agg(orZero(sum(within(n)))));
  }

  /** Pairs of mentions among {@code n}. */
  private static Column within(Column n) {
    return n.multiply(n.minus(ONE)).divide(lit(2)).cast("long");
  }

  private Dataset<Row> counted(String... keys) {
    return judged.groupBy(columns(keys)).agg(count(ONE).as("n"));
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Column orZero(Column value) {
    return coalesce(value, lit(0L));
  }

  private static long first(Dataset<Row> figure) {
    return figure.first().getLong(0);
  }

  /** B-cubed: of each mention, the share of its linked person's mentions that are its own. */
  Score bCubed() {
    Column n = col("n").cast("double");
    Column linked = sum("n").over(Window.partitionBy(LINKED));
    Column truly = sum("n").over(Window.partitionBy(TRUE));
    Row sums =
        counted(LINKED, TRUE)
            .select(
                n.as("n"),
                n.multiply(n).divide(linked).as("precision"),
                n.multiply(n).divide(truly).as("recall"))
            .agg(sum("precision").divide(sum("n")), sum("recall").divide(sum("n")))
            .first();
    return sums.isNullAt(0)
        ? Score.of(null, null)
        : Score.of(Double.valueOf(sums.getDouble(0)), Double.valueOf(sums.getDouble(1)));
  }

  /** Over-merged, split, and with two numbers. */
  Clusters clusters() {
    Row linked =
        judged
            .groupBy(LINKED)
            .agg(countDistinct(TRUE).as("true"), countDistinct("id18").as("numbers"))
            .agg(
                count(ONE),
                orZero(sum(when(col("true").gt(1), ONE))),
                orZero(sum(when(col("numbers").gt(1), ONE))))
            .first();
    Row truly =
        judged
            .groupBy(TRUE)
            .agg(countDistinct(LINKED).as("linked"))
            .agg(count(ONE), orZero(sum(when(col("linked").gt(1), ONE))))
            .first();
    return new Clusters(
        linked.getLong(0),
        truly.getLong(0),
        linked.getLong(1),
        truly.getLong(1),
        linked.getLong(2));
  }

  /** Pairs by the registries of their mentions. */
  List<RegistryPair> registryPairs() {
    List<String> registries =
        judged.select("registry").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    if (registries.isEmpty()) {
      return List.of();
    }
    List<Long> both = products(registries, LINKED, TRUE);
    List<Long> linked = products(registries, LINKED);
    List<Long> truly = products(registries, TRUE);
    List<RegistryPair> pairs = new ArrayList<>();
    for (int i = 0; i < registries.size(); i++) {
      for (int j = i; j < registries.size(); j++) {
        int at = pairs.size();
        Pairs counts = new Pairs(both.get(at), linked.get(at), truly.get(at));
        pairs.add(
            new RegistryPair(registries.get(i), registries.get(j), counts, Score.ofPairs(counts)));
      }
    }
    return pairs;
  }

  /** For each two registries the number of pairs, with one column a registry and no join. */
  private List<Long> products(List<String> registries, String... keys) {
    List<Column> counts =
        registries.stream()
            .map(registry -> orZero(sum(when(col("registry").equalTo(registry), ONE))).as(registry))
            .toList();
    List<Column> products = new ArrayList<>();
    for (int i = 0; i < registries.size(); i++) {
      Column left = col(registries.get(i));
      products.add(sum(within(left)));
      for (int j = i + 1; j < registries.size(); j++) {
        products.add(sum(left.multiply(col(registries.get(j)))));
      }
    }
    Row sums =
        agg(judged.groupBy(columns(keys)).agg(counts.get(0), rest(counts)), products).first();
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      values.add(sums.getLong(i));
    }
    return values;
  }

  private static Dataset<Row> agg(Dataset<Row> rows, List<Column> columns) {
    return rows.agg(columns.get(0), rest(columns));
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }
}
