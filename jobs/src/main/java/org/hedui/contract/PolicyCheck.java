package org.hedui.contract;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Checks what a policy pack must keep beyond its structure. Its SQL is checked by Spark. */
final class PolicyCheck {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** The key that says how often an amount is paid in a term, by period. */
  private static final Map<String, String> TIMES = Map.of("month", "months", "day", "days");

  private final Set<String> programmes;
  private final Identifiers identifiers;
  private final Faults faults;

  /**
   * Prepares the check.
   *
   * @param programmes codes of the programmes; none if their list cannot be read
   * @param identifiers ids taken so far
   * @param faults receives NAME_MISMATCH, PACK_EMPTY, DUPLICATE_ID, PROGRAMME_UNKNOWN, SHARES_SUM,
   *     TERM_ORDER, TERM_OVERLAP, PERIOD_TIMES, PRORATE_ONCE, STACKING_PROGRAMME, STACKING_TWICE,
   *     STACKING_YUAN, ALLOCATION_TWICE, WEIGHTS_SUM, SMALL_SCHOOL, VALUE_UNIT, LINE_TWICE and
   *     WRONG_VALUE
   */
  PolicyCheck(Set<String> programmes, Identifiers identifiers, Faults faults) {
    this.programmes = programmes;
    this.identifiers = identifiers;
    this.faults = faults;
  }

  /** Checks one pack. */
  void check(YamlNode pack) {
    String expected = SchemaFiles.nameOf(pack.file(), "policies/", ".yaml");
    faults.unless(
        pack.get("locality"),
        expected::equals,
        "NAME_MISMATCH",
        locality ->
            "The locality is %s, its file %s; make them the same.".formatted(locality, expected));
    if (List.of("programmes", "parameters", "income_lines", "poverty_lines").stream()
        .noneMatch(key -> pack.get(key).isPresent())) {
      faults.add(
          "PACK_EMPTY", pack, "The pack says nothing; add programmes, parameters or income_lines.");
    }
    pack.items("programmes").forEach(this::checkProgramme);
    pack.items("parameters").forEach(this::checkParameter);
    checkOverlap(pack.items("programmes"));
    checkStacking(pack);
    checkAllocation(pack.items("allocation"));
    checkLines(pack);
  }

  private void checkProgramme(YamlNode programme) {
    identifiers.take(programme, "policy_id");
    faults.unless(
        programme.get("code"),
        code -> programmes.isEmpty() || programmes.contains(code),
        "PROGRAMME_UNKNOWN",
        code ->
            "Programme %s is not in codes/programme.csv; %s"
                .formatted(code, Suggestion.hint(code, programmes)));
    checkTerms(programme);
    programme.get("shares").ifPresent(this::checkShares);
    programme.get("period").ifPresent(period -> checkTimes(programme, period));
    faults.unless(
        programme.get("prorate"),
        prorate -> prorate.equals("none") || !programme.text("period").equals(Optional.of("once")),
        "PRORATE_ONCE",
        prorate -> "What is paid once has no months; write prorate: none.");
  }

  private void checkParameter(YamlNode parameter) {
    identifiers.take(parameter, "id");
    checkTerms(parameter);
    parameter.get("shares").ifPresent(this::checkShares);
    parameter
        .get("value")
        .filter(value -> parameter.get("unit").isEmpty())
        .ifPresent(
            value ->
                faults.add(
                    "VALUE_UNIT", value, "The value has no unit; add unit, such as unit: yuan."));
  }

  private void checkTerms(YamlNode owner) {
    String from = owner.text("from_term").orElse("");
    faults.unless(
        owner.get("to_term"),
        to -> to.compareTo(from) >= 0,
        "TERM_ORDER",
        to -> "to_term %s is before from_term %s; mend one of them.".formatted(to, from));
  }

  private void checkTimes(YamlNode programme, YamlNode period) {
    String name = period.text().orElse("");
    String needed = TIMES.getOrDefault(name, "");
    if (!needed.isEmpty() && programme.get(needed).isEmpty()) {
      faults.add(
          "PERIOD_TIMES",
          period,
          "Say how many %1$s the first and second term have: add %1$s, such as %1$s: %2$s."
              .formatted(needed, needed.equals("days") ? "[100, 100]" : "[5, 5]"));
    }
    TIMES.values().stream()
        .filter(key -> !key.equals(needed))
        .forEach(
            key ->
                programme
                    .get(key)
                    .ifPresent(
                        value ->
                            faults.add(
                                "PERIOD_TIMES",
                                value,
                                "Period %s counts no %s; remove one of them."
                                    .formatted(name, key))));
  }

