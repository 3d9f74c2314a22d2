package org.hedui.contract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what an exception rule must keep beyond its structure. Its SQL is checked by Spark. */
final class RuleCheck {
  /** Parameters that every rule is given. */
  private static final Set<String> GIVEN = Set.of("business_date", "term", "school_year_start");

  private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'", Pattern.DOTALL);

  /** A name after a single colon: {@code ::} is a cast. */
  private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z_]\\w*)");

  private final Set<String> grains;
  private final Departments departments;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param grains names of the grain views
   * @param departments the departments that may own a rule
   * @param faults receives NAME_MISMATCH, WRONG_VALUE, OWNER_UNKNOWN, GRAIN_UNKNOWN,
   *     PARAMETER_UNDECLARED and PARAMETER_UNUSED
   */
  RuleCheck(Set<String> grains, Departments departments, Faults faults) {
    this.grains = grains;
    this.departments = departments;
    this.faults = faults;
  }

  /** Checks one rule. */
  void check(YamlNode rule) {
    String expected = SchemaFiles.nameOf(rule.file(), "rules/", ".yaml");
    faults.unless(
        rule.get("code"),
        expected::equals,
        "NAME_MISMATCH",
        code -> "The rule is %s, its file %s; make them the same.".formatted(code, expected));
    faults.unless(
        rule.get("since")
            .filter(node -> node.text().orElse("").matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")),
        RuleCheck::isDate,
        "WRONG_VALUE",
        since -> "'since' is %s, which no calendar has; write a real date.".formatted(since));
    faults.unless(
        rule.get("grain"),
        grains::contains,
        "GRAIN_UNKNOWN",
        grain -> "No file views/grain/%s.sql; %s".formatted(grain, Suggestion.hint(grain, grains)));
    departments.check(rule, "owner", faults);
    checkParameters(rule);
  }

  /** Whether a calendar has the day {@code text}, yyyy-MM-dd. */
  static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void checkParameters(YamlNode rule) {
    Map<String, YamlNode> declared = rule.get("parameters").map(YamlNode::entries).orElse(Map.of());
    Set<String> used = new TreeSet<>();
    for (YamlNode expression : expressions(rule)) {
      for (String name : parametersOf(expression)) {
        used.add(name);
        if (!declared.containsKey(name) && !GIVEN.contains(name)) {
          faults.add(
              "PARAMETER_UNDECLARED",
              expression,
              "Parameter :%s is not declared; add it to parameters.".formatted(name));
        }
      }
    }
    declared.forEach(
        (name, value) -> {
          if (!used.contains(name)) {
            faults.add(
                "PARAMETER_UNUSED",
                value,
                "No expression names :%s; use it or remove it.".formatted(name));
          }
        });
  }

  private static List<YamlNode> expressions(YamlNode rule) {
    Stream<YamlNode> conditions =
        Stream.of("applies_to", "predicate", "records").flatMap(key -> rule.get(key).stream());
    Stream<YamlNode> evidence =
        rule.get("evidence").stream().flatMap(node -> node.entries().values().stream());
    return Stream.concat(conditions, evidence).toList();
  }

  private static List<String> parametersOf(YamlNode expression) {
    String sql = QUOTED.matcher(expression.text().orElse("")).replaceAll("''");
    return PARAMETER.matcher(sql).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
