package org.hedui.report;

import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** Each registry against the quality rules of its contract. */
final class QualitySection {
  private QualitySection() {}

  static Html of(RunFacts facts) {
    if (facts.quality().isEmpty()) {
      return Words.section(
          "quality",
          "数据质量",
          "Quality against the contracts",
          Words.note("运行在检查质量之前就结束了。", "The run ended before quality was measured."));
    }
    return Words.section(
        "quality",
        "数据质量",
        "Quality against the contracts",
        flaws(facts.flaws()),
        registries(facts.quality()),
        Words.note("没有数据可检查的登记库未列出。", "Registries without anything to measure are not listed."));
  }

  private static Html flaws(List<RunFacts.Flaw> flaws) {
    if (flaws.isEmpty()) {
      return Words.note("所有适用的质量规则都通过了。", "Every quality rule that applies passed.");
    }
    Table table =
        new Table(
            both("未通过的质量规则", "Quality rules that failed"),
            3,
            both("规则", "rule"),
            both("级别", "severity"),
            both("与上次比", "against last"),
            both("测得", "measured"),
            both("界限", "bound"));
    flaws.forEach(
        flaw ->
            table.row(
                Html.all(
                    tag("code", flaw.qualityId()),
                    tag("br"),
                    tag("span", at("class", "en"), at("lang", "en"), flaw.description())),
                flaw.severity().equals("error") ? Words.bad("错误", "error") : both("警告", "warning"),
                flaw.fresh() ? both("新出现", "new") : both("仍未通过", "as before"),
                flaw.state().equals("error")
                    ? both("无法测量", "not measurable")
                    : measured(flaw.value()),
                flaw.threshold().orElse("")));
    return table.html();
  }

  private static Html measured(Optional<Double> value) {
    return Html.text(
        value.map(number -> String.format(Locale.ROOT, "%,.2f", number)).orElse(Words.UNKNOWN));
  }

  private static Html registries(List<RunFacts.Quality> registries) {
    Table table =
        new Table(
            both("各登记库质量规则", "Quality rules by registry"),
            1,
            both("登记库", "registry"),
            both("通过", "passed"),
            both("未通过", "failed"),
            both("较上次", "against last"),
            both("无法测量", "unmeasurable"),
            both("不适用", "not applicable"),
            both("未通过走势", "failed over time"));
    registries.stream()
        .filter(registry -> registry.passed() + registry.failed() + registry.unmeasured() > 0)
        .forEach(
            registry ->
                table.row(
                    both(registry.titleZh(), registry.registry()),
                    number(registry.passed()),
                    Words.alarming(registry.failed()),
                    Words.change(
                        registry.failed() + registry.unmeasured(), registry.failedBefore()),
                    Words.alarming(registry.unmeasured()),
                    number(registry.notApplicable()),
                    trend(registry)));
    return table.html();
  }

  private static Html trend(RunFacts.Quality registry) {
    if (registry.trend().size() < 2) {
      return Html.text(Words.UNKNOWN);
    }
    return Charts.line(
        "quality-" + registry.registry(),
        "%s：%s".formatted(registry.titleZh(), Words.series(registry.trend())),
        registry.trend());
  }
}
