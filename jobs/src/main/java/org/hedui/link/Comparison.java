package org.hedui.link;

import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.hedui.contract.LinkConfig;

/**
 * A comparison of two records on ordered levels: 1 is the closest, the last means that they differ,
 * 0 that a value is missing. In a pair the records' columns are {@code l.<field>} and {@code
 * r.<field>}.
 *
 * @param name its name in the model and in the output
 * @param labels what the levels are called, level 1 first
 * @param level the level of a pair
 * @param frequency field whose frequency adjusts the weight of level 1
 * @param kind what its fields hold, if they all hold the same
 */
record Comparison(
    String name,
    List<String> labels,
    Column level,
    Optional<String> frequency,
    Optional<LinkConfig.Kind> kind) {
  private static final String DIFFERENT = "different";

  /**
   * The comparisons of a configuration: those written out, then the other compared fields by their
   * kinds.
   */
  static List<Comparison> of(LinkConfig config) {
    List<Comparison> comparisons = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (LinkConfig.Comparison comparison : config.comparisons()) {
      comparisons.add(written(config, comparison));
      written.addAll(comparison.fields());
    }
    for (LinkConfig.Field field : config.fields()) {
      if (field.compare() && !written.contains(field.name())) {
        comparisons.add(byKind(field, other(config, field)));
      }
    }
    return comparisons;
  }

  /** Number of levels, missing not counted. */
  int levels() {
    return labels.size();
  }

  private static Comparison written(LinkConfig config, LinkConfig.Comparison comparison) {
    Set<LinkConfig.Kind> kinds =
        comparison.fields().stream()
            .map(field -> config.field(field).kind())
            .collect(Collectors.toSet());
    Column level = when(missing(comparison.fields()), lit(0));
    int place = 1;
    for (LinkConfig.Level written : comparison.levels()) {
      level =
          level.when(
              coalesce(expr(written.when()), lit(false)), lit(written.neutral() ? 0 : place++));
    }
    return new Comparison(
        comparison.name(),
        Stream.concat(
                comparison.levels().stream()
                    .filter(written -> !written.neutral())
                    .map(LinkConfig.Level::label),
                Stream.of(DIFFERENT))
            .toList(),
        level.otherwise(lit(place)),
        comparison.frequency(),
        kinds.size() == 1 ? kinds.stream().findFirst() : Optional.empty());
  }

  private static Column missing(List<String> fields) {
    return Stream.of("l.", "r.")
        .map(
            side ->
                fields.stream()
                    .map(field -> col(side + field).isNull())
                    .reduce(Column::and)
                    .orElseThrow())
        .reduce(Column::or)
        .orElseThrow();
  }

  private static Comparison byKind(LinkConfig.Field field, Optional<String> other) {
    String name = field.name();
    Column left = col("l." + name);
    Column right = col("r." + name);
    if (other.isPresent()) {
      return new Comparison(
          name,
          List.of(
              "equal",
              "one typing error",
              "equal to the other's " + other.get(),
              "very alike",
              "alike",
              DIFFERENT),
          call_function(
              "fn.level_of_exchanged",
              left,
              col("l." + other.get()),
              right,
              col("r." + other.get())),
          Optional.of(name),
          Optional.of(field.kind()));
    }
    return switch (field.kind()) {
      case NAME ->
          new Comparison(
              name,
              List.of("equal", "one typing error", "very alike", "alike", DIFFERENT),
              call_function("fn.level_of_names", left, right),
              Optional.of(name),
              Optional.of(field.kind()));
      case TEXT ->
          new Comparison(
              name,
              List.of("equal", "typing errors", "very alike", "alike", DIFFERENT),
              call_function("fn.level_of_texts", left, right),
              Optional.of(name),
              Optional.of(field.kind()));
      case CODE ->
          new Comparison(
              name,
              List.of("equal", "one typing error", "two typing errors", DIFFERENT),
              call_function("fn.level_of_codes", left, right),
              Optional.of(name),
              Optional.of(field.kind()));
      case DATE ->
          new Comparison(
              name,
              List.of(
                  "equal",
                  "one typing error",
                  "two of three parts equal",
                  "two typing errors",
                  "same or next year",
                  DIFFERENT),
              call_function("fn.level_of_dates", left, right),
              Optional.of(name),
              Optional.of(field.kind()));
      case CATEGORY ->
          new Comparison(
              name,
              List.of("equal", DIFFERENT),
              when(left.isNull().or(right.isNull()), lit(0))
                  .when(left.equalTo(right), lit(1))
                  .otherwise(lit(2)),
              Optional.of(name),
              Optional.of(field.kind()));
      case SET ->
          new Comparison(
              name,
              List.of("a value in common", DIFFERENT),
              when(left.isNull().or(right.isNull()), lit(0))
                  .when(arrays_overlap(left, right), lit(1))
                  .otherwise(lit(2)),
              Optional.empty(),
              Optional.of(field.kind()));
    };
  }

  private static Optional<String> other(LinkConfig config, LinkConfig.Field field) {
    return config.exchangeable().stream()
        .filter(pair -> pair.contains(field.name()))
        .findFirst()
        .map(pair -> pair.get(pair.get(0).equals(field.name()) ? 1 : 0));
  }
}
