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
    return switch (key.substring(point + 1)) {
      case "sound" -> soundex(value);
      case "start" -> substring(value, 1, 4);
      case "year" -> substring(value, 1, 4);
      case "year_month" -> ofDate(value, substring(value, 1, 6));
      case "month_day" -> ofDate(value, substring(value, 5, 4));
      case "year_day" -> ofDate(value, concat(substring(value, 1, 4), substring(value, 7, 2)));
      default -> throw new IllegalArgumentException(key);
    };
  }

  private static Column ofDate(Column value, Column part) {
    return when(length(value).equalTo(8), part);
  }
}
