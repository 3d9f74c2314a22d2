package org.hedui.link.page;

import static org.hedui.page.Html.all;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hedui.page.Html;
import org.hedui.page.Table;

/** The histogram of match weights, and what to expect of each threshold. */
final class WeightsPage {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 320;

  private WeightsPage() {}

  /**
   * What to expect if the threshold lay at a weight.
   *
   * @param from the weight
   * @param pairs pairs from there on
   * @param precision expected share of matches among them
   * @param recall expected share of all matches in the histogram
   */
  record Expected(double from, double pairs, double precision, double recall) {
    double f1() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
  }

  static Html of(LinkReport report) {
    LinkReport.Run run = report.run();
    if (run.histogram().isEmpty()) {
      return tag("p", "No pair was weighed and kept.");
    }
    List<Expected> expected = expected(run.histogram());
    Expected here =
        expected.stream()
            .filter(point -> point.from() >= run.threshold().weight() - 1e-9)
            .reduce(new Expected(0, 0, 1, 0), (before, point) -> point);
    return all(
        tag(
            "p",
            "A pair is a link from %s bits on, a probability of %s. Of the pairs from there on %s are expected to be matches (precision), and they are %s of all matches among the pairs weighed (recall); F1 %.4f."
                .formatted(
                    Figures.bits(run.threshold().weight()),
                    Figures.probability(run.threshold().probability()),
                    Figures.percent(here.precision()),
                    Figures.percent(here.recall()),
                    here.f1())),
        tag(
            "p",
            "Expected by the pairs' own probabilities, without labels. Weights stand here without what the structure of a cluster adds. Pairs that no blocking rule found are not in the recall."),
        tag("h2", "Histogram"),
        histogram(run),
        tag("h2", "Expected precision and recall"),
        curve(run, expected),
        table(run, expected));
  }

  /** The expectations, from the heaviest weight downwards. */
  static List<Expected> expected(List<LinkReport.Bin> histogram) {
    double all = histogram.stream().mapToDouble(LinkReport.Bin::matches).sum();
    double pairs = 0;
    double matches = 0;
    List<Expected> expected = new ArrayList<>();
    for (LinkReport.Bin bin : histogram) {
      pairs += bin.pairs();
      matches += bin.matches();
      expected.add(new Expected(bin.from(), pairs, matches / pairs, matches / all));
    }
    return expected;
  }

  private static Html histogram(LinkReport.Run run) {
    NavigableMap<Integer, Long> byBit = byBit(run.histogram());
    long most = byBit.values().stream().mapToLong(Long::longValue).max().orElse(1);
    Axes axes =
        Axes.in(
            WIDTH,
            HEIGHT,
            byBit.firstKey(),
            byBit.lastKey() + 1.0,
            0,
            Math.max(1, Math.ceil(Math.log10((double) most))));
    Svg svg = new Svg(WIDTH, HEIGHT, "Histogram of match weights with the threshold");
    axes.draw(
        svg,
        "match weight in bits",
        "pairs in one bit of weight (logarithmic: each line ten times the one below)",
        tick -> tick == Math.rint(tick) ? Figures.count(Math.pow(10, tick)) : "");
    byBit.forEach(
        (bit, pairs) -> {
          double left = axes.x().at(bit);
          // A single pair is drawn as well: its logarithm is 0.
          double top = Math.min(axes.y().at(Math.log10(pairs)), axes.y().start() - 2);
          svg.rectangle(
              left + 0.5,
              top,
              axes.x().at(bit + 1.0) - left - 1,
              axes.y().start() - top,
              bit + 1 <= run.threshold().weight() ? Svg.PALE : Svg.DARK);
        });
    return threshold(svg, axes, run).html();
  }

  private static Html curve(LinkReport.Run run, List<Expected> expected) {
    double least = expected.get(expected.size() - 1).from();
    double greatest = Math.max(expected.get(0).from(), least + 1);
    Axes axes = Axes.in(WIDTH, HEIGHT, least, greatest, 0, 1);
    Svg svg = new Svg(WIDTH, HEIGHT, "Expected precision and recall by threshold");
    axes.draw(
        svg,
        "threshold in bits",
        "expected share",
        tick -> String.valueOf(Math.round(tick * 10) / 10.0));
    svg.curve(
        expected.stream()
            .map(point -> new double[] {axes.x().at(point.from()), axes.y().at(point.precision())})
            .toList(),
        Svg.DARK,
        "none");
    svg.curve(
        expected.stream()
            .map(point -> new double[] {axes.x().at(point.from()), axes.y().at(point.recall())})
            .toList(),
        Svg.WARM,
        "7 4");
    legend(svg, WIDTH - 330.0, Svg.DARK, "none", "precision");
    legend(svg, WIDTH - 210.0, Svg.WARM, "7 4", "recall (dashed)");
    return threshold(svg, axes, run).html();
  }

  private static void legend(Svg svg, double x, String colour, String dashes, String text) {
    svg.curve(List.of(new double[] {x, 10}, new double[] {x + 30, 10}), colour, dashes)
        .text(x + 35, 14, Svg.Anchor.START, text);
  }

  private static Svg threshold(Svg svg, Axes axes, LinkReport.Run run) {
    double weight = Math.max(axes.x().from(), Math.min(axes.x().to(), run.threshold().weight()));
    double x = axes.x().at(weight);
    boolean right = x < WIDTH / 2.0;
    return svg.line(x, axes.y().end(), x, axes.y().start(), "#1a1a1a", "4 3")
        .text(
            x + (right ? 5 : -5),
            axes.y().end() + 12,
            right ? Svg.Anchor.START : Svg.Anchor.END,
            "threshold " + Figures.bits(run.threshold().weight()));
  }

  private static Html table(LinkReport.Run run, List<Expected> expected) {
    Table table =
        new Table(
            "Pairs by weight, and what a threshold there would give",
            0,
            "From bits",
            "Pairs in this bit",
            "Pairs from there on",
            "Expected precision",
            "Expected recall",
            "Expected F1");
    Map<Integer, Expected> last = new TreeMap<>();
    expected.forEach(point -> last.put((int) Math.floor(point.from()), point));
    byBit(run.histogram())
        .descendingMap()
        .forEach(
            (bit, pairs) ->
                table.row(
                    Scale.label(bit),
                    Figures.count(pairs),
                    Figures.count(last.get(bit).pairs()),
                    Figures.percent(last.get(bit).precision()),
                    Figures.percent(last.get(bit).recall()),
                    "%.4f".formatted(last.get(bit).f1())));
    return table.html();
  }

  private static NavigableMap<Integer, Long> byBit(List<LinkReport.Bin> histogram) {
    NavigableMap<Integer, Long> byBit = new TreeMap<>();
    histogram.forEach(bin -> byBit.merge((int) Math.floor(bin.from()), bin.pairs(), Long::sum));
    return byBit;
  }
}
