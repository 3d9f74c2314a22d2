package org.hedui.deliver.scan;

/**
 * Something that was found; never its value.
 *
 * @param place where: sheet and cell, page, line, or part of the file
 * @param kind what kind of thing
 */
public record Find(String place, Kind kind) {

  @Override
  public String toString() {
    return place + ": " + kind.words();
  }
}
