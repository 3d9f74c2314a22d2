package org.hedui.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a record of an exception rule that was checked. */
final class RuleReader {
  private RuleReader() {}

  /** Reads one rule. */
  static Rule read(YamlNode rule) {
    Rule.Severity severity =
        Required.constant(Rule.Severity.class, Required.text(rule, "severity"));
    return new Rule(
        Required.text(rule, "code"),
        new BigDecimal(Required.text(rule, "version")).intValueExact(),
        LocalDate.parse(Required.text(rule, "since")),
        Required.bilingual(rule, "title"),
        severity,
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
        rule.text("sla_days").map(Integer::valueOf).or(severity::slaDays));
  }

  private static Map<String, String> texts(YamlNode rule, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    rule.get(key)
        .ifPresent(
            node -> node.entries().forEach((name, value) -> texts.put(name, Required.text(value))));
    return texts;
  }
}
