package org.hedui.sheet;

/** A column of a sheet that people fill in. */
public interface SheetHeading {

  /** Its Chinese name; no other heading begins with it and a space. */
  String zh();

  /** Its English name. */
  String en();

  /** Width of its column, in characters. */
  int width();

  /** The heading as a sheet shows it. */
  default String text() {
    return zh() + "\n" + en();
  }
}
