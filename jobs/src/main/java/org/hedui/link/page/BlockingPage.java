package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.tag;

import org.hedui.page.Html;
import org.hedui.page.Table;

/** The blocking rules, counted before any pair was made. */
final class BlockingPage {
  private static final int ROW = 24;
  private static final int LABELS = 330;

  private BlockingPage() {}

  static Html of(LinkReport report) {
    LinkReport.Run run = report.run();
    Table table =
        new Table(
            "Blocking rules",
            1,
            "Records that agree on",
            "Shared keys",
            "Pairs",
            "Largest block",
            "Dropped keys",
            "Pairs lost with them");
    long most = 1;
    for (LinkReport.Rule rule : run.rules()) {
      most = Math.max(most, rule.pairs());
      table.row(
          rule.rule(),
          Figures.count(rule.keys()),
          Figures.count(rule.pairs()),
          Figures.count(rule.largest()),
          Figures.count(rule.droppedKeys()),
          Figures.count(rule.droppedPairs()));
    }
    return all(
        tag(
            "p",
            "Two records are compared if they agree on all keys of one rule. A rule counts alone"
                + " here: a pair that several rules find is made once. A key that too many records"
                + " share (block_limit) is dropped from its rule; other rules may still find these"
                + " pairs."),
        tag(
            "p",
            "Expected share of the true pairs that the rules find: "
                + (Double.isNaN(report.training().coverage())
                    ? "not estimated, as the configuration lists the rules."
                    : Figures.percent(report.training().coverage())
                        + ", of those that any rule tried in training finds.")),
        tag(
            "p",
            "Candidate pairs a record: %.1f."
                .formatted(run.records() == 0 ? 0 : (double) run.candidates() / run.records())),
        drawing(run, most),
        table.html());
  }

  private static Html drawing(LinkReport.Run run, long most) {
    Scale pairs = new Scale(0, most, LABELS, 770);
    Svg svg = new Svg(860, ROW * (double) run.rules().size() + 4, "Pairs made by each rule");
    for (int row = 0; row < run.rules().size(); row++) {
      LinkReport.Rule rule = run.rules().get(row);
      double y = ROW * (double) row;
      double end = pairs.at((double) rule.pairs());
      svg.text(LABELS - 8.0, y + 15, Svg.Anchor.END, Svg.cut(rule.rule(), 50))
          .bar(pairs.start(), end, y + 3, 16, Svg.DARK)
          .text(end + 5, y + 15, Svg.Anchor.START, Figures.count(rule.pairs()));
    }
    return svg.html();
  }
}
