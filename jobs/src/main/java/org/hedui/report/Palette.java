package org.hedui.report;

import java.awt.Color;

/** Colours that differ in brightness too, so that they hold in print and for all eyes. */
final class Palette {
  static final Color INK = new Color(0x1a1a1a);
  static final Color DARK = new Color(0x0b4f8a);
  static final Color PALE = new Color(0x8fbfe6);
  static final Color WARM = new Color(0xc2560c);
  static final Color GREY = new Color(0x767676);
  static final Color FAINT = new Color(0xd9d9d9);

  private Palette() {}

  /** The colour of a severity; the worse the darker. */
  static Color severity(String code) {
    return switch (code) {
      case "BLOCKING" -> INK;
      case "HIGH" -> new Color(0x8c2d04);
      case "MEDIUM" -> new Color(0xec7014);
      case "LOW" -> new Color(0x9ecae1);
      default -> FAINT;
    };
  }
}
