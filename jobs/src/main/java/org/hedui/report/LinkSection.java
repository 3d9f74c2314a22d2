package org.hedui.report;

import static org.hedui.page.Html.all;
import static org.hedui.report.Words.both;
import static org.hedui.report.Words.number;

import java.awt.Color;
import java.util.Locale;
import java.util.Optional;
import org.hedui.contract.Bilingual;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** How rows became persons. */
final class LinkSection {
  private LinkSection() {}

  static Html of(RunFacts facts) {
    return Words.section(
        "linkage",
        "人员关联",
        "Linkage",
        facts.links().map(LinkSection::links).orElse(Words.unpublished()));
  }

  private static Html links(RunFacts.Links links) {
    Table counts =
        new Table(
            both("人员与户", "Persons and households"),
            1,
            both("项目", "what"),
            both("本次", "now"),
            both("较上次", "against last"));
    row(counts, new Bilingual("人员", "persons"), links.persons(), links.personsBefore());
    row(counts, new Bilingual("户", "households"), links.households(), links.householdsBefore());
    Table events =
        new Table(
            both("人员变动（与上次相比）", "Changes of persons since the last run"),
            1,
            both("变动", "change"),
            both("次数", "times"));
    links.events().stream()
        .filter(event -> event.now() > 0)
        .forEach(event -> events.row(both(event.words()), number(event.now())));
    Table rules =
        new Table(
            both("各类关联依据的记录数", "Records by what linked them"),
            1,
            both("依据", "by"),
            both("记录", "records"),
            both("较上次", "against last"));
    links.byRule().forEach(rule -> row(rules, rule.words(), rule.now(), rule.before()));
    Table pairs =
        new Table(
            both("概率关联的记录对", "Weighed pairs"),
            1,
            both("决定", "decision"),
            both("记录对", "pairs"),
            both("较上次", "against last"));
    links.pairs().forEach(pair -> row(pairs, pair.words(), pair.now(), pair.before()));
    return all(
        Words.note(
            "等待人工复核的记录对：%s。".formatted(number(links.waiting())),
            "Pairs that wait for a reviewer: %s.".formatted(number(links.waiting()))),
        counts.html(),
        links.events().stream().allMatch(event -> event.now() == 0) ? Html.NOTHING : events.html(),
        rules.html(),
        links.pairs().isEmpty() ? Html.NOTHING : pairs.html(),
        histogram(links));
  }

  private static void row(Table table, Bilingual words, long now, Optional<Long> before) {
    table.row(both(words), number(now), Words.change(now, before));
  }

  private static Html histogram(RunFacts.Links links) {
    if (links.bins().isEmpty()) {
      return Html.NOTHING;
    }
    return Words.figure(
        "记录对按是同一人的概率分布",
        "Weighed pairs by the probability of being one person",
        Charts.columns(
            "pairs",
            "记录对的概率分布 Histogram of match probability",
            links.bins().stream()
                .map(bin -> String.format(Locale.ROOT, "%.2f–%.2f", bin.from(), bin.from() + 0.05))
                .toList(),
            links.pairs().stream()
                .map(
                    pair ->
                        new Charts.Series(
                            Words.plain(pair.words()),
                            colour(pair.code()),
                            links.bins().stream()
                                .map(bin -> bin.pairs().getOrDefault(pair.code(), 0L))
                                .toList()))
                .toList()));
  }

  private static Color colour(String decision) {
    return switch (decision) {
      case "AUTO" -> Palette.DARK;
      case "REVIEW" -> Palette.WARM;
      case "REJECTED" -> Palette.FAINT;
      case "MANUAL_YES" -> Palette.PALE;
      default -> Palette.GREY;
    };
  }
}
