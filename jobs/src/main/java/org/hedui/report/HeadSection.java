package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** Which run it was, its key figures, and what matters most. */
final class HeadSection {
  private final RunFacts facts;
  private final DateTimeFormatter clock;

  /**
   * Of a run.
   *
   * @param zone in which times are shown
   */
  HeadSection(RunFacts facts, ZoneId zone) {
    this.facts = facts;
    this.clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
  }

  Html html() {
    RunFacts.Run run = facts.run();
    return all(
        tag("h1", both("核对运行报告", "Run report"), " ", run.businessDate()),
        tag(
            "p",
            at("class", "state"),
            state(run.state()),
            " · ",
            run.runId(),
            " · ",
            both("第 %d 次".formatted(run.attempt()), "attempt " + run.attempt())),
        tag(
            "ul",
            at("class", "news"),
            Headlines.of(facts).stream().map(line -> tag("li", both(line))).toList()),
        figures(),
        about(run),
        stages());
  }

  /** The state of a run in words. */
  static Html state(String state) {
    return switch (state) {
      case "COMPLETED" -> Words.good("已完成", "completed");
      case "REFUSED" -> Words.bad("被质量闸门拒绝", "refused by a quality gate");
      case "FAILED" -> Words.bad("失败", "failed");
      default -> both("运行中", "running");
    };
  }

  private Html figures() {
    KeyFigures key = facts.key();
    return tag(
        "dl",
        at("class", "key"),
        figure("报送行数", "rows in", number(key.rowsIn())),
        figure("已装载", "loaded", number(key.rowsLoaded())),
        figure("未装载文件", "files refused", Words.alarming(key.filesRefused())),
        figure("未通过质量规则", "quality rules failed", Words.alarming(key.qualityFailed())),
        figure("人员", "persons", number(key.persons())),
        figure("待办异常", "open cases", number(key.openCases())),
        figure("新增", "new", number(key.newCases())),
        figure(
            "逾期",
            "overdue",
            key.overdueCases().map(Words::alarming).orElse(Html.text(Words.UNKNOWN))),
        figure(
            "错误率未达标",
            "bars missed",
            key.barsMissed().map(Words::alarming).orElse(Html.text(Words.UNKNOWN))));
  }

  private static Html figure(String zh, String en, Object value) {
    return tag("div", "\n", tag("dt", both(zh, en)), "\n", tag("dd", value));
  }

  private Html about(RunFacts.Run run) {
    Table table =
        new Table(both("本次运行", "This run"), 2, both("项目", "what"), both("内容", "value"))
            .row(both("开始", "started"), time(run.startedAt()))
            .row(both("结束", "ended"), run.endedAt().map(this::time).orElse(Words.UNKNOWN))
            .row(
                both("用时", "took"),
                run.endedAt()
                    .map(end -> seconds(Duration.between(run.startedAt(), end).toSeconds()))
                    .orElse(Words.UNKNOWN))
            .row(both("程序版本", "program"), run.codeVersion())
            .row(both("契约与规则", "schemas"), Differences.hash(run))
            .row(
                both("关联模型", "linkage model"),
                facts.links().flatMap(RunFacts.Links::model).orElse(Words.UNKNOWN))
            .row(
                both("使用未确认标准", "unconfirmed standards used"),
                run.useUnconfirmed()
                    .map(used -> used ? both("是", "yes") : both("否", "no"))
                    .orElse(Html.text(Words.UNKNOWN)))
            .row(both("是否已发布", "published"), run.published() ? both("是", "yes") : both("否", "no"))
            .row(
                both("对比对象", "compared with"),
                facts
                    .before()
                    .map(before -> before.businessDate() + " · " + before.runId())
                    .map(Html::text)
                    .orElse(both("没有更早的运行", "there is no earlier run")));
    run.message().ifPresent(message -> table.row(both("说明", "message"), message));
    return table.html();
  }

  private Html stages() {
    if (facts.stages().isEmpty()) {
      return Html.NOTHING;
    }
    Table table =
        new Table(
            both("各阶段用时", "Stages"),
            3,
            both("阶段", "stage"),
            both("状态", "state"),
            both("计数", "counts"),
            both("用时", "took"));
    for (RunFacts.StageTime stage : facts.stages()) {
      table.row(
          stage.name(),
          stage.state().toLowerCase(Locale.ROOT),
          stage.counts().entrySet().stream()
              .map(HeadSection::count)
              .collect(Collectors.joining(", ")),
          stage.seconds().map(HeadSection::seconds).orElse(Words.UNKNOWN));
    }
    return table.html();
  }

  private static String count(Map.Entry<String, Long> count) {
    return count.getKey().replace('_', ' ') + " " + number(count.getValue());
  }

  private String time(Instant instant) {
    return clock.format(instant);
  }

  private static String seconds(long seconds) {
    return seconds < 60 ? seconds + " s" : "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }
}
