package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.List;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** The rounds of expectation maximisation. */
final class TrainingPage {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 230;
  private static final List<String> COLOURS =
      List.of(Svg.DARK, Svg.WARM, Svg.GREY, Svg.PALE, "#5b2a86", "#1a1a1a");
  private static final List<String> DASHES =
      List.of("none", "8 4", "2 3", "12 3 2 3", "5 2", "1 2");

  private TrainingPage() {}

  static Html of(LinkReport report) {
    LinkReport.Training training = report.training();
    List<Html> parts = new ArrayList<>();
    parts.add(
        tag(
            "p",
            "u was counted in %s random pairs of %s records. m was estimated from %s pairs that many blocking rules find%s, by expectation maximisation with u given, in %d rounds. Where a round changes much again, u had been corrected for the matches among the random pairs."
                .formatted(
                    Figures.count(training.randomPairs()),
                    Figures.count(training.records()),
                    Figures.count(training.pairs()),
                    training.oneIn() > 1 ? " (one key in " + training.oneIn() + ")" : "",
                    training.rounds().size())));
    parts.add(tag("h2", "Related pairs"));
    parts.add(tag("p", related(report.related(), training.records())));
    if (training.rounds().isEmpty()) {
      return all(parts);
    }
    parts.add(tag("h2", "Expected matches"));
    parts.add(matches(training.rounds()));
    parts.add(tag("h2", "m of each level"));
    for (int place = 0; place < report.comparisons().size(); place++) {
      parts.add(tag("h3", report.comparisons().get(place).name()));
      parts.add(levels(report.comparisons().get(place), place, training.rounds()));
    }
    parts.add(tag("h2", "Rounds"));
    parts.add(table(training.rounds()));
    return all(parts);
  }

  private static String related(LinkReport.Related related, long records) {
    return related.used()
        ? "Besides matches and chance there is a third class of pairs: about %s among all records, of entities that are related and not the same, such as members of a family; %s. The first rounds went without it."
            .formatted(Figures.count(Math.round(related.perRecord() * records)), related.reason())
        : "No third class of pairs, of entities that are related and not the same, is used: %s."
            .formatted(related.reason());
  }

  private static Html matches(List<LinkReport.Round> rounds) {
    double most = rounds.stream().mapToDouble(LinkReport.Round::matches).max().orElse(1);
    Axes axes = Axes.in(WIDTH, HEIGHT, 1, Math.max(2, rounds.size()), 0, Math.max(1, 1.1 * most));
    Svg svg = new Svg(WIDTH, HEIGHT, "Expected matches by round");
    axes.draw(svg, "round", "expected matches among the training pairs", Figures::count);
    List<double[]> points = new ArrayList<>();
    for (int round = 0; round < rounds.size(); round++) {
      points.add(new double[] {axes.x().at(round + 1.0), axes.y().at(rounds.get(round).matches())});
    }
    return svg.curve(points, Svg.DARK, "none").html();
  }

  private static Html levels(
      LinkReport.Comparison comparison, int place, List<LinkReport.Round> rounds) {
    int plot = WIDTH - 330;
    Axes axes = Axes.in(plot, HEIGHT, 1, Math.max(2, rounds.size()), 0, 1);
    Svg svg = new Svg(WIDTH, HEIGHT, "m of each level of " + comparison.name() + " by round");
    axes.draw(svg, "round", "m", Scale::label);
    for (int level = 0; level < comparison.levels().size(); level++) {
      String colour = COLOURS.get(level % COLOURS.size());
      String dashes = DASHES.get(level % DASHES.size());
      List<double[]> points = new ArrayList<>();
      for (int round = 0; round < rounds.size(); round++) {
        points.add(
            new double[] {
              axes.x().at(round + 1.0), axes.y().at(rounds.get(round).m().get(place).get(level))
            });
      }
      double y = 34 + 22 * (double) level;
      svg.curve(points, colour, dashes)
          .curve(
              List.of(new double[] {plot + 5, y - 4}, new double[] {plot + 40, y - 4}),
              colour,
              dashes)
          .text(
              plot + 46,
              y,
              Svg.Anchor.START,
              Svg.cut(comparison.levels().get(level).label(), 28)
                  + " "
                  + Figures.probability(rounds.get(rounds.size() - 1).m().get(place).get(level)));
    }
    return svg.html();
  }

  private static Html table(List<LinkReport.Round> rounds) {
    Table table =
        new Table(
            "Rounds of the estimation", 0, "Round", "Expected matches", "Largest change of an m");
    for (int round = 0; round < rounds.size(); round++) {
      table.row(
          String.valueOf(round + 1),
          "%.1f".formatted(rounds.get(round).matches()),
          "%.7f".formatted(rounds.get(round).change()));
    }
    return table.html();
  }
}
