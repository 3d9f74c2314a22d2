package org.hedui.link.page;

import static org.hedui.link.page.Html.at;
import static org.hedui.link.page.Html.tag;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption; the first cell of a row is its heading. */
final class Table {
  private final String caption;
  private final List<String> columns;
  private final int textColumns;
  private final List<Html> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param textColumns so many columns from the left hold text; the others hold numbers
   */
  Table(String caption, int textColumns, String... columns) {
    this.caption = caption;
    this.textColumns = textColumns;
    this.columns = List.of(columns);
  }

  /** Adds a row. */
  Table row(Object... cells) {
    List<Html> row = new ArrayList<>();
    for (int place = 0; place < cells.length; place++) {
      row.add(
          place == 0
              ? tag("th", at("scope", "row"), align(place), cells[place])
              : tag("td", align(place), cells[place]));
    }
    rows.add(tag("tr", row));
    return this;
  }

  Html html() {
    List<Html> head = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      head.add(tag("th", at("scope", "col"), align(place), columns.get(place)));
    }
    return tag(
        "div",
        at("class", "wide"),
        tag("table", tag("caption", caption), tag("thead", tag("tr", head)), tag("tbody", rows)));
  }

  private Html.Attribute align(int place) {
    return at("class", place < textColumns ? "text" : "number");
  }
}
