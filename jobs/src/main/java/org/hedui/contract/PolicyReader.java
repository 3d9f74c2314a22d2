package org.hedui.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a record of a policy pack that was checked. */
final class PolicyReader {
  private PolicyReader() {}

  /** Reads one pack. */
  static PolicyPack read(YamlNode pack) {
    return new PolicyPack(
        Required.text(pack, "locality"),
        Required.bilingual(pack, "name"),
        Required.text(pack, "source"),
        isTrue(pack, "confirmed"),
        Stream.concat(
                entries(pack, "poverty_lines").entrySet().stream()
                    .map(line -> standardLine(line.getKey(), line.getValue())),
                pack.items("income_lines").stream().map(PolicyReader::incomeLine))
            .toList(),
        pack.items("programmes").stream().map(PolicyReader::programme).toList(),
        pack.items("stacking").stream().map(PolicyReader::stacking).toList(),
        pack.items("allocation").stream().map(PolicyReader::allocation).toList(),
        pack.items("parameters").stream().map(PolicyReader::parameter).toList());
  }

  /** The short form: a standard line for a calendar year. */
  private static PolicyPack.IncomeLine standardLine(String year, YamlNode yuan) {
    return new PolicyPack.IncomeLine(
        PolicyPack.LineKind.STANDARD,
        LocalDate.of(Integer.parseInt(year), Month.JANUARY, 1),
        new BigDecimal(Required.text(yuan)));
  }

  private static PolicyPack.IncomeLine incomeLine(YamlNode line) {
    return new PolicyPack.IncomeLine(
        Required.constant(PolicyPack.LineKind.class, Required.text(line, "kind")),
        LocalDate.parse(Required.text(line, "from")),
        new BigDecimal(Required.text(line, "yuan")));
  }

  private static PolicyPack.Programme programme(YamlNode programme) {
    PolicyPack.Period period =
        Required.constant(PolicyPack.Period.class, Required.text(programme, "period"));
    return new PolicyPack.Programme(
        Required.text(programme, "code"),
        Required.text(programme, "policy_id"),
        Required.text(programme, "basis"),
        Required.bilingual(programme, "title"),
        Required.text(programme, "from_term"),
        programme.text("to_term"),
        Required.text(programme, "eligible"),
        programme.items("standards").stream().map(PolicyReader::standard).toList(),
        period,
        Stream.of("months", "days")
            .flatMap(key -> programme.items(key).stream())
            .map(count -> Integer.valueOf(Required.text(count)))
            .toList(),
        constant(PolicyPack.Prorate.class, programme, "prorate").orElse(PolicyPack.Prorate.NONE),
        programme.text("exclusive_group"),
        shares(programme),
        constants(PolicyPack.Funding.class, programme, "funding"),
        isTrue(programme, "confirmed"));
  }

  private static PolicyPack.Standard standard(YamlNode standard) {
    return new PolicyPack.Standard(
        standard.text("when"),
        new BigDecimal(Required.text(standard, "yuan")),
        Required.bilingual(standard, "reason"));
  }

  private static PolicyPack.Stacking stacking(YamlNode stacking) {
    return new PolicyPack.Stacking(
        stacking.items("programmes").stream().map(Required::text).toList(),
        Required.constant(PolicyPack.StackingRule.class, Required.text(stacking, "rule")),
        stacking.text("yuan").map(BigDecimal::new));
  }

  private static PolicyPack.Allocation allocation(YamlNode allocation) {
    return new PolicyPack.Allocation(
        Required.text(allocation, "from_term"),
        numbers(PolicyPack.Factor.class, allocation, "weights"),
        allocation.text("small_school_below").map(Integer::valueOf));
  }

  private static PolicyPack.Parameter parameter(YamlNode parameter) {
    return new PolicyPack.Parameter(
        Required.text(parameter, "id"),
        Required.text(parameter, "basis"),
        Required.bilingual(parameter, "title"),
        parameter.text("value").map(BigDecimal::new),
        constant(PolicyPack.Bound.class, parameter, "bound").orElse(PolicyPack.Bound.EXACT),
        constant(PolicyPack.Unit.class, parameter, "unit"),
        constant(PolicyPack.Period.class, parameter, "period"),
        Required.constant(PolicyPack.Recipient.class, Required.text(parameter, "recipient")),
        Required.bilingual(parameter, "condition"),
        Required.text(parameter, "from_term"),
        parameter.text("to_term"),
        shares(parameter),
        isTrue(parameter, "confirmed"));
  }

  private static Map<PolicyPack.Level, BigDecimal> shares(YamlNode owner) {
    return numbers(PolicyPack.Level.class, owner, "shares");
  }

  private static <E extends Enum<E>> Map<E, BigDecimal> numbers(
      Class<E> type, YamlNode owner, String key) {
    Map<E, BigDecimal> numbers = new EnumMap<>(type);
    entries(owner, key)
        .forEach(
            (name, number) ->
                numbers.put(Required.constant(type, name), new BigDecimal(Required.text(number))));
    return numbers;
  }

  private static Map<String, YamlNode> entries(YamlNode owner, String key) {
    return owner.get(key).map(YamlNode::entries).orElse(Map.of());
  }

  private static <E extends Enum<E>> Optional<E> constant(
      Class<E> type, YamlNode owner, String key) {
    return owner.text(key).map(text -> Required.constant(type, text));
  }

  private static <E extends Enum<E>> List<E> constants(Class<E> type, YamlNode owner, String key) {
    return owner.items(key).stream()
        .map(item -> Required.constant(type, Required.text(item)))
        .toList();
  }

  private static boolean isTrue(YamlNode owner, String key) {
    return Boolean.parseBoolean(Required.text(owner, key));
  }
}
