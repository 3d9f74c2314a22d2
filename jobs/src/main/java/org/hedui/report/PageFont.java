package org.hedui.report;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * The font that the reader's browser will draw a chart's text with. It is measured by a rule of
 * thumb and not by a font of this machine: charts are the same wherever they are made, and a server
 * needs no fonts.
 */
final class PageFont extends Font {
  /** The one size of text in charts, in pixels. */
  static final float SIZE = 13;

  private static final float ASCENT = 0.88f;
  private static final float DESCENT = 0.22f;

  /** A font of that size in pixels. */
  PageFont(int style, float size) {
    super("page", style, Math.round(size));
    this.size = Math.round(size);
    this.pointSize = size;
  }

  /** How wide a text is about to be. */
  static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(PageFont::width).sum();
  }

  private static double width(int character) {
    if (character >= 0x2E80) {
      return 1;
    }
    if (character == ' ' || ".,:;'|!()[]-/ijl".indexOf(character) >= 0) {
      return 0.32;
    }
    return Character.isUpperCase(character) || character == '%' || character == '@' ? 0.7 : 0.6;
  }

  @Override
  public String getFamily() {
    return "sans-serif";
  }

  @Override
  public Font deriveFont(float wanted) {
    return new PageFont(style, wanted);
  }

  @Override
  public Font deriveFont(int wanted) {
    return new PageFont(wanted, pointSize);
  }

  @Override
  public Font deriveFont(int wantedStyle, float wantedSize) {
    return new PageFont(wantedStyle, wantedSize);
  }

  @Override
  public Font deriveFont(AffineTransform transform) {
    return this;
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(text.length(), pointSize);
  }

  @Override
  public Rectangle2D getStringBounds(String text, FontRenderContext context) {
    return new Rectangle2D.Double(
        0, -ASCENT * pointSize, width(text, pointSize), (ASCENT + DESCENT) * pointSize);
  }

  /** Its measures, for {@link Graphics}. */
  FontMetrics metrics() {
    return new Metrics(this);
  }

  private static final class Metrics extends FontMetrics {
    Metrics(PageFont font) {
      super(font);
    }

    @Override
    public int getAscent() {
      return Math.round(ASCENT * font.getSize2D());
    }

    @Override
    public int getDescent() {
      return Math.round(DESCENT * font.getSize2D());
    }

    @Override
    public int charWidth(char character) {
      return stringWidth(String.valueOf(character));
    }

    @Override
    public int charsWidth(char[] text, int from, int length) {
      return stringWidth(new String(text, from, length));
    }

    @Override
    public int stringWidth(String text) {
      return (int) Math.ceil(width(text, font.getSize2D()));
    }

    @Override
    public Rectangle2D getStringBounds(String text, Graphics graphics) {
      return font.getStringBounds(text, null);
    }

    @Override
    public LineMetrics getLineMetrics(String text, Graphics graphics) {
      return font.getLineMetrics(text, null);
    }
  }

  private static final class Line extends LineMetrics {
    private final int characters;
    private final float size;

    Line(int characters, float size) {
      this.characters = characters;
      this.size = size;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return ASCENT * size;
    }

    @Override
    public float getDescent() {
      return DESCENT * size;
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return getAscent() + getDescent();
    }

    @Override
    public int getBaselineIndex() {
      return Font.ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[3];
    }

    @Override
    public float getStrikethroughOffset() {
      return -size / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return 1;
    }

    @Override
    public float getUnderlineOffset() {
      return 1;
    }

    @Override
    public float getUnderlineThickness() {
      return 1;
    }
  }
}
