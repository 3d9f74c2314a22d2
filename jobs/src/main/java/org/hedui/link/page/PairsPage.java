package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.List;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** Waterfalls of single pairs. */
final class PairsPage {
  private PairsPage() {}

  static Html of(LinkReport report) {
    List<Html> parts = new ArrayList<>();
    parts.add(
        tag(
            "p",
            "The weight of a pair begins with the prior. Each comparison adds the weight of its level, and where the closest level holds, what the frequency of the value adds. Where the model knows related pairs, such as those of a family, what speaks for one of them is taken away. Then the cluster has its say. The values are shown as they were compared, after cleaning."));
    for (LinkReport.Kind kind : LinkReport.Kind.values()) {
      List<LinkReport.Example> examples =
          report.examples().stream().filter(example -> example.kind() == kind).toList();
      parts.add(tag("h2", kind.title()));
      parts.add(tag("p", at("class", "note"), about(kind)));
      if (examples.isEmpty()) {
        parts.add(tag("p", "There is none."));
      }
      examples.forEach(example -> parts.add(pair(example, report.run())));
    }
    return all(parts);
  }

  private static String about(LinkReport.Kind kind) {
    return switch (kind) {
      case HIGHEST -> "The most alike, by their own values alone.";
      case ABOVE ->
          "The weakest links that stand on their own values. Errors are most likely here.";
      case BELOW -> "The strongest pairs that are no links. Misses are most likely here.";
      case CUT ->
          "Above the threshold by their own values, but the other records of their clusters speak against it, or the configuration forbids it. Such a pair is put just below the threshold.";
      case STRUCTURE ->
          "Below the threshold by their own values, but other records of the cluster link the two.";
    };
  }

  private static Html pair(LinkReport.Example example, LinkReport.Run run) {
    double prior = run.prior().weight();
    double weight = example.weight(prior);
    String title = example.left() + " and " + example.right();
    Table table =
        new Table(
            "Parts of the weight of " + title,
            4,
            "Comparison",
            example.left(),
            example.right(),
            "Level",
            "Level, bits",
            "Frequency, bits");
    table.row("prior", "", "", "", Figures.bits(prior), "");
    example
        .parts()
        .forEach(
            part ->
                table.row(
                    part.comparison(),
                    part.left(),
                    part.right(),
                    part.level(),
                    Figures.bits(part.bits()),
                    part.frequency() == 0 ? "" : Figures.bits(part.frequency())));
    if (example.related() != 0) {
      table.row("could be a relative", "", "", "", Figures.bits(example.related()), "");
    }
    if (example.structure() != 0) {
      table.row("structure", "", "", "", Figures.bits(example.structure()), "");
    }
    table.row("sum", "", "", "", Figures.bits(weight), "");
    return all(
        tag(
            "h3",
            "%s: %s bits, probability %s"
                .formatted(
                    title,
                    Figures.bits(weight),
                    Figures.probability(LinkReport.Odds.of(weight).probability()))),
        Waterfall.of(example, run),
        table.html());
  }
}
