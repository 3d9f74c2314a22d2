package org.hedui.contract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what an exception rule must keep beyond its structure. Its SQL is checked by Spark. */
final class RuleCheck {
  private static final Set<String> GIVEN = Set.of("business_date", "term", "school_year_start");
  private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z_]\\w*)");

  private final Set<String> grains;
  private final Set<String> departments;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param grains names of the grain views
   * @param departments codes of the departments
   * @param faults receives NAME_MISMATCH, WRONG_VALUE, OWNER_UNKNOWN, GRAIN_UNKNOWN,
   *     PARAMETER_UNDECLARED and PARAMETER_UNUSED
   */
  RuleCheck(Set<String> grains, Set<String> departments, Faults faults) {
    this.grains = grains;
    this.departments = departments;
    this.faults = faults;
  }

  /** Checks one rule. */
  void check(YamlNode rule) {
    checkName(rule);
    checkSince(rule);
    rule.get("owner")
        .ifPresent(
            node ->
                Departments.check(
                    node,
                    Stream.of(node.text().orElse("").split("\\+"))
                        .filter(owner -> !owner.equals("source"))
                        .toList(),
                    departments,
                    faults));
    rule.get("grain")
        .ifPresent(
            node ->
                node.text()
                    .filter(grain -> !grains.contains(grain))
                    .ifPresent(
                        grain ->
                            faults.add(
                                "GRAIN_UNKNOWN",
                                node,
                                "No view views/grain/%s.sql; %s"
                                    .formatted(grain, Suggestion.hint(grain, grains)))));
    checkParameters(rule);
  }

  private void checkName(YamlNode rule) {
    String expected = SchemaFiles.nameOf(rule.file(), "rules/", ".yaml");
    rule.get("code")
        .filter(node -> !node.text().orElse("").equals(expected))
        .ifPresent(
            node ->
                faults.add(
                    "NAME_MISMATCH",
                    node,
                    "The rule is %s, its file %s; make them the same."
                        .formatted(node.text().orElse(""), expected)));
  }

  private void checkSince(YamlNode rule) {
    rule.get("since")
        .ifPresent(
            node ->
                node.text()
                    .filter(text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                    .filter(text -> !isDate(text))
                    .ifPresent(
                        text ->
                            faults.add(
                                "WRONG_VALUE",
                                node,
                                "'since' is %s; the calendar has no such day.".formatted(text))));
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void checkParameters(YamlNode rule) {
    Set<String> declared =
        rule.get("parameters").map(node -> node.entries().keySet()).orElse(Set.of());
    Set<String> used = new TreeSet<>();
    for (YamlNode sql : expressions(rule)) {
      String code = QUOTED.matcher(sql.text().orElse("")).replaceAll("''");
      PARAMETER
          .matcher(code)
          .results()
          .map(match -> match.group(1))
          .distinct()
          .forEach(
              name -> {
                used.add(name);
                if (!declared.contains(name) && !GIVEN.contains(name)) {
                  faults.add(
                      "PARAMETER_UNDECLARED",
                      sql,
                      "Parameter :%s is not declared; add it to parameters.".formatted(name));
                }
              });
    }
    rule.get("parameters")
        .ifPresent(
            node ->
                node.entries()
                    .forEach(
                        (name, value) -> {
                          if (!used.contains(name)) {
                            faults.add(
                                "PARAMETER_UNUSED",
                                value,
                                "No expression names :%s; use it or remove it.".formatted(name));
                          }
                        }));
  }

  private static List<YamlNode> expressions(YamlNode rule) {
    Stream<YamlNode> evidence =
        rule.get("evidence").stream().flatMap(node -> node.entries().values().stream());
    return Stream.concat(
            Stream.of("applies_to", "predicate").flatMap(key -> rule.get(key).stream()), evidence)
        .toList();
  }
}
