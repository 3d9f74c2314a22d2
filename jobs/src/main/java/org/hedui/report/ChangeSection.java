package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** What is otherwise than in the run before. */
final class ChangeSection {
  private ChangeSection() {}

  static Html of(RunFacts facts) {
    return Words.section(
        "changes",
        "与上次发布相比的变化",
        "What changed since the last published date",
        facts
            .changes()
            .map(ChangeSection::changes)
            .orElse(Words.note("没有更早的已发布运行。", "No earlier run was published.")));
  }

  private static Html changes(RunFacts.Changes changes) {
    List<Html> parts = new ArrayList<>();
    if (changes.settings().isEmpty() && changes.rules().isEmpty()) {
      parts.add(
          Words.note("程序、契约、规则与政策都没有变化。", "Program, contracts, rules and policies are the same."));
    }
    if (!changes.settings().isEmpty()) {
      Table table =
          new Table(
              both("程序与配置", "Program and settings"),
              3,
              both("项目", "what"),
              both("上次", "last"),
              both("本次", "now"));
      changes
          .settings()
          .forEach(setting -> table.row(both(setting.what()), setting.before(), setting.now()));
      parts.add(table.html());
    }
    if (!changes.rules().isEmpty()) {
      Table table =
          new Table(
              both("规则版本", "Versions of rules"),
              1,
              both("规则", "rule"),
              both("上次", "last"),
              both("本次", "now"));
      changes
          .rules()
          .forEach(
              rule ->
                  table.row(
                      all(rule.rule(), " ", both(rule.title())),
                      version(rule.before()),
                      version(rule.now())));
      parts.add(table.html());
    }
    feeds(parts, changes.feedsNew(), "本次新有报送的登记库", "Registries that delivered, and had not");
    feeds(parts, changes.feedsGone(), "本次没有报送的登记库", "Registries that delivered no more");
    if (!changes.tables().isEmpty()) {
      Table table =
          new Table(
              both("各表行数", "Rows of tables"),
              1,
              both("表", "table"),
              both("本次", "now"),
              both("上次", "last"),
              both("增减", "difference"));
      changes
          .tables()
          .forEach(
              rows ->
                  table.row(
                      both(rows.titleZh(), rows.table()),
                      number(rows.now()),
                      number(rows.before()),
                      Words.change(rows.now(), Optional.of(rows.before()))));
      parts.add(table.html());
    }
    return all(parts);
  }

  private static String version(Optional<Integer> version) {
    return version.map(String::valueOf).orElse(Words.UNKNOWN);
  }

  private static void feeds(List<Html> parts, List<String> names, String zh, String en) {
    if (!names.isEmpty()) {
      String list = String.join("、", names);
      parts.add(Words.note(zh + "：" + list + "。", en + ": " + list + "."));
    }
  }
}
