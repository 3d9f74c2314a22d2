package org.hedui.contract;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes a record of a policy pack that was checked. */
final class PolicyReader {
  private PolicyReader() {}

  /** Reads one pack. */
  static PolicyPack read(YamlNode pack) {
    return new PolicyPack(
        Required.text(pack, "locality"),
        Required.bilingual(pack, "name"),
        Required.text(pack, "source"),
        Boolean.parseBoolean(Required.text(pack, "confirmed")),
        amounts(pack, "poverty_lines", Integer::valueOf),
        pack.items("programmes").stream().map(PolicyReader::programme).toList());
  }

  private static PolicyPack.Programme programme(YamlNode programme) {
    return new PolicyPack.Programme(
        Required.text(programme, "code"),
        Required.text(programme, "policy_id"),
        Required.text(programme, "basis"),
        Required.bilingual(programme, "title"),
        Required.text(programme, "from_term"),
        programme.text("to_term"),
        Required.text(programme, "eligible"),
        programme.items("standards").stream().map(PolicyReader::standard).toList(),
        Required.constant(PolicyPack.Period.class, Required.text(programme, "period")),
        programme.text("exclusive_group"),
        amounts(programme, "shares", Function.identity()),
        Boolean.parseBoolean(Required.text(programme, "confirmed")));
  }

  private static PolicyPack.Standard standard(YamlNode standard) {
    return new PolicyPack.Standard(
        standard.text("when"),
        new BigDecimal(Required.text(standard, "yuan")),
        Required.bilingual(standard, "reason"));
  }

  private static <K> Map<K, BigDecimal> amounts(
      YamlNode owner, String key, Function<String, K> keyOf) {
    Map<K, BigDecimal> amounts = new HashMap<>();
    owner
        .get(key)
        .ifPresent(
            node ->
                node.entries()
                    .forEach(
                        (name, value) ->
                            amounts.put(keyOf.apply(name), new BigDecimal(Required.text(value)))));
    return amounts;
  }
}