  private void checkOverlap(List<YamlNode> all) {
    for (int later = 1; later < all.size(); later++) {
      YamlNode programme = all.get(later);
      all.subList(0, later).stream()
          .filter(earlier -> overlap(earlier, programme))
          .findFirst()
          .ifPresent(
              earlier ->
                  faults.unless(
                      programme.get("from_term"),
                      term -> false,
                      "TERM_OVERLAP",
                      term ->
                          "%s of line %d is in force then, too; end it by a to_term before."
                              .formatted(
                                  earlier.text("policy_id").orElse("The standard"),
                                  earlier.line())));
    }
  }

  private static boolean overlap(YamlNode one, YamlNode other) {
    return one.text("code").isPresent()
        && one.text("code").equals(other.text("code"))
        && begins(one).compareTo(ends(other)) <= 0
        && begins(other).compareTo(ends(one)) <= 0;
  }

  private static String begins(YamlNode programme) {
    return programme.text("from_term").orElse("");
  }

  private static String ends(YamlNode programme) {
    return programme.text("to_term").orElse("9999-2");
  }

  private void checkStacking(YamlNode pack) {
    Set<String> known =
        pack.items("programmes").stream()
            .flatMap(programme -> programme.text("code").stream())
            .collect(Collectors.toSet());
    Map<String, Integer> bound = new HashMap<>();
    for (YamlNode stacking : pack.items("stacking")) {
      String rule = stacking.text("rule").orElse("");
      for (YamlNode programme : stacking.items("programmes")) {
        named(
            programme,
            "STACKING_PROGRAMME",
            known::contains,
            code ->
                "The pack has no programme %s; %s".formatted(code, Suggestion.hint(code, known)));
        if (!rule.equals("allow")) {
          named(
              programme,
              "STACKING_TWICE",
              code -> bound.putIfAbsent(code, programme.line()) == null,
              code ->
                  "%s is bound by line %d already; name it once among exclusive and cap."
                      .formatted(code, bound.get(code)));
        }
      }
      if (rule.equals("cap") != stacking.get("yuan").isPresent()) {
        faults.add(
            "STACKING_YUAN",
            stacking,
            "yuan is the sum a term that rule: cap allows; write both or neither.");
      }
    }
  }

  private void checkAllocation(List<YamlNode> all) {
    Map<String, Integer> begun = new HashMap<>();
    for (YamlNode allocation : all) {
      faults.unless(
          allocation.get("from_term"),
          term -> begun.putIfAbsent(term, allocation.line()) == null,
          "ALLOCATION_TWICE",
          term ->
              "The entry of line %d begins in %s, too; remove one."
                  .formatted(begun.get(term), term));
      allocation
          .get("weights")
          .ifPresent(
              weights -> {
                checkSum(weights, "WEIGHTS_SUM", "The weights sum to %s; make them sum to 100.");
                boolean small = weights.get("small_school").isPresent();
                if (small != allocation.get("small_school_below").isPresent()) {
                  faults.add(
                      "SMALL_SCHOOL",
                      weights,
                      "small_school_below says from which size on a school is not small; write it"
                          + " and the weight small_school both, or neither.");
                }
              });
    }
  }

  private void named(
      YamlNode programme, String fault, Predicate<String> fits, UnaryOperator<String> message) {
    faults.unless(Optional.of(programme), fits, fault, message);
  }

  private void checkLines(YamlNode pack) {
    Map<String, Integer> lines = new HashMap<>();
    pack.get("poverty_lines")
        .ifPresent(
            years ->
                years
                    .entries()
                    .keySet()
                    .forEach(year -> lines.put("standard " + year + "-01-01", years.line())));
    for (YamlNode line : pack.items("income_lines")) {
      faults.unless(
          line.get("from").filter(from -> from.text().orElse("").matches("[0-9-]{10}")),
          RuleCheck::isDate,
          "WRONG_VALUE",
          from -> "'from' is %s, which no calendar has; write a real date.".formatted(from));
      String kind = line.text("kind").orElse("");
      faults.unless(
          line.get("from"),
          from -> lines.putIfAbsent(kind + " " + from, line.line()) == null,
          "LINE_TWICE",
          from ->
              "A line of this kind from %s stands in line %d already; remove one."
                  .formatted(from, lines.get(kind + " " + from)));
    }
  }

  private void checkShares(YamlNode shares) {
    checkSum(
        shares,
        "SHARES_SUM",
        "The shares sum to %s; make them sum to 100, with rest for levels that are not named.");
  }

  private void checkSum(YamlNode parts, String fault, String message) {
    BigDecimal sum =
        parts.entries().values().stream()
            .flatMap(part -> part.text().stream())
            .filter(text -> text.matches("[0-9]+(\\.[0-9]+)?"))
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(WHOLE) != 0) {
      faults.add(fault, parts, message.formatted(sum));
    }
  }
}
