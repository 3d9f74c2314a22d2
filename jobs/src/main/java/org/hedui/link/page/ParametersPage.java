package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.List;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** The m and u of each level, and the weight they make. */
final class ParametersPage {
  private static final int ROW = 24;
  private static final int TOP = 28;
  private static final int LABELS = 250;
  private static final Scale SHARE = new Scale(0, 1, LABELS, 480);
  private static final int WIDTH = 860;

  private ParametersPage() {}

  static Html of(LinkReport report) {
    double reach =
        report.comparisons().stream()
            .flatMap(comparison -> comparison.levels().stream())
            .mapToDouble(level -> Math.abs(level.weight()))
            .max()
            .orElse(1);
    List<Html> parts = new ArrayList<>();
    parts.add(
        tag(
            "p",
            "m: how often a level is seen among matches. u: how often among other pairs. A level"
                + " weighs log2(m/u) bits; a value that is not stated weighs nothing. Where the"
                + " closest level holds, the frequency of the value adds to it or takes away."));
    if (report.related().used()) {
      parts.add(
          tag(
              "p",
              "r: how often a level is seen among related pairs, of entities that share much and"
                  + " are not the same. A pair that could be such a one weighs less."));
    }
    for (int i = 0; i < report.comparisons().size(); i++) {
      List<Double> r = report.related().used() ? report.related().r().get(i) : List.of();
      parts.add(comparison(report.comparisons().get(i), r, reach));
    }
    return all(parts);
  }

  private static Html comparison(LinkReport.Comparison comparison, List<Double> r, double reach) {
    List<String> header = new ArrayList<>(List.of("Level", "m", "u", "Bits"));
    if (!r.isEmpty()) {
      header.add("r");
    }
    Table table = new Table("Levels of " + comparison.name(), 1, header.toArray());
    for (int place = 0; place < comparison.levels().size(); place++) {
      LinkReport.Level level = comparison.levels().get(place);
      List<String> cells =
          new ArrayList<>(
              List.of(
                  level.label(),
                  Figures.probability(level.m()),
                  Figures.probability(level.u()),
                  Figures.bits(level.weight())));
      if (!r.isEmpty()) {
        cells.add(Figures.probability(r.get(place)));
      }
      table.row(cells.toArray());
    }
    return all(
        tag("h2", comparison.name()),
        drawing(comparison, r, reach),
        table.html(),
        comparison.notes().isEmpty()
            ? Html.NOTHING
            : tag("ul", comparison.notes().stream().map(note -> tag("li", note)).toList()));
  }

  private static Html drawing(LinkReport.Comparison comparison, List<Double> r, double reach) {
    Scale bits = new Scale(-reach, reach, 550, WIDTH - 60.0);
    int rows = comparison.levels().size();
    Svg svg =
        new Svg(
            WIDTH,
            TOP + ROW * (double) rows + 6,
            "Bars of m and u%s, and the weight of each level of %s"
                .formatted(r.isEmpty() ? "" : " and r", comparison.name()));
    legend(svg, LABELS, Svg.DARK, "m, among matches");
    legend(svg, LABELS + 150, Svg.WARM, "u, among others");
    if (!r.isEmpty()) {
      legend(svg, LABELS - 150, Svg.PALE, "r, among related");
    }
    svg.text(bits.at(0), 14, Svg.Anchor.MIDDLE, "weight in bits");
    for (int row = 0; row < rows; row++) {
      LinkReport.Level level = comparison.levels().get(row);
      double y = TOP + ROW * (double) row;
      svg.text(LABELS - 8.0, y + 14, Svg.Anchor.END, Svg.cut(level.label(), 38));
      double thick = r.isEmpty() ? 9 : 6;
      svg.bar(SHARE.start(), SHARE.at(level.m()), y + 1, thick, Svg.DARK);
      svg.bar(SHARE.start(), SHARE.at(level.u()), y + 2 + thick, thick, Svg.WARM);
      if (!r.isEmpty()) {
        svg.bar(SHARE.start(), SHARE.at(r.get(row)), y + 3 + 2 * thick, thick, Svg.PALE);
      }
      svg.bar(
          bits.at(0), bits.at(level.weight()), y + 3, 14, level.weight() < 0 ? Svg.WARM : Svg.DARK);
      boolean negative = level.weight() < 0;
      svg.text(
          bits.at(level.weight()) + (negative ? -5 : 5),
          y + 14,
          negative ? Svg.Anchor.END : Svg.Anchor.START,
          Figures.bits(level.weight()));
    }
    svg.line(bits.at(0), TOP - 6, bits.at(0), TOP + ROW * (double) rows, Svg.GREY);
    svg.line(LABELS, TOP - 6, LABELS, TOP + ROW * (double) rows, Svg.GREY);
    return svg.html();
  }

  private static void legend(Svg svg, double x, String colour, String text) {
    svg.rectangle(x, 5, 10, 10, colour).text(x + 15, 14, Svg.Anchor.START, text);
  }
}
