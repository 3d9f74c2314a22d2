package org.hedui.deliver.paper;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.hedui.contract.HeduiException;

/**
 * Fonts, parsed once and used for many documents, by one thread at a time. A font for rare
 * characters is opened when the first of them comes.
 */
final class FontSet implements Closeable {
  private static final int EM = 1000;

  /** What stands for a character that no font has. */
  static final int MISSING = '〓';

  private final List<Path> files;
  private final List<Face> faces = new ArrayList<>();
  private final Map<Integer, Glyph> glyphs = new HashMap<>();
  private long missing;

  /** A font. */
  record Face(TrueTypeFont font, CmapLookup lookup) {}

  /**
   * How a character is drawn.
   *
   * @param font number of the font
   * @param codePoint the character, or what stands for it
   * @param width in thousandths of the size
   */
  record Glyph(int font, int codePoint, int width) {}

  FontSet(FontFiles files) {
    this.files = files.files();
  }

  /** The font of a number. */
  TrueTypeFont font(int number) {
    return face(number).font();
  }

  /** How a character is drawn. */
  Glyph glyph(int codePoint) {
    Glyph glyph = glyphs.computeIfAbsent(codePoint, this::find);
    if (glyph.codePoint() != codePoint) {
      missing++;
    }
    return glyph;
  }

  /** How many characters were drawn that no font has. */
  long missing() {
    return missing;
  }

  private Glyph find(int codePoint) {
    for (int font = 0; font < files.size(); font++) {
      Face face = face(font);
      int id = face.lookup().getGlyphId(codePoint);
      if (id != 0) {
        return new Glyph(font, codePoint, width(face, id));
      }
    }
    return codePoint == MISSING ? new Glyph(0, '?', EM / 2) : find(MISSING);
  }

  private static int width(Face face, int id) {
    try {
      return Math.round(face.font().getAdvanceWidth(id) * (float) EM / face.font().getUnitsPerEm());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Face face(int number) {
    while (faces.size() <= number) {
      faces.add(open(files.get(faces.size())));
    }
    return faces.get(number);
  }

  private static Face open(Path file) {
    try {
      TrueTypeFont font =
          file.toString().endsWith(".ttc")
              ? first(new TrueTypeCollection(file.toFile()))
              : new TTFParser(true).parse(new RandomAccessReadBufferedFile(file.toFile()));
      if (!font.getTableMap().containsKey("glyf")) {
        throw unusable(file, null);
      }
      return new Face(font, font.getUnicodeCmapLookup());
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static HeduiException unusable(Path file, IOException cause) {
    return new HeduiException(
        "FONT_UNUSABLE",
        2,
        "The font %s is damaged or has no TrueType outlines; name another by --font FILE."
            .formatted(file),
        cause);
  }

  /** The collection stays open as long as its font. */
  private static TrueTypeFont first(TrueTypeCollection collection) throws IOException {
    List<TrueTypeFont> fonts = new ArrayList<>();
    collection.processAllFonts(fonts::add);
    return fonts.get(0);
  }

  @Override
  public void close() throws IOException {
    for (Face face : faces) {
      face.font().close();
    }
  }
}
