package org.hedui.page;

import static org.hedui.page.Html.at;
import static org.hedui.page.Html.tag;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption; the first cell of a row is its heading. */
public final class Table {
  /** A table of so many rows is not torn across sheets of paper. */
  private static final int SHORT = 12;

  private final Object caption;
  private final List<Object> columns;
  private final int textColumns;
  private final List<Html> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param caption text or markup
   * @param textColumns so many columns from the left hold text; the others hold numbers
   * @param columns texts or markup
   */
  public Table(Object caption, int textColumns, Object... columns) {
    this.caption = caption;
    this.textColumns = textColumns;
    this.columns = List.of(columns);
  }

  /** Adds a row; a cell is text or markup. */
  public Table row(Object... cells) {
    List<Html> row = new ArrayList<>();
    for (int place = 0; place < cells.length; place++) {
      // A line each, so that a search for long numbers never takes two cells for one.
      row.add(Html.text("\n"));
      row.add(
          place == 0
              ? tag("th", at("scope", "row"), align(place), cells[place])
              : tag("td", align(place), cells[place]));
    }
    rows.add(tag("tr", row));
    return this;
  }

  /** The table, in a frame that scrolls where the page is too narrow. */
  public Html html() {
    List<Html> head = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      head.add(tag("th", at("scope", "col"), align(place), columns.get(place)));
    }
    return tag(
        "div",
        at("class", rows.size() <= SHORT ? "wide short" : "wide"),
        tag("table", tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", rows)));
  }

  private Html.Attribute align(int place) {
    return at("class", place < textColumns ? "text" : "number");
  }
}
