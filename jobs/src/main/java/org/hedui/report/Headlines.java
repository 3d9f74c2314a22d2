package org.hedui.report;

import static org.hedui.report.Words.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.hedui.contract.Bilingual;

/** What matters most of a run, in a few sentences, the worst first. */
final class Headlines {
  private static final int MOST = 6;
  private static final List<String> GRAVE = List.of("BLOCKING", "HIGH");

  private Headlines() {}

  /** The sentences; at least one. */
  static List<Bilingual> of(RunFacts facts) {
    List<Bilingual> all = new ArrayList<>();
    state(facts, all);
    deliveries(facts, all);
    quality(facts, all);
    cases(facts, all);
    if (all.isEmpty()) {
      all.add(
          new Bilingual(
              "报送齐全，行数相符，没有新的严重问题。",
              "Everything was delivered and adds up; there is no new grave case."));
    }
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private static void state(RunFacts facts, List<Bilingual> all) {
    RunFacts.Run run = facts.run();
    String why = run.message().orElse("");
    switch (run.state()) {
      case "REFUSED" ->
          all.add(
              new Bilingual(
                  "质量闸门拒绝了本次运行，已发布的数据不变：" + why,
                  "A quality gate refused the run, what was published before stays: " + why));
      case "FAILED" ->
          all.add(
              new Bilingual(
                  "本次运行失败，已发布的数据不变：" + why,
                  "The run failed, what was published before stays: " + why));
      default -> {}
    }
  }

  private static void deliveries(RunFacts facts, List<Bilingual> all) {
    List<RunFacts.Delivery> unbalanced = facts.unbalanced();
    if (!unbalanced.isEmpty()) {
      String names = names(unbalanced);
      all.add(
          new Bilingual(
              "行数对不上的登记库：" + names + "。", "Registries whose rows do not add up: " + names + "."));
    }
    KeyFigures key = facts.key();
    if (key.filesRefused() > 0) {
      all.add(
          new Bilingual(
              "%s 个文件未装载。".formatted(number(key.filesRefused())),
              "%s files were not loaded.".formatted(number(key.filesRefused()))));
    }
    List<RunFacts.Delivery> late =
        facts.deliveries().stream().filter(registry -> registry.overdue().orElse(false)).toList();
    if (!late.isEmpty()) {
      String names = names(late);
      all.add(new Bilingual("逾期未报送：" + names + "。", "Overdue: " + names + "."));
    }
  }

  private static String names(List<RunFacts.Delivery> registries) {
    return registries.stream()
        .map(registry -> registry.titleZh() + "（" + registry.registry() + "）")
        .collect(Collectors.joining("、"));
  }

  private static void quality(RunFacts facts, List<Bilingual> all) {
    long fresh = facts.flaws().stream().filter(RunFacts.Flaw::fresh).count();
    KeyFigures key = facts.key();
    if (key.qualityErrors() > 0 || (facts.before().isPresent() && fresh > 0)) {
      all.add(
          new Bilingual(
              "%s 条质量规则未通过，其中错误级 %s 条，新出现 %s 条。"
                  .formatted(
                      number(key.qualityFailed()), number(key.qualityErrors()), number(fresh)),
              "%s quality rules failed, %s of them errors, %s of them new."
                  .formatted(
                      number(key.qualityFailed()), number(key.qualityErrors()), number(fresh))));
    }
  }

  private static void cases(RunFacts facts, List<Bilingual> all) {
    List<RunFacts.RuleCases> grave =
        facts.cases().stream()
            .flatMap(cases -> cases.byRule().stream())
            .filter(rule -> GRAVE.contains(rule.severity()) && rule.flow().fresh() > 0)
            .sorted(
                Comparator.comparingLong((RunFacts.RuleCases rule) -> rule.flow().fresh())
                    .reversed()
                    .thenComparing(RunFacts.RuleCases::rule))
            .toList();
    if (!grave.isEmpty()) {
      long sum = grave.stream().mapToLong(rule -> rule.flow().fresh()).sum();
      RunFacts.RuleCases first = grave.get(0);
      String most = number(first.flow().fresh());
      all.add(
          new Bilingual(
              "新增严重异常 %s 件，最多的是 %s %s（%s 件）。"
                  .formatted(number(sum), first.rule(), first.title().zh(), most),
              "%s new grave cases, most of %s %s (%s)."
                  .formatted(number(sum), first.rule(), first.title().en(), most)));
    }
    facts
        .key()
        .overdueCases()
        .filter(overdue -> overdue > 0)
        .ifPresent(
            overdue ->
                all.add(
                    new Bilingual(
                        "%s 件异常逾期未办结。".formatted(number(overdue)),
                        "%s cases are past their due date.".formatted(number(overdue)))));
    if (!facts.missedBars().isEmpty()) {
      String missed = number(facts.missedBars().size());
      all.add(
          new Bilingual(
              "%s 项错误率未达标。".formatted(missed),
              "%s rates of errors are not below their bar.".formatted(missed)));
    }
  }
}
