package org.hedui.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a record of an exception rule that was checked. */
final class RuleReader {
  private RuleReader() {}

  /** Reads one rule. */
  static Rule read(YamlNode rule) {
    return new Rule(
        Required.text(rule, "code"),
        new BigDecimal(Required.text(rule, "version")).intValueExact(),
        LocalDate.parse(Required.text(rule, "since")),
        Required.bilingual(rule, "title"),
        Required.constant(Rule.Severity.class, Required.text(rule, "severity")),
        Required.text(rule, "owner"),
        Required.text(rule, "grain"),
        Required.text(rule, "unit"),
        rule.text("applies_to"),
        Required.text(rule, "predicate"),
        texts(rule, "parameters"),
        texts(rule, "evidence"),
        rule.text("records"),
        rule.items("exemptions").stream().map(Required::text).toList(),
        Required.bilingual(rule, "guidance"),
        rule.text("sla_days").map(Integer::valueOf),
        List.of());
  }

  /** What a locality's file changes of the rule {@code code}. */
  static List<Rule.Local> local(YamlNode locality, String code) {
    return locality.items("rules").stream()
        .filter(change -> Required.text(change, "rule").equals(code))
        .map(
            change ->
                new Rule.Local(
                    Required.text(locality, "locality"),
                    LocalDate.parse(Required.text(change, "since")),
                    change
                        .text("severity")
                        .map(severity -> Required.constant(Rule.Severity.class, severity)),
                    texts(change, "parameters"),
                    Required.text(locality, "source")))
        .toList();
  }

  private static Map<String, String> texts(YamlNode rule, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    rule.get(key)
        .ifPresent(
            node -> node.entries().forEach((name, value) -> texts.put(name, Required.text(value))));
    return texts;
  }
}
