package org.hedui.link.page;

import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hedui.page.Html;

/** A drawing; what stands in it is also told in words or in a table beside it. */
final class Svg {
  /** Colours that differ in brightness too, so that they hold in print and for all eyes. */
  static final String DARK = "#0b4f8a";

  static final String WARM = "#c2560c";
  static final String PALE = "#7fb2dc";
  static final String GREY = "#767676";
  static final String FAINT = "#d9d9d9";

  private final double width;
  private final double height;
  private final String title;
  private final List<Html> parts = new ArrayList<>();

  /** A drawing of that size in pixels. */
  Svg(double width, double height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  /** Which end or middle of a text its place names. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A bar between two x, in any order. */
  Svg bar(double x1, double x2, double y, double thickness, String colour) {
    return rectangle(Math.min(x1, x2), y, Math.max(Math.abs(x2 - x1), 0.5), thickness, colour);
  }

  Svg rectangle(double x, double y, double wide, double high, String colour) {
    parts.add(
        tag(
            "rect",
            at("x", number(x)),
            at("y", number(y)),
            at("width", number(wide)),
            at("height", number(high)),
            at("fill", colour)));
    return this;
  }

  Svg line(double x1, double y1, double x2, double y2, String colour) {
    return line(x1, y1, x2, y2, colour, "none");
  }

  Svg line(double x1, double y1, double x2, double y2, String colour, String dashes) {
    parts.add(
        tag(
            "line",
            at("x1", number(x1)),
            at("y1", number(y1)),
            at("x2", number(x2)),
            at("y2", number(y2)),
            at("stroke", colour),
            at("stroke-dasharray", dashes)));
    return this;
  }

  /** A line through points, each an x and a y. */
  Svg curve(List<double[]> points, String colour, String dashes) {
    StringBuilder text = new StringBuilder();
    points.forEach(p -> text.append(number(p[0])).append(',').append(number(p[1])).append(' '));
    parts.add(
        tag(
            "polyline",
            at("points", text.toString().strip()),
            at("fill", "none"),
            at("stroke", colour),
            at("stroke-width", 2),
            at("stroke-dasharray", dashes)));
    return this;
  }

  Svg text(double x, double y, Anchor anchor, String text) {
    parts.add(
        tag(
            "text",
            at("x", number(x)),
            at("y", number(y)),
            at("text-anchor", anchor.name().toLowerCase(Locale.ROOT)),
            text));
    return this;
  }

  Html html() {
    return tag(
        "svg",
        at("xmlns", "http://www.w3.org/2000/svg"),
        at("role", "img"),
        at("aria-label", title),
        at("viewBox", "0 0 " + number(width) + " " + number(height)),
        at("width", number(width)),
        at("height", number(height)),
        tag("title", title),
        parts);
  }

  /** Text cut to a width; a full-width character counts twice. */
  static String cut(String text, int width) {
    int used = 0;
    for (int place = 0;
        place < text.length();
        place += Character.charCount(text.codePointAt(place))) {
      used += text.codePointAt(place) >= 0x1100 ? 2 : 1;
      if (used > width) {
        return text.substring(0, place) + "\u2026";
      }
    }
    return text;
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
