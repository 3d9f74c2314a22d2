package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.soundex;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.hedui.contract.LinkConfig;

/**
 * A blocking rule: records that agree on all its keys are compared.
 *
 * @param keys fields or parts of fields, such as {@code surname.sound}; {@code a+b} stands for two
 *     exchangeable fields in any order
 */
record BlockingRule(List<String> keys) {

  /** The rule as people write it. */
  String name() {
    return String.join(" & ", keys);
  }

  /** The fields it looks at. */
  List<String> fields() {
    return keys.stream().flatMap(key -> fieldsOf(key).stream()).toList();
  }

  /** The rules that a configuration lists, or, if it lists none, all that may be chosen from. */
  static List<BlockingRule> of(LinkConfig config) {
    if (!config.blocking().isEmpty()) {
      return config.blocking().stream().map(BlockingRule::new).toList();
    }
    return candidates(config);
  }

  /**
   * Every key alone, and every two keys of different fields. Which of them are worth their pairs
   * the data decides.
   */
  private static List<BlockingRule> candidates(LinkConfig config) {
    List<List<String>> keysByField =
        config.fields().stream().map(BlockingRule::keysOf).filter(keys -> !keys.isEmpty()).toList();
    List<BlockingRule> rules = new ArrayList<>();
    keysByField.forEach(keys -> rules.add(new BlockingRule(List.of(keys.get(0)))));
    config
        .exchangeable()
        .forEach(pair -> rules.add(new BlockingRule(List.of(String.join("+", pair)))));
    for (int i = 0; i < keysByField.size(); i++) {
      for (int j = i + 1; j < keysByField.size(); j++) {
        for (String left : keysByField.get(i)) {
          for (String right : keysByField.get(j)) {
            rules.add(new BlockingRule(List.of(left, right)));
          }
        }
      }
    }
    return rules;
  }

  /**
   * This rule with a third key of a further field, in all ways: for rules that make too many pairs.
   */
  List<BlockingRule> refined(LinkConfig config) {
    List<String> own = fields();
    return config.fields().stream()
        .filter(field -> !own.contains(field.name()))
        .flatMap(field -> Stream.concat(keysOf(field).stream(), coarse(field)))
        .map(key -> new BlockingRule(Stream.concat(keys.stream(), Stream.of(key)).toList()))
        .toList();
  }

  /**
   * All rules that may be chosen once training has shown what true pairs agree on: any key alone,
   * any two keys of different fields, any three loose ones. Three loose keys find pairs in which
   * most values are damaged, and make few others: their pairs grow slower with the records than
   * those of two keys.
   */
  static List<BlockingRule> choices(LinkConfig config) {
    List<List<String>> exact = new ArrayList<>();
    List<List<String>> loose = new ArrayList<>();
    for (LinkConfig.Field field : config.fields()) {
      exact.add(Stream.concat(keysOf(field).stream(), further(field).stream()).toList());
      loose.add(loose(field));
    }
    config
        .exchangeable()
        .forEach(
            pair -> {
              exact.add(List.of(String.join("+", pair)));
              loose.add(List.of());
            });
    List<BlockingRule> rules = new ArrayList<>();
    exact.forEach(keys -> keys.forEach(key -> rules.add(new BlockingRule(List.of(key)))));
    combine(exact, 0, List.of(), 2, rules);
    combine(loose, 0, List.of(), 3, rules);
    return rules.stream().filter(BlockingRule::looksAtAFieldOnce).toList();
  }

  private static void combine(
      List<List<String>> keysByField,
      int from,
      List<String> taken,
      int wanted,
      List<BlockingRule> rules) {
    if (taken.size() == wanted) {
      rules.add(new BlockingRule(taken));
      return;
    }
    for (int field = from; field < keysByField.size(); field++) {
      for (String key : keysByField.get(field)) {
        combine(
            keysByField,
            field + 1,
            Stream.concat(taken.stream(), Stream.of(key)).toList(),
            wanted,
            rules);
      }
    }
  }

  private boolean looksAtAFieldOnce() {
    return fields().stream().distinct().count() == fields().size();
  }

  private static List<String> fieldsOf(String key) {
    return List.of(key.replaceAll("\\..*", "").split("\\+"));
  }

  private static Stream<String> coarse(LinkConfig.Field field) {
    return field.kind() == LinkConfig.Kind.DATE
        ? Stream.of(field.name() + ".year")
        : Stream.empty();
  }

  private static List<String> keysOf(LinkConfig.Field field) {
    String name = field.name();
    return switch (field.kind()) {
      case NAME -> List.of(name, name + ".sound");
      case TEXT -> List.of(name, name + ".start");
      case CODE, CATEGORY -> List.of(name);
      case SET -> List.of();
      case DATE -> List.of(name, name + ".year_month", name + ".month_day", name + ".year_day");
    };
  }

  /** Keys for rules that are chosen by what true pairs agree on: those an error spares. */
  private static List<String> further(LinkConfig.Field field) {
    String name = field.name();
    return switch (field.kind()) {
      case NAME -> List.of(name + ".first3", name + ".last3");
      case TEXT -> List.of(name + ".last4");
      case CODE -> List.of(name + ".first4", name + ".last4");
      case DATE -> List.of(name + ".year", name + ".last4");
      case CATEGORY, SET -> List.of();
    };
  }

  private static List<String> loose(LinkConfig.Field field) {
    String name = field.name();
    return switch (field.kind()) {
      case NAME -> List.of(name + ".sound", name + ".first3", name + ".last3");
      case TEXT -> List.of(name + ".start", name + ".last4");
      case CODE -> List.of(name + ".first4", name + ".last4");
      case DATE -> List.of(name + ".year", name + ".last4");
      case CATEGORY -> List.of(name);
      case SET -> List.of();
    };
  }

  /** The value of one key of a record; null where it is missing. */
  static Column part(String key) {
    int plus = key.indexOf('+');
    if (plus > 0) {
      Column one = col(key.substring(0, plus));
      Column other = col(key.substring(plus + 1));
      return when(
          one.isNotNull().and(other.isNotNull()),
          concat(least(one, other), lit(" "), greatest(one, other)));
    }
    int point = key.indexOf('.');
    if (point < 0) {
      return col(key);
    }
    Column value = col(key.substring(0, point));
    String part = key.substring(point + 1);
    return switch (part) {
      case "first2", "first3", "first4", "first5", "first6" -> substring(value, 1, lettersOf(part));
      case "last2", "last3", "last4", "last5", "last6" ->
          substring(value, -lettersOf(part), lettersOf(part));
      case "sound" -> soundex(value);
      case "start" -> substring(value, 1, 4);
      case "year" -> substring(value, 1, 4);
      case "year_month" -> ofDate(value, substring(value, 1, 6));
      case "month_day" -> ofDate(value, substring(value, 5, 4));
      case "year_day" -> ofDate(value, concat(substring(value, 1, 4), substring(value, 7, 2)));
      default -> throw new IllegalArgumentException(key);
    };
  }

  private static int lettersOf(String part) {
    return part.charAt(part.length() - 1) - '0';
  }

  private static Column ofDate(Column value, Column part) {
    return when(length(value).equalTo(8), part);
  }
}
