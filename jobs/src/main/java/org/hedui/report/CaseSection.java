package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.hedui.contract.Rule;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** The exceptions by rule, division and severity, and how they came and went. */
final class CaseSection {
  private static final int SHOWN_RULES = 15;
  private static final int SHOWN_DIVISIONS = 60;
  private static final List<String> SEVERITIES =
      Arrays.stream(Rule.Severity.values()).map(Enum::name).toList();

  private final RunFacts.Cases cases;
  private final boolean compared;

  private CaseSection(RunFacts.Cases cases, boolean compared) {
    this.cases = cases;
    this.compared = compared;
  }

  static Html of(RunFacts facts) {
    return Words.section(
        "cases",
        "异常个案",
        "Exceptions",
        facts
            .cases()
            .map(cases -> new CaseSection(cases, facts.before().isPresent()).html())
            .orElse(Words.unpublished()));
  }

  private Html html() {
    return all(
        Words.note(
            "待办 = 上次待办 + 新增 + 重新打开 − 自动消除 − 办结。",
            "Open = open in the last run + new + reopened − no longer found − answered."),
        bySeverity(),
        trend(),
        byRule(),
        worstRules(),
        byDivision());
  }

  private Table table(Html caption, Html... first) {
    List<Object> columns = new ArrayList<>(List.of(first));
    columns.add(both("待办", "open"));
    if (compared) {
      columns.addAll(
          List.of(
              both("上次", "last"),
              both("新增", "new"),
              both("重新打开", "reopened"),
              both("自动消除", "not found"),
              both("办结", "answered")));
    }
    columns.add(both("逾期", "overdue"));
    columns.add(both("%d天内到期".formatted(Question.SOON), "due soon"));
    return new Table(caption, first.length, columns.toArray());
  }

  private Object[] row(RunFacts.Flow flow, Object... first) {
    List<Object> cells = new ArrayList<>(List.of(first));
    cells.add(number(flow.open()));
    if (compared) {
      LongStream.of(flow.before(), flow.fresh(), flow.reopened(), flow.cleared(), flow.closed())
          .mapToObj(Words::number)
          .forEach(cells::add);
    }
    cells.add(Words.alarming(flow.overdue()));
    cells.add(number(flow.dueSoon()));
    return cells.toArray();
  }

  private Html bySeverity() {
    Table table = table(both("按严重程度", "By severity"), both("严重程度", "severity"));
    cases.bySeverity().forEach(severity -> table.row(row(severity.flow(), both(severity.words()))));
    table.row(row(cases.total(), both("合计", "all")));
    return table.html();
  }

  private Html byRule() {
    Table table = table(both("按规则", "By rule"), both("规则", "rule"), both("程度", "severity"));
    cases
        .byRule()
        .forEach(
            rule ->
                table.row(
                    row(
                        rule.flow(),
                        all(rule.rule(), " ", both(rule.title())),
                        severity(rule.severity()))));
    return table.html();
  }

  private String severity(String code) {
    return cases.bySeverity().stream()
        .filter(severity -> severity.severity().equals(code))
        .map(severity -> severity.words().zh())
        .findFirst()
        .orElse(code);
  }

  private Html trend() {
    if (cases.trend().size() < 2) {
      return Html.NOTHING;
    }
    return Words.figure(
        "待办异常走势",
        "Open cases over business dates",
        Charts.columns(
            "open-cases",
            "各业务日期的待办异常，按严重程度 Open cases by business date and severity",
            cases.trend().stream().map(on -> on.date().toString()).toList(),
            bySeverity(
                code ->
                    cases.trend().stream()
                        .map(on -> on.bySeverity().getOrDefault(code, 0L))
                        .toList())));
  }

  private Html worstRules() {
    List<RunFacts.RuleCases> worst =
        cases.byRule().stream()
            .filter(rule -> rule.flow().open() > 0)
            .sorted(
                Comparator.comparingLong((RunFacts.RuleCases rule) -> rule.flow().open())
                    .reversed()
                    .thenComparing(RunFacts.RuleCases::rule))
            .limit(SHOWN_RULES)
            .toList();
    if (worst.isEmpty()) {
      return Html.NOTHING;
    }
    Charts.Series fresh =
        new Charts.Series(
            compared ? "新增 new" : "待办 open",
            Palette.DARK,
            worst.stream().map(rule -> rule.flow().fresh()).toList());
    Charts.Series rest =
        new Charts.Series(
            "上次已有 from before",
            Palette.PALE,
            worst.stream().map(rule -> rule.flow().open() - rule.flow().fresh()).toList());
    return Words.figure(
        "待办最多的规则",
        "Rules with most open cases",
        Charts.bars(
            "rules",
            "待办最多的规则 Rules with most open cases",
            worst.stream().map(CaseSection::label).toList(),
            compared ? List.of(rest, fresh) : List.of(fresh)));
  }

  private static String label(RunFacts.RuleCases rule) {
    return rule.rule() + " " + rule.title().zh();
  }

  private Html byDivision() {
    List<RunFacts.DivisionCases> divisions =
        cases.byDivision().stream()
            .sorted(
                Comparator.comparingLong((RunFacts.DivisionCases place) -> place.flow().open())
                    .reversed()
                    .thenComparing(RunFacts.DivisionCases::division))
            .limit(SHOWN_DIVISIONS)
            .toList();
    if (divisions.isEmpty()) {
      return Html.NOTHING;
    }
    Table table = table(both("按行政区划", "By division"), both("乡镇", "township"));
    divisions.forEach(place -> table.row(row(place.flow(), label(place))));
    int more = cases.byDivision().size() - divisions.size();
    List<RunFacts.DivisionCases> drawn =
        divisions.stream().filter(place -> place.flow().open() > 0).limit(SHOWN_RULES).toList();
    return all(
        drawn.isEmpty()
            ? Html.NOTHING
            : Words.figure(
                "待办最多的乡镇",
                "Townships with most open cases",
                Charts.bars(
                    "divisions",
                    "待办最多的乡镇，按严重程度 Townships with most open cases by severity",
                    drawn.stream().map(CaseSection::label).toList(),
                    bySeverity(
                        code ->
                            drawn.stream()
                                .map(place -> place.openBySeverity().getOrDefault(code, 0L))
                                .toList()))),
        table.html(),
        more > 0
            ? Words.note(
                "另有 %s 个区划，见同名 JSON 文件。".formatted(number(more)),
                "And %s more, see the JSON beside this page.".formatted(number(more)))
            : Html.NOTHING);
  }

  private static String label(RunFacts.DivisionCases place) {
    if (place.division().isEmpty()) {
      return "区划不详 unknown";
    }
    return (place.name() + " " + place.division()).strip();
  }

  private List<Charts.Series> bySeverity(Function<String, List<Long>> values) {
    List<Charts.Series> parts = new ArrayList<>();
    for (String code : SEVERITIES) {
      cases.bySeverity().stream()
          .filter(severity -> severity.severity().equals(code))
          .forEach(
              severity ->
                  parts.add(
                      new Charts.Series(
                          severity.words().zh() + " " + code.toLowerCase(Locale.ROOT),
                          Palette.severity(code),
                          values.apply(code))));
    }
    return parts;
  }
}
