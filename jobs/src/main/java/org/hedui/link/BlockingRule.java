package org.hedui.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hash;
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
    return keys.stream()
        .flatMap(key -> Stream.of(key.split("\\+")))
        .map(key -> key.replaceAll("\\..*", ""))
        .toList();
  }

  /**
   * The rule's key of a record as a 32-bit hash; null where a part is missing: a blank never
   * blocks. Rules of one name give one key, whatever rules stand beside them; two keys that collide
   * only cost a comparison.
   */
  Column hashed() {
    Column[] parts = keys.stream().map(BlockingRule::part).toArray(Column[]::new);
    Column complete = Stream.of(parts).map(Column::isNotNull).reduce(Column::and).orElseThrow();
    Column[] salted =
        Stream.concat(Stream.of(lit(name().hashCode())), Stream.of(parts)).toArray(Column[]::new);
    return when(complete, hash(salted));
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

  private static List<String> keysOf(LinkConfig.Field field) {
    String name = field.name();
    return switch (field.kind()) {
      case NAME -> List.of(name, name + ".sound");
      case TEXT -> List.of(name, name + ".start");
      case CODE, CATEGORY -> List.of(name);
      case DATE -> List.of(name, name + ".year_month", name + ".month_day", name + ".year_day");
    };
  }

  private static Column part(String key) {
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
