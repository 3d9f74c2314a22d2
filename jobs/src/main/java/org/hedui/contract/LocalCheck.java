package org.hedui.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks what a locality changes of the rules. It may raise a severity and set a parameter; nothing
 * may be taken for less than it is elsewhere.
 */
final class LocalCheck {
  private static final List<String> SEVERITIES =
      List.of("INFO", "LOW", "MEDIUM", "HIGH", "BLOCKING");

  private final Map<String, YamlNode> rules;
  private final String views;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param rules the rules, checked or not
   * @param views the text of all views
   * @param faults receives NAME_MISMATCH, RULE_UNKNOWN, CHANGE_EMPTY, CHANGE_TWICE,
   *     SEVERITY_LOWERED, PARAMETER_UNKNOWN, PARAMETER_SHARED and WRONG_VALUE
   */
  LocalCheck(List<YamlNode> rules, Collection<String> views, Faults faults) {
    this.rules = new TreeMap<>();
    rules.forEach(rule -> rule.text("code").ifPresent(code -> this.rules.put(code, rule)));
    this.views = String.join("\n", views);
    this.faults = faults;
  }

  /** Checks one file. */
  void check(YamlNode locality) {
    String expected = SchemaFiles.nameOf(locality.file(), "local/", ".yaml");
    faults.unless(
        locality.get("locality"),
        expected::equals,
        "NAME_MISMATCH",
        name -> "The locality is %s, its file %s; make them the same.".formatted(name, expected));
    Set<String> taken = new HashSet<>();
    for (YamlNode change : locality.items("rules")) {
      faults.unless(
          change.get("rule"),
          code -> taken.add(code + change.text("since").orElse("")),
          "CHANGE_TWICE",
          code -> "%s is changed twice from one day on; join the two.".formatted(code));
      faults.unless(
          change.get("rule"),
          rules::containsKey,
          "RULE_UNKNOWN",
          code ->
              "No file rules/%s.yaml; %s".formatted(code, Suggestion.hint(code, rules.keySet())));
      faults.unless(
          change
              .get("since")
              .filter(node -> node.text().orElse("").matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")),
          RuleCheck::isDate,
          "WRONG_VALUE",
          since -> "'since' is %s, which no calendar has; write a real date.".formatted(since));
      if (change.get("severity").isEmpty() && change.get("parameters").isEmpty()) {
        faults.add(
            "CHANGE_EMPTY",
            change,
            "It changes nothing; add severity or parameters, or remove it.");
      }
      change.text("rule").map(rules::get).ifPresent(rule -> check(change, rule));
    }
  }

  private void check(YamlNode change, YamlNode rule) {
    faults.unless(
        change.get("severity"),
        severity -> !lower(severity, rule.text("severity")),
        "SEVERITY_LOWERED",
        severity ->
            "%s is %s everywhere; a locality may raise that, not lower it to %s."
                .formatted(
                    rule.text("code").orElse(""), rule.text("severity").orElse(""), severity));
    Map<String, YamlNode> declared = entries(rule);
    entries(change)
        .forEach(
            (name, value) -> {
              if (!declared.containsKey(name)) {
                faults.add(
                    "PARAMETER_UNKNOWN",
                    value,
                    "The rule has no parameter %s; %s"
                        .formatted(name, Suggestion.hint(name, declared.keySet())));
              } else {
                checkValue(rule, name, value, declared.get(name));
              }
            });
  }

  private void checkValue(YamlNode rule, String name, YamlNode value, YamlNode standard) {
    String shared = ":" + rule.text("code").orElse("").replace('-', '_') + "_" + name;
    if (views.matches("(?s).*" + shared + "\\b.*")) {
      faults.add(
          "PARAMETER_SHARED",
          value,
          "%s is decided in a view, for all localities; change the rule itself.".formatted(name));
    }
    faults.unless(
        Optional.of(value),
        text -> isNumber(text) || !isNumber(standard.text().orElse("")),
        "WRONG_VALUE",
        text -> "%s is %s; write a number.".formatted(name, text));
  }

  private static boolean lower(String severity, Optional<String> than) {
    return SEVERITIES.contains(severity)
        && than.filter(standard -> SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(standard))
            .isPresent();
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+([.][0-9]+)?");
  }

  private static Map<String, YamlNode> entries(YamlNode node) {
    return node.get("parameters").map(YamlNode::entries).orElseGet(HashMap::new);
  }
}
