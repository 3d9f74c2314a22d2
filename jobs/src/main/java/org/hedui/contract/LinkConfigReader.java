package org.hedui.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks a {@link LinkConfig}. */
public final class LinkConfigReader {
  private static final StructureCheck STRUCTURE = new StructureCheck("link.schema.json");

  /** What the engine calls columns of its own, beside those of the fields. */
  private static final Set<String> OWN_COLUMNS =
      Set.of(
          "rid",
          "input",
          "unique_id",
          "fresh",
          "known",
          "keys",
          "parts",
          "block",
          "earlier",
          "tf",
          "pattern",
          "left",
          "right");

  private static final int BLOCK_LIMIT = 200;
  private static final int PAIRS_PER_RECORD = 12;
  private static final int DRIVER_PAIRS = 20_000_000;

  /** The levels of a pair's comparisons are kept in one number of 64 bits, four for each. */
  private static final int MOST_COMPARISONS = 16;

  private final Faults faults;

  private LinkConfigReader(Faults faults) {
    this.faults = faults;
  }

  /**
   * Reads a configuration from YAML.
   *
   * @throws HeduiException LINK_CONFIG_MISSING if the file cannot be read; LINK_CONFIG_INVALID with
   *     all faults, one a line as {@code file:line: [CODE] message}; exit code 2
   */
  public static LinkConfig read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new HeduiException(
          "LINK_CONFIG_MISSING", 2, "The configuration " + file + " cannot be read.", e);
    }
    return read(file.toString(), text);
  }

  /** As {@link #read(Path)}, from text that is already at hand. */
  public static LinkConfig read(String file, String text) {
    Faults faults = new Faults();
    Optional<LinkConfig> config = read(file, text, faults);
    List<Fault> found = faults.sorted();
    if (!found.isEmpty()) {
      throw new HeduiException(
          "LINK_CONFIG_INVALID",
          2,
          found.stream()
              .map(Fault::toString)
              .collect(
                  Collectors.joining(
                      "\n", "The configuration " + file + " has faults; mend them:\n", "")));
    }
    return config.orElseThrow();
  }

  /** As {@link #read(String, String)}, with faults noted; empty if there is any. */
  static Optional<LinkConfig> read(String file, String text, Faults faults) {
    int before = faults.sorted().size();
    Optional<YamlNode> document = new LinkConfigReader(faults).checked(file, text);
    return faults.sorted().size() > before
        ? Optional.empty()
        : document.map(LinkConfigReader::config);
  }

  private Optional<YamlNode> checked(String file, String text) {
    Optional<YamlNode> document = YamlDocument.parse(file, text, faults);
    document.ifPresent(
        config -> {
          STRUCTURE.check(config, faults);
          checkNames(config);
          checkExchangeable(config);
          checkComparisons(config);
          checkReview(config);
        });
    return document;
  }

  private void checkNames(YamlNode config) {
    Set<String> names =
        config.items("fields").stream()
            .flatMap(field -> field.get("name").stream())
            .flatMap(name -> name.text().stream())
            .collect(Collectors.toSet());
    Set<String> columns = new HashSet<>();
    for (YamlNode field : config.items("fields")) {
      faults.unless(
          field.get("name"),
          // A field is a column, and Spark tells columns apart whatever their case.
          name -> columns.add(name.toLowerCase(Locale.ROOT)),
          "NAME_TWICE",
          name -> "Field '" + name + "' stands twice; name one of them otherwise.");
      faults.unless(
          field.get("name"),
          name -> !OWN_COLUMNS.contains(name.toLowerCase(Locale.ROOT)),
          "NAME_RESERVED",
          name ->
              ("The engine has a column '%s' of its own: name the field otherwise, such as"
                      + " {name: stated_%s, column: %s, …}.")
                  .formatted(name, name, name));
      if (Stream.of("column", "columns", "sql").filter(key -> field.get(key).isPresent()).count()
          > 1) {
        faults.add("WRONG_VALUE", field, "Write one of column, columns and sql, not several.");
      }
    }
    Stream.of(
            keys(config.items("blocking")),
            keys(config.get("prior").map(prior -> prior.items("rules")).orElse(List.of())),
            keys(config.items("exchangeable")),
            config.items("distinct").stream(),
            config.items("comparisons").stream()
                .flatMap(
                    comparison ->
                        Stream.concat(
                            comparison.items("fields").stream(),
                            comparison.get("frequency").stream())))
        .flatMap(key -> key)
        .forEach(
            key ->
                faults.unless(
                    Optional.of(key),
                    name -> names.contains(name.replaceAll("\\..*", "")),
                    "FIELD_UNKNOWN",
                    name -> "'" + name + "' is no field; " + Suggestion.hint(name, names)));
  }

  private void checkExchangeable(YamlNode config) {
    Set<String> others =
        config.items("fields").stream()
            .filter(field -> !field.text("kind").equals(Optional.of("name")))
            .flatMap(field -> field.text("name").stream())
            .collect(Collectors.toSet());
    keys(config.items("exchangeable"))
        .forEach(
            key ->
                faults.unless(
                    Optional.of(key),
                    name -> !others.contains(name),
                    "WRONG_VALUE",
                    name -> "'" + name + "' is not of kind name; write two name fields."));
  }

  private void checkComparisons(YamlNode config) {
    Set<String> written =
        config.items("comparisons").stream()
            .flatMap(comparison -> comparison.items("fields").stream())
            .flatMap(field -> field.text().stream())
            .collect(Collectors.toSet());
    Set<String> names =
        config.items("fields").stream()
            .filter(field -> !field.text("compare").equals(Optional.of("false")))
            .flatMap(field -> field.text("name").stream())
            .filter(name -> !written.contains(name))
            .collect(Collectors.toCollection(HashSet::new));
    for (YamlNode comparison : config.items("comparisons")) {
      faults.unless(
          comparison.get("name"),
          names::add,
          "NAME_TWICE",
          name -> "Something else is compared as '" + name + "'; name the comparison otherwise.");
    }
    if (names.size() > MOST_COMPARISONS) {
      faults.add(
          "COMPARISONS_TOO_MANY",
          config.file(),
          config.lineOfKey("fields"),
          "%d comparisons are too many; write compare: false at fields until %d are left."
              .formatted(names.size(), MOST_COMPARISONS));
    }
  }

  private void checkReview(YamlNode config) {
    Optional<Double> threshold = number(config, "threshold");
    Optional<Double> review = number(config, "review");
    if (review.isPresent() && threshold.isPresent() && review.get() >= threshold.get()) {
      faults.add(
          "WRONG_VALUE",
          config.get("review").orElseThrow(),
          "Pairs for review lie below the threshold: write less than it.");
    }
  }

  /** A number, if it is one; that it has to be one the structure says. */
  private static Optional<Double> number(YamlNode config, String key) {
    return config.text(key).filter(text -> text.matches("[0-9]*\\.?[0-9]+")).map(Double::valueOf);
  }

  private static Stream<YamlNode> keys(List<YamlNode> lists) {
    return lists.stream().flatMap(list -> list.items().stream());
  }

  private static LinkConfig config(YamlNode config) {
    return new LinkConfig(
        Required.text(config, "id"),
        config
            .text("scope")
            .map(scope -> Required.constant(LinkConfig.Scope.class, scope))
            .orElse(LinkConfig.Scope.ALL),
        config.text("one_to_one").map(Boolean::parseBoolean).orElse(false),
        config.items("fields").stream().map(LinkConfigReader::field).toList(),
        lists(config.items("exchangeable")),
        config.items("comparisons").stream().map(LinkConfigReader::comparison).toList(),
        lists(config.items("blocking")),
        texts(config, "distinct"),
        config.text("threshold").map(Double::valueOf),
        config.text("review").map(Double::valueOf),
        config
            .get("prior")
            .map(
                prior ->
                    new LinkConfig.Prior(
                        lists(prior.items("rules")),
                        Double.parseDouble(Required.text(prior, "recall")))),
        config.text("block_limit").map(Integer::valueOf).orElse(BLOCK_LIMIT),
        config.text("pairs_per_record").map(Integer::valueOf).orElse(PAIRS_PER_RECORD),
        config.text("driver_pairs").map(Integer::valueOf).orElse(DRIVER_PAIRS));
  }

  private static LinkConfig.Field field(YamlNode field) {
    String name = Required.text(field, "name");
    List<String> columns = new ArrayList<>(texts(field, "columns"));
    field.text("column").ifPresent(columns::add);
    if (columns.isEmpty()) {
      columns.add(name);
    }
    return new LinkConfig.Field(
        name,
        Required.constant(LinkConfig.Kind.class, Required.text(field, "kind")),
        List.copyOf(columns),
        field.text("sql"),
        texts(field, "blank"),
        field.text("month_first").map(Boolean::parseBoolean).orElse(false),
        field.text("compare").map(Boolean::parseBoolean).orElse(true));
  }

  private static LinkConfig.Comparison comparison(YamlNode comparison) {
    return new LinkConfig.Comparison(
        Required.text(comparison, "name"),
        texts(comparison, "fields"),
        comparison.items("levels").stream()
            .map(
                level ->
                    new LinkConfig.Level(
                        Required.text(level, "label"),
                        Required.text(level, "when"),
                        level.text("neutral").map(Boolean::parseBoolean).orElse(false)))
            .toList(),
        comparison.text("frequency"));
  }

  private static List<String> texts(YamlNode node, String key) {
    return node.items(key).stream().map(Required::text).toList();
  }

  private static List<List<String>> lists(List<YamlNode> nodes) {
    return nodes.stream().map(node -> node.items().stream().map(Required::text).toList()).toList();
  }
}
