package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.report.Words.both;

import java.util.List;
import java.util.Locale;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** Rates of errors against their bars. */
final class RateSection {
  private static final int SHOWN = 40;
  private static final int DRAWN = 18;

  private RateSection() {}

  static Html of(RunFacts facts) {
    if (facts.cases().isEmpty()) {
      return section(Words.unpublished());
    }
    if (facts.rates().isEmpty()) {
      return section(Words.note("没有可计算的错误率。", "There are no rates to be told."));
    }
    return section(
        all(
            Words.note(
                "只有标“据以考核”的依据判定是否达标；其余仅供参考。抽样为 95% 置信区间。",
                "Only the basis marked as official decides about the bar. Intervals of samples are"
                    + " of 95 %."),
            chart(facts.rates()),
            table(facts.rates())));
  }

  private static Html section(Html content) {
    return Words.section("rates", "错误率与控制线", "Rates of errors against their bars", content);
  }

  private static Html chart(List<RunFacts.Rate> rates) {
    List<Charts.Whisker> drawn =
        rates.stream()
            .filter(rate -> rate.value().isPresent())
            .limit(DRAWN)
            .map(
                rate ->
                    new Charts.Whisker(
                        label(rate),
                        rate.value().orElseThrow(),
                        rate.lower().orElse(rate.value().orElseThrow()),
                        rate.upper().orElse(rate.value().orElseThrow()),
                        rate.bar()))
            .toList();
    if (drawn.isEmpty()) {
      return Html.NOTHING;
    }
    return Words.figure(
        "错误率（%）及其区间",
        "Rates in per cent with their intervals",
        Charts.whiskers(
            "rates", "错误率、区间与控制线 Rates, intervals and bars", "错误率 rate", "控制线 bar", drawn));
  }

  private static String label(RunFacts.Rate rate) {
    return "%s·%s·%s %s"
        .formatted(
            rate.words().zh(),
            rate.unit().zh(),
            rate.basisWords().zh(),
            rate.divisionName().isEmpty() ? rate.division() : rate.divisionName());
  }

  private static Html table(List<RunFacts.Rate> rates) {
    Table table =
        new Table(
            both("错误率", "Rates of errors"),
            3,
            both("错误率", "rate"),
            both("区划", "division"),
            both("依据", "basis"),
            both("数值", "value"),
            both("区间", "interval"),
            both("控制线", "bar"),
            both("结论", "verdict"));
    rates.stream()
        .limit(SHOWN)
        .forEach(
            rate ->
                table.row(
                    all(both(rate.words()), " · ", both(rate.unit())),
                    (rate.divisionName() + " " + rate.division()).strip(),
                    rate.official()
                        ? all(both(rate.basisWords()), " ", both("（据以考核）", "(official)"))
                        : both(rate.basisWords()),
                    rate.suppressed() ? both("抑制", "suppressed") : Words.percent(rate.value()),
                    rate.lower().isPresent()
                        ? Words.percent(rate.lower()) + " – " + Words.percent(rate.upper())
                        : Words.UNKNOWN,
                    "< " + String.format(Locale.ROOT, "%.2f %%", 100 * rate.bar()),
                    verdict(rate.verdict().orElse(""))));
    int more = rates.size() - SHOWN;
    return all(
        table.html(),
        more > 0
            ? Words.note(
                "另有 %d 行，见同名 JSON 文件。".formatted(more),
                "And %d more, see the JSON beside this page.".formatted(more))
            : Html.NOTHING);
  }

  private static Html verdict(String verdict) {
    return switch (verdict) {
      case "MET" -> Words.good("达标", "met");
      case "MISSED" -> Words.bad("未达标", "missed");
      case "UNDECIDED" -> both("尚不能判定", "undecided");
      default -> Html.text(Words.UNKNOWN);
    };
  }
}
