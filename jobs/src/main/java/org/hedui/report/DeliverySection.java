package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** What was delivered, and whether every row went somewhere. */
final class DeliverySection {
  private static final int SHOWN_BARS = 30;

  private DeliverySection() {}

  static Html of(RunFacts facts) {
    if (facts.deliveries().isEmpty()) {
      return Words.section(
          "deliveries",
          "报送与行数守恒",
          "Deliveries and conservation of rows",
          Words.note("运行在读取报送文件之前就结束了。", "The run ended before it looked for deliveries."));
    }
    return Words.section(
        "deliveries",
        "报送与行数守恒",
        "Deliveries and conservation of rows",
        Words.note(
            "读入 = 装载 + 隔离 + 重复；每个登记库都必须相符。",
            "Rows in = loaded + quarantined + duplicate; that has to hold for each registry."),
        table(facts.deliveries()),
        chart(facts.deliveries()),
        refused(facts));
  }

  private static Html table(List<RunFacts.Delivery> deliveries) {
    Table table =
        new Table(
            both("各登记库报送情况", "Deliveries by registry"),
            2,
            both("登记库", "registry"),
            both("报送", "delivered"),
            both("文件", "files"),
            both("读入", "rows in"),
            both("较上次", "against last"),
            both("装载", "loaded"),
            both("隔离", "quarantined"),
            both("重复", "duplicate"),
            both("守恒", "adds up"));
    deliveries.stream()
        .filter(feed -> feed.seen() > 0)
        .forEach(
            feed ->
                table.row(
                    both(feed.titleZh(), feed.registry()),
                    arrived(feed),
                    feed.loaded() == feed.seen()
                        ? number(feed.seen())
                        : number(feed.loaded()) + " / " + number(feed.seen()),
                    number(feed.rowsIn()),
                    Words.change(feed.rowsIn(), feed.rowsBefore()),
                    number(feed.rowsLoaded()),
                    Words.alarming(feed.rowsQuarantined()),
                    number(feed.rowsDuplicate()),
                    feed.addsUp() ? Words.good("相符", "yes") : Words.bad("不符", "no")));
    table.row(
        both("合计", "all"),
        "",
        number(sum(deliveries, RunFacts.Delivery::seen)),
        number(sum(deliveries, RunFacts.Delivery::rowsIn)),
        deliveries.stream().allMatch(feed -> feed.rowsBefore().isPresent())
            ? Words.change(
                sum(deliveries, RunFacts.Delivery::rowsIn),
                Optional.of(sum(deliveries, feed -> feed.rowsBefore().orElse(0L))))
            : Words.UNKNOWN,
        number(sum(deliveries, RunFacts.Delivery::rowsLoaded)),
        Words.alarming(sum(deliveries, RunFacts.Delivery::rowsQuarantined)),
        number(sum(deliveries, RunFacts.Delivery::rowsDuplicate)),
        deliveries.stream().allMatch(RunFacts.Delivery::addsUp)
            ? Words.good("相符", "yes")
            : Words.bad("不符", "no"));
    return all(table.html(), missing(deliveries));
  }

  private static Html missing(List<RunFacts.Delivery> deliveries) {
    List<RunFacts.Delivery> none = deliveries.stream().filter(feed -> feed.seen() == 0).toList();
    if (none.isEmpty()) {
      return Words.note("每个登记库都有报送。", "Something was delivered for every registry.");
    }
    return Words.note(
        "没有报送的登记库（%d）：%s。".formatted(none.size(), list(none, RunFacts.Delivery::titleZh, "、")),
        "Registries of which nothing was delivered: %s."
            .formatted(list(none, RunFacts.Delivery::registry, ", ")));
  }

  private static String list(
      List<RunFacts.Delivery> feeds, Function<RunFacts.Delivery, String> name, String between) {
    return feeds.stream().map(name).collect(Collectors.joining(between));
  }

  private static Html arrived(RunFacts.Delivery feed) {
    Html date =
        feed.arrived()
            .map(day -> Html.text(day.toString()))
            .orElse(feed.loaded() > 0 ? both("已到", "yes") : both("未装载", "not loaded"));
    return feed.overdue().orElse(false) ? all(date, " ", Words.bad("逾期", "overdue")) : date;
  }

  private static long sum(
      List<RunFacts.Delivery> deliveries, Function<RunFacts.Delivery, Long> number) {
    return deliveries.stream().mapToLong(number::apply).sum();
  }

  private static Html chart(List<RunFacts.Delivery> all) {
    List<RunFacts.Delivery> shown =
        all.stream()
            .filter(feed -> feed.rowsIn() > 0)
            .sorted(Comparator.comparingLong(RunFacts.Delivery::rowsIn).reversed())
            .limit(SHOWN_BARS)
            .toList();
    if (shown.isEmpty()) {
      return Html.NOTHING;
    }
    return Words.figure(
        "读入的行及其去向",
        "Rows in and where they went",
        Charts.bars(
            "rows",
            "各登记库读入行数：装载、重复、隔离 Rows in by registry",
            shown.stream()
                .map(feed -> feed.titleZh().isEmpty() ? feed.registry() : feed.titleZh())
                .toList(),
            Stream.of(
                    new Charts.Series(
                        "装载 loaded", Palette.DARK, values(shown, RunFacts.Delivery::rowsLoaded)),
                    new Charts.Series(
                        "重复 duplicate",
                        Palette.PALE,
                        values(shown, RunFacts.Delivery::rowsDuplicate)),
                    new Charts.Series(
                        "隔离 quarantined",
                        Palette.WARM,
                        values(shown, RunFacts.Delivery::rowsQuarantined)))
                .toList()));
  }

  private static List<Long> values(
      List<RunFacts.Delivery> feeds, Function<RunFacts.Delivery, Long> number) {
    return feeds.stream().map(number).toList();
  }

  private static Html refused(RunFacts facts) {
    if (facts.refused().isEmpty()) {
      return Html.NOTHING;
    }
    Table table =
        new Table(
            both("未装载的文件", "Files that were not loaded"),
            4,
            both("文件", "file"),
            both("结果", "outcome"),
            both("原因", "reason"),
            both("说明", "detail"));
    facts
        .refused()
        .forEach(
            file ->
                table.row(
                    file.file(),
                    outcome(file.state()),
                    file.reason().toLowerCase(Locale.ROOT).replace('_', ' '),
                    file.detail()));
    long more = facts.key().filesRefused() - facts.refused().size();
    return all(
        table.html(),
        more > 0
            ? Words.note(
                "另有 %s 个，见 ops.feed。".formatted(number(more)),
                "And %s more, see ops.feed.".formatted(number(more)))
            : Html.NOTHING);
  }

  private static Html outcome(String state) {
    return switch (state) {
      case "DUPLICATE" -> both("重复", "duplicate");
      case "REJECTED" -> Words.bad("拒收", "rejected");
      case "UNKNOWN_REGISTRY" -> both("未知登记库", "unknown registry");
      default -> Html.text(state);
    };
  }
}
