package org.hedui.deliver.paper;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/**
 * A document of A4 pages. Places are in points from the left and from the top; a text stands on its
 * base line.
 */
final class Paper implements Closeable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();
  private static final float THIN = 0.5f;
  private static final float GREY = 0.35f;
  private static final float SMALLEST = 5;
  private static final float STAMPED = 50;

  private final PDDocument document = new PDDocument();
  private final FontSet fonts;
  private final Map<Integer, PDFont> embedded = new HashMap<>();
  private final PDExtendedGraphicsState faint = new PDExtendedGraphicsState();
  private PDPageContentStream page;

  /**
   * Begins a document without pages.
   *
   * @param title its title, without the name of a person
   */
  Paper(FontSet fonts, String title) {
    this.fonts = fonts;
    faint.setNonStrokingAlphaConstant(0.10f);
    PDDocumentInformation about = new PDDocumentInformation();
    about.setTitle(title);
    about.setProducer("Hedui");
    document.setDocumentInformation(about);
  }

  /** Begins a page that names nobody: it is public. */
  void page() throws IOException {
    endPage();
    PDPage next = new PDPage(PDRectangle.A4);
    document.addPage(next);
    page = new PDPageContentStream(document, next, PDPageContentStream.AppendMode.OVERWRITE, true);
  }

  /** Begins a page that says whose copy it is, across it and at its foot. */
  void page(Stamp stamp) throws IOException {
    page();
    watermark(stamp.watermark());
    fit(STAMPED, HEIGHT - 20, WIDTH - 2 * STAMPED, 7, stamp.line());
  }

  /** Draws the text three times, faint and slanting: on every part of a copy. */
  private void watermark(String text) throws IOException {
    page.saveGraphicsState();
    page.setGraphicsStateParameters(faint);
    float size = Math.min(16, 520 / width(text, 1));
    for (int third = 0; third < 3; third++) {
      Matrix slant = Matrix.getRotateInstance(Math.toRadians(25), 60, HEIGHT * third / 3 + 40);
      page.beginText();
      page.setTextMatrix(slant);
      show(size, text);
      page.endText();
    }
    page.restoreGraphicsState();
  }

  /** Width of a text. */
  float width(String text, float size) {
    return text.codePoints().map(point -> fonts.glyph(point).width()).sum() * size / 1000;
  }

  /** Writes a line of text; it may leave the page. */
  void text(float x, float y, float size, String text) throws IOException {
    page.beginText();
    page.newLineAtOffset(x, HEIGHT - y);
    show(size, text);
    page.endText();
  }

  /** Writes a line of heavy text, centred on the page. */
  void title(float y, float size, String text) throws IOException {
    float fit = Math.min(size, size * (WIDTH - 100) / width(text, size));
    page.setRenderingMode(RenderingMode.FILL_STROKE);
    page.setLineWidth(fit / 40);
    text((WIDTH - width(text, fit)) / 2, y, fit, text);
    page.setRenderingMode(RenderingMode.FILL);
  }

  /** Writes a line of text that ends at {@code x}. */
  void right(float x, float y, float size, String text) throws IOException {
    text(x - width(text, size), y, size, text);
  }

  /** Writes a line into a width: smaller if it does not fit, and cut if it is very long. */
  void fit(float x, float y, float width, float size, String text) throws IOException {
    float needed = width(text, size);
    if (needed <= width) {
      text(x, y, size, text);
      return;
    }
    float smaller = Math.max(SMALLEST, size * width / needed);
    text(x, y, smaller, wrap(text, width, smaller).get(0));
  }

  /**
   * Writes a text in lines.
   *
   * @return the base line after the last
   */
  float paragraph(float x, float y, float width, float size, float leading, String text)
      throws IOException {
    float next = y;
    for (String line : wrap(text, width, size)) {
      text(x, next, size, line);
      next += leading;
    }
    return next;
  }

  /** The lines of a text; a line breaks between any two characters, but not within a number. */
  List<String> wrap(String text, float width, float size) {
    List<String> lines = new ArrayList<>();
    for (String part : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      float used = 0;
      for (String word : Words.of(part)) {
        float needed = width(word, size);
        if (used + needed > width && !line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.append(word);
        used += needed;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Draws a straight line. */
  void line(float x1, float y1, float x2, float y2) throws IOException {
    page.setLineWidth(THIN);
    page.setStrokingColor(GREY, GREY, GREY);
    page.moveTo(x1, HEIGHT - y1);
    page.lineTo(x2, HEIGHT - y2);
    page.stroke();
    page.setStrokingColor(0f, 0f, 0f);
  }

  /** Draws a dashed line across the page. */
  void cut(float y) throws IOException {
    page.setLineDashPattern(new float[] {4, 3}, 0);
    line(40, y, WIDTH - 40, y);
    page.setLineDashPattern(new float[] {}, 0);
  }

  /** Fills a box with light grey. */
  void shade(float x, float y, float width, float height) throws IOException {
    page.setNonStrokingColor(0.93f, 0.93f, 0.93f);
    page.addRect(x, HEIGHT - y - height, width, height);
    page.fill();
    page.setNonStrokingColor(0f, 0f, 0f);
  }

  /** Draws a box. */
  void box(float x, float y, float width, float height) throws IOException {
    line(x, y, x + width, y);
    line(x, y + height, x + width, y + height);
    line(x, y, x, y + height);
    line(x + width, y, x + width, y + height);
  }

  private void show(float size, String text) throws IOException {
    StringBuilder run = new StringBuilder();
    int font = 0;
    for (int point : text.codePoints().toArray()) {
      FontSet.Glyph glyph = fonts.glyph(point);
      if (glyph.font() != font && !run.isEmpty()) {
        show(font, size, run);
      }
      font = glyph.font();
      run.appendCodePoint(glyph.codePoint());
    }
    show(font, size, run);
  }

  private void show(int font, float size, StringBuilder run) throws IOException {
    page.setFont(embedded(font), size);
    page.showText(run.toString());
    run.setLength(0);
  }

  private PDFont embedded(int font) throws IOException {
    PDFont known = embedded.get(font);
    if (known == null) {
      known = PDType0Font.load(document, fonts.font(font), true);
      embedded.put(font, known);
    }
    return known;
  }

  private void endPage() throws IOException {
    if (page != null) {
      page.close();
      page = null;
    }
  }

  /** Ends the document. */
  void save(OutputStream out) throws IOException {
    endPage();
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    endPage();
    document.close();
  }
}
