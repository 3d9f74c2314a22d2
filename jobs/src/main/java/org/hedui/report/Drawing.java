package org.hedui.report;

import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.hedui.page.Html;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Turns a chart into markup of the page: SVG whose text stays text. */
final class Drawing {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int DECIMALS = 2;

  private Drawing() {}

  /**
   * Draws a chart.
   *
   * @param name unlike that of any other drawing of the page
   * @param title what it shows, for those who do not see it
   */
  static Html of(JFreeChart chart, String name, String title, int width, int height) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(DECIMALS);
    Graphics2d graphics = new Graphics2d(context);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    return tag(
        "svg",
        at("xmlns", SVG),
        at("role", "img"),
        at("aria-label", title),
        at("viewBox", "0 0 " + width + " " + height),
        at("width", width),
        at("height", height),
        tag("title", title),
        children(graphics.getRoot(), name));
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every Java can make a document.", e);
    }
  }

  private static List<Html> children(Node parent, String name) {
    List<Html> markup = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && !isEmptyGroup(element)) {
        // A line each, so that a search for long numbers never takes two labels for one.
        markup.add(Html.text("\n"));
        markup.add(element(element, name));
      } else if (child.getNodeType() == Node.TEXT_NODE) {
        markup.add(Html.text(child.getNodeValue()));
      }
    }
    return markup;
  }

  private static boolean isEmptyGroup(Element element) {
    return !element.hasChildNodes() && List.of("g", "defs").contains(element.getTagName());
  }

  private static Html element(Element element, String name) {
    // Sorted, so that the same chart is always the same text.
    Map<String, String> attributes = new TreeMap<>();
    NamedNodeMap given = element.getAttributes();
    for (int place = 0; place < given.getLength(); place++) {
      Node attribute = given.item(place);
      attributes.put(attribute.getNodeName(), attribute.getNodeValue());
    }
    attributes.keySet().removeIf(key -> key.equals("font-family") || key.startsWith("xml"));
    // Names of parts hold for the whole page.
    attributes.computeIfPresent("id", (key, value) -> name + "-" + value);
    attributes.computeIfPresent(
        "clip-path", (key, value) -> value.replace("url(#", "url(#" + name + "-"));
    if (element.getTagName().equals("text")) {
      // Whatever font the reader has, the text takes the room that was left for it.
      double width = PageFont.width(element.getTextContent(), PageFont.SIZE);
      attributes.put("textLength", String.format(Locale.ROOT, "%.1f", width));
      attributes.put("lengthAdjust", "spacingAndGlyphs");
    }
    List<Object> parts = new ArrayList<>();
    attributes.forEach((key, value) -> parts.add(at(key, value)));
    parts.addAll(children(element, name));
    return tag(element.getTagName(), parts.toArray());
  }

  /** Measures text by {@link PageFont}, whatever fonts there are. */
  private static final class Graphics2d extends SVGGraphics2D {
    Graphics2d(SVGGeneratorContext context) {
      super(context, false);
    }

    private Graphics2d(Graphics2d other) {
      super(other);
    }

    @Override
    public Graphics create() {
      return new Graphics2d(this);
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
      if (font instanceof PageFont known) {
        return known.metrics();
      }
      throw new IllegalArgumentException("A part of the chart has no font of the page.");
    }
  }
}
