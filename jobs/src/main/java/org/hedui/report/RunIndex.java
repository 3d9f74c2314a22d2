package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** One page over the runs of a lake. */
final class RunIndex {
  private static final int DRAWN = 24;

  private RunIndex() {}

  /**
   * A run.
   *
   * @param page its report, as seen from the index
   * @param key the report's key figures; empty if there is no report
   */
  record Entry(RunFacts.Run run, String page, Optional<JsonNode> key) {
    Optional<Long> figure(String name) {
      return key.map(figures -> figures.path(name))
          .filter(JsonNode::isNumber)
          .map(JsonNode::asLong);
    }
  }

  /**
   * The page.
   *
   * @param entries the newest first
   * @param zone in which times are shown
   */
  static String of(List<Entry> entries, ZoneId zone) {
    DateTimeFormatter clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    Table table =
        new Table(
            both("全部运行，最新在前", "Runs, the newest first"),
            4,
            both("运行", "run"),
            both("业务日期", "business date"),
            both("开始", "started"),
            both("状态", "state"),
            both("读入行数", "rows in"),
            both("未通过质量规则", "quality rules failed"),
            both("待办异常", "open cases"),
            both("新增", "new"));
    for (Entry entry : entries) {
      RunFacts.Run run = entry.run();
      table.row(
          entry.key().isPresent()
              ? tag("a", at("href", entry.page()), run.runId())
              : all(Html.text(run.runId()), " ", both("（无报告）", "(no report)")),
          run.businessDate(),
          clock.format(run.startedAt()),
          HeadSection.state(run.state()),
          number(entry.figure("rows_in")),
          number(entry.figure("quality_failed")),
          number(entry.figure("open_cases")),
          number(entry.figure("new_cases")));
    }
    return ReportPage.page(
        "核对运行报告目录",
        tag("main", tag("h1", both("核对运行报告", "Run reports")), trend(entries), table.html()));
  }

  private static Html trend(List<Entry> entries) {
    Map<LocalDate, Long> open = new TreeMap<>();
    // The newest run of a date that can tell speaks for it.
    entries.forEach(
        entry ->
            entry
                .figure("open_cases")
                .ifPresent(cases -> open.putIfAbsent(entry.run().businessDate(), cases)));
    List<LocalDate> dates = open.keySet().stream().skip(Math.max(0, open.size() - DRAWN)).toList();
    if (dates.size() < 2) {
      return Html.NOTHING;
    }
    return Words.figure(
        "待办异常走势",
        "Open cases over business dates",
        Charts.columns(
            "open-cases",
            "各业务日期的待办异常 Open cases by business date",
            dates.stream().map(LocalDate::toString).toList(),
            List.of(
                new Charts.Series(
                    "待办 open", Palette.DARK, dates.stream().map(open::get).toList()))));
  }
}
