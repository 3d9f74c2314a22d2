package org.hedui.link.page;

import static org.hedui.link.page.Html.all;
import static org.hedui.link.page.Html.tag;

import java.util.ArrayList;
import java.util.List;

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
    report.comparisons().forEach(comparison -> parts.add(comparison(comparison, reach)));
    return all(parts);
  }

  private static Html comparison(LinkReport.Comparison comparison, double reach) {
    Table table = new Table("Levels of " + comparison.name(), 1, "Level", "m", "u", "Bits");
    comparison
        .levels()
        .forEach(
            level ->
                table.row(
                    level.label(),
                    Figures.probability(level.m()),
                    Figures.probability(level.u()),
                    Figures.bits(level.weight())));
    return all(
        tag("h2", comparison.name()),
        drawing(comparison, reach),
        table.html(),
        comparison.notes().isEmpty()
            ? Html.NOTHING
            : tag("ul", comparison.notes().stream().map(note -> tag("li", note)).toList()));
  }

  private static Html drawing(LinkReport.Comparison comparison, double reach) {
    Scale bits = new Scale(-reach, reach, 550, WIDTH - 60.0);
    int rows = comparison.levels().size();
    Svg svg =
        new Svg(
            WIDTH,
            TOP + ROW * (double) rows + 6,
            "Bars of m and u, and the weight of each level of " + comparison.name());
    legend(svg, LABELS, Svg.DARK, "m, among matches");
    legend(svg, LABELS + 150, Svg.WARM, "u, among others");
    svg.text(bits.at(0), 14, Svg.Anchor.MIDDLE, "weight in bits");
    for (int row = 0; row < rows; row++) {
      LinkReport.Level level = comparison.levels().get(row);
      double y = TOP + ROW * (double) row;
      svg.text(LABELS - 8.0, y + 14, Svg.Anchor.END, Svg.cut(level.label(), 38));
      svg.bar(SHARE.start(), SHARE.at(level.m()), y + 1, 9, Svg.DARK);
      svg.bar(SHARE.start(), SHARE.at(level.u()), y + 11, 9, Svg.WARM);
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
