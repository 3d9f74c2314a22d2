package org.hedui.link.page;

import java.util.function.DoubleFunction;

/**
 * The frame of a diagram.
 *
 * @param x the horizontal scale
 * @param y the vertical scale; it starts at the bottom
 */
record Axes(Scale x, Scale y) {

  /** A frame with room for labels in a drawing of that size. */
  static Axes in(double width, double height, double fromX, double toX, double fromY, double toY) {
    return new Axes(new Scale(fromX, toX, 70, width - 20), new Scale(fromY, toY, height - 45, 24));
  }

  /** Draws the axes, their ticks and what they mean; a tick with an empty label is left out. */
  Svg draw(Svg svg, String xMeans, String yMeans, DoubleFunction<String> yLabel) {
    for (double tick : y.ticks()) {
      String label = yLabel.apply(tick);
      if (!label.isEmpty()) {
        svg.line(x.start(), y.at(tick), x.end(), y.at(tick), Svg.FAINT)
            .text(x.start() - 6, y.at(tick) + 4, Svg.Anchor.END, label);
      }
    }
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), y.start(), x.at(tick), y.start() + 4, Svg.GREY)
          .text(x.at(tick), y.start() + 17, Svg.Anchor.MIDDLE, Scale.label(tick));
    }
    return svg.line(x.start(), y.start(), x.end(), y.start(), Svg.GREY)
        .text((x.start() + x.end()) / 2, y.start() + 36, Svg.Anchor.MIDDLE, xMeans)
        .text(4, 14, Svg.Anchor.START, yMeans);
  }
}
