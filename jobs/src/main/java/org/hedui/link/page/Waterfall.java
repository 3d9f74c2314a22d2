package org.hedui.link.page;

import java.util.ArrayList;
import java.util.List;
import org.hedui.page.Html;

/** Draws how the parts of a weight add up: each bar begins where the one before ended. */
final class Waterfall {
  private static final int ROW = 20;
  private static final int TOP = 20;
  private static final int LABELS = 300;
  private static final int WIDTH = 860;

  private record Step(String label, double from, double to) {}

  private Waterfall() {}

  static Html of(LinkReport.Example example, LinkReport.Run run) {
    List<Step> steps = steps(example, run.prior().weight());
    double threshold = run.threshold().weight();
    double least = Math.min(0, threshold);
    double most = Math.max(0, threshold);
    for (Step step : steps) {
      least = Math.min(least, Math.min(step.from(), step.to()));
      most = Math.max(most, Math.max(step.from(), step.to()));
    }
    // Room for the numbers beside the outermost bars.
    Scale scale = new Scale(least, most, LABELS + 55.0, WIDTH - 60.0);
    double bottom = TOP + ROW * (double) steps.size();
    Svg svg =
        new Svg(
            WIDTH,
            bottom + 4,
            "Waterfall of the weight of " + example.left() + " and " + example.right());
    svg.line(scale.at(0), TOP, scale.at(0), bottom, Svg.FAINT);
    svg.line(scale.at(threshold), TOP - 4, scale.at(threshold), bottom, Svg.GREY, "4 3");
    svg.text(scale.at(threshold), TOP - 8, Svg.Anchor.MIDDLE, "threshold");
    for (int row = 0; row < steps.size(); row++) {
      draw(svg, scale, steps.get(row), TOP + ROW * (double) row, row == steps.size() - 1);
    }
    return svg.html();
  }

  private static List<Step> steps(LinkReport.Example example, double prior) {
    List<Step> steps = new ArrayList<>(List.of(new Step("prior", 0, prior)));
    double sum = prior;
    for (LinkReport.Part part : example.parts()) {
      if (part.bits() != 0) {
        sum = add(steps, part.comparison() + ": " + part.level(), sum, part.bits());
      }
      if (part.frequency() != 0) {
        sum = add(steps, part.comparison() + ": frequency", sum, part.frequency());
      }
    }
    if (example.related() != 0) {
      sum = add(steps, "could be a relative", sum, example.related());
    }
    if (example.structure() != 0) {
      sum = add(steps, "structure of the cluster", sum, example.structure());
    }
    steps.add(new Step("sum", 0, sum));
    return steps;
  }

  private static double add(List<Step> steps, String label, double sum, double bits) {
    steps.add(new Step(label, sum, sum + bits));
    return sum + bits;
  }

  private static void draw(Svg svg, Scale scale, Step step, double y, boolean sum) {
    boolean against = step.to() < step.from();
    svg.text(LABELS - 8.0, y + 14, Svg.Anchor.END, Svg.cut(step.label(), 38));
    svg.bar(
        scale.at(step.from()),
        scale.at(step.to()),
        y + 3,
        ROW - 6.0,
        sum ? Svg.GREY : against ? Svg.WARM : Svg.DARK);
    svg.text(
        scale.at(step.to()) + (against ? -5 : 5),
        y + 14,
        against ? Svg.Anchor.END : Svg.Anchor.START,
        Figures.bits(step.to() - step.from()));
  }
}
